import { messageIdIn } from '#lib/domain/changes/lift.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { Difference } from '#lib/domain/moments/difference.ts';
import type { StateThen } from '#lib/domain/moments/state-at.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { taskKey } from '#lib/domain/ticket/tasks.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { authorName } from '../author-name.ts';
import { partName, partValue } from '../ticket/words/part-words.ts';

/** A difference in words: what it is about, and what stood and stands there. */
export interface DifferenceLine {
	readonly key: string;
	readonly how: Difference['how'];
	readonly label: string;
	/** Undefined where there was nothing. */
	readonly before: string | undefined;
	readonly after: string | undefined;
}

/** Differences as people read them; a new sub-task or visit is told as a whole. */
export function differenceLines(
	desk: Desk,
	found: readonly Difference[],
	states: { readonly before: StateThen; readonly after: StateThen }
): DifferenceLine[] {
	const keys = new Set(found.filter(({ how }) => how !== 'changed').map(({ key }) => key));
	return found
		.filter(({ key }) => !isPartField(key) || !keys.has(wholeOf(key)))
		.map((difference) => lineOf(desk, difference, states));
}

const isPartField = (key: string): boolean => /^[tv]\/[^/]+\/./.test(key);
const wholeOf = (key: string): string => key.split('/').slice(0, 2).join('/');

function lineOf(
	desk: Desk,
	difference: Difference,
	states: { readonly before: StateThen; readonly after: StateThen }
): DifferenceLine {
	const { key, how } = difference;
	const message = messageIdIn(key);
	const words = (side: 'before' | 'after') => {
		if (difference[side === 'before' ? 'isBeforeUnknown' : 'isAfterUnknown'])
			return t('moments.unknown');
		const value = difference[side];
		if (value === undefined) return undefined;
		if (key.endsWith('/split')) return `${t('split.into')} ${desk.ticketName(String(value))}`;
		return message === undefined
			? partValue(desk, key, value)
			: messageWords(states[side], message, key, value);
	};
	const label = message === undefined ? nameOf(desk, key, states) : saidBy(desk, message, states);
	return { key, how, label, before: words('before'), after: words('after') };
}

function saidBy(
	desk: Desk,
	id: string,
	{ before, after }: { readonly before: StateThen; readonly after: StateThen }
): string {
	const message = readMessage(after.cells, id) ?? readMessage(before.cells, id);
	const name = message === undefined ? t('tickets.author.unknown') : authorName(desk, message);
	return t('moments.message', { name });
}

function messageWords(state: StateThen, id: string, key: string, value: Json): string {
	if (key.endsWith('/retracted')) return t(value === true ? 'tickets.retracted' : 'shell.no');
	const isKnown = !state.unknown.has(`m/${id}/text`);
	return isKnown ? (readMessage(state.cells, id)?.text ?? '') : t('moments.wordsUnknown');
}

function nameOf(
	desk: Desk,
	key: string,
	{ before, after }: { readonly before: StateThen; readonly after: StateThen }
): string {
	const task = /^t\/([^/]+)/.exec(key);
	const [, id = ''] = task ?? [];
	const title = [after, before]
		.map(({ cells }) => cellValue(cells, taskKey(id, 'title')))
		.find((known) => typeof known === 'string');
	return partName(desk, key, String(title ?? ''));
}
