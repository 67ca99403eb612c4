import type { Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RefusalView } from '#lib/session/desk/views.ts';
import { owedFields } from '#lib/session/owed-fields.ts';
import { formatList, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from './names.ts';

function part(detail: Json, key: string): Json | undefined {
	return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
		? Object.entries(detail).find(([name]) => name === key)?.[1]
		: undefined;
}

/** Why it was refused, with who and when where that is known. */
export function reasonWords(desk: Desk, { reason, detail }: RefusalView): string {
	const [by, atMs] = [part(detail, 'by'), part(detail, 'atMs')];
	if (typeof by === 'string' && typeof atMs === 'number') {
		const who = { name: personName(desk, by), time: formatTime(atMs) };
		if (reason === 'taken') return t('errors.refusal.takenBy', who);
		if (reason === 'sent') return t('errors.refusal.sentBy', who);
		if (reason === 'others-replied') return t('errors.refusal.repliedBy', who);
	}
	const owed = owedFields(desk.catalogue, reason, detail);
	if (owed.length > 0) return t('tickets.owes.fields', { names: formatList(owed) });
	return t(`errors.refusal.${reason}`);
}

export interface RefusalGroup {
	readonly target: string;
	readonly refusals: readonly RefusalView[];
}

/** Refusals by what they are about, each group in the order in which they were made. */
export function groupsOf(refusals: readonly RefusalView[]): readonly RefusalGroup[] {
	const groups = new Map<string, RefusalView[]>();
	for (const refusal of refusals)
		groups.set(refusal.target, [...(groups.get(refusal.target) ?? []), refusal]);
	return [...groups].map(([target, list]) => ({ target, refusals: list }));
}
