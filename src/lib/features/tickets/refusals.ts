import type { Json } from '#lib/domain/json.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import type { Desk } from '#lib/session/desk.ts';
import { owedFields } from '#lib/session/owed-fields.ts';
import { formatList, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from './names.ts';

function part(detail: Json | undefined, key: string): Json | undefined {
	return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
		? Object.entries(detail).find(([name]) => name === key)?.[1]
		: undefined;
}

/** Why a change was refused, as a sentence; with who and when where that is known. */
export function refusalWords(desk: Desk, reason: RefusalReason, detail?: Json): string {
	const by = part(detail, 'by');
	const atMs = part(detail, 'atMs');
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

/** Answers true for each id the first time it is asked. */
export function onlyOnce(): (id: string) => boolean {
	const told = new Set<string>();
	return (id) => {
		if (told.has(id)) return false;
		told.add(id);
		return true;
	};
}
