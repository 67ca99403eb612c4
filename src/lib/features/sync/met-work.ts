import type { Conflict, Write } from '#lib/domain/history.ts';
import type { EntityRef, TeamId } from '#lib/domain/ids.ts';
import { isId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { BODIES } from '#lib/domain/changes/bodies.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

const isTeam = (value: unknown): value is TeamId => isId(value);

/** The change that writes a value once more, by somebody who has seen all of them. */
function planWrite(target: EntityRef, key: string, value: Json): PlannedChange | undefined {
	if (key === 'team')
		return isTeam(value) ? { type: 'ticket.transfer', target, body: { team: value } } : undefined;
	const decoded = BODIES['ticket.field']({ field: key, value });
	return decoded.ok ? { type: 'ticket.field', target, body: decoded.value } : undefined;
}

/** A status is settled on its ticket, where one sees what reopening would mean. */
export function canSettle(conflict: Conflict): boolean {
	return conflict.key !== 'state';
}

/** Ends a conflict with the value one wants; true when it was done. */
export function settle(desk: Desk, target: EntityRef, conflict: Conflict, wanted: Write): boolean {
	const planned = planWrite(target, conflict.key, wanted.value);
	const [result] = planned === undefined ? [] : desk.changeMany([planned]);
	if (result === undefined) return false;
	const { verdict, id } = result;
	if (!verdict.ok) toast({ text: t(`errors.refusal.${verdict.reason}`), tone: 'danger' });
	else {
		const action = { label: t('shell.undo'), run: () => void desk.undo(id) };
		toast({ text: t('sync.met.settled'), action });
	}
	return verdict.ok;
}

/** Confirms everything as it is now. */
export function keepAll(desk: Desk): void {
	const planned = desk.mine.met.list.flatMap(({ ref, conflicts }) =>
		conflicts.flatMap(({ key, kept }) => planWrite(ref, key, kept.value) ?? [])
	);
	desk.changeMany(planned);
	desk.mine.met.dismiss();
}
