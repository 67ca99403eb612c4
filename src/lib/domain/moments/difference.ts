import { ON_CALL, ON_CALL_TOLD } from '../on-call/register.ts';
import { cellValue } from '../crdt/cells.ts';
import {
	alertKey,
	ASKED,
	ASSIGNED,
	messageIdIn,
	messageKeys,
	PUBLIC_HEAD,
	SUGGESTED
} from '../changes/lift.ts';
import { jsonEqual, type Json } from '../json.ts';
import { CLOCKS } from '../sla/clock-names.ts';
import { RATING_ASKED, SEERS, seenKey } from '../ticket/seen.ts';
import type { StateThen } from './state-at.ts';

/** One thing that is otherwise in one state of a target than in another. */
export interface Difference {
	readonly key: string;
	readonly how: 'added' | 'changed' | 'removed';
	/** Undefined when it was not there, or when nobody knows what it was. */
	readonly before: Json | undefined;
	readonly after: Json | undefined;
	readonly isBeforeUnknown: boolean;
	readonly isAfterUnknown: boolean;
}

/** Cells that are no facts of the ticket: who was told of what, and what follows from the others. */
const ASIDE: ReadonlySet<string> = new Set([
	PUBLIC_HEAD,
	ASKED,
	ASSIGNED,
	SUGGESTED,
	ON_CALL,
	ON_CALL_TOLD,
	'number',
	'created',
	RATING_ASKED,
	...SEERS.map(seenKey),
	...CLOCKS.map(alertKey)
]);

/** What became of a target between two of its states, by key. */
export function differences(before: StateThen, after: StateThen): Difference[] {
	const keys = new Set([before, after].flatMap(({ cells }) => Object.keys(cells)));
	for (const { unknown } of [before, after]) for (const key of unknown) keys.add(key);
	return [...keys]
		.filter((key) => !ASIDE.has(key) && !isPartOfNew(key, before, after))
		.sort()
		.flatMap((key) => differenceOf(key, before, after) ?? []);
}

/** Of a message that is only there in one of them, its existence is the difference. */
function isPartOfNew(key: string, before: StateThen, after: StateThen): boolean {
	const message = messageIdIn(key);
	if (message === undefined) return false;
	const { existence, seq } = messageKeys(message);
	if (key === seq) return true;
	const has = ({ cells }: StateThen) => Object.hasOwn(cells, existence);
	return key !== existence && has(before) !== has(after);
}

function differenceOf(key: string, before: StateThen, after: StateThen): Difference | undefined {
	const [was, is] = [valueIn(before, key), valueIn(after, key)];
	const [isBeforeUnknown, isAfterUnknown] = [before, after].map(({ unknown }) => unknown.has(key));
	if (isBeforeUnknown && isAfterUnknown) return undefined;
	const isKnown = !isBeforeUnknown && !isAfterUnknown;
	if (isKnown && (was === is || (was !== undefined && is !== undefined && jsonEqual(was, is))))
		return undefined;
	return {
		key,
		how: !isKnown
			? 'changed'
			: was === undefined
				? 'added'
				: is === undefined
					? 'removed'
					: 'changed',
		before: was,
		after: is,
		isBeforeUnknown: isBeforeUnknown === true,
		isAfterUnknown: isAfterUnknown === true
	};
}

/** A register that is empty, and an element that is not in its set, are not there. */
function valueIn({ cells }: StateThen, key: string): Json | undefined {
	const value = cellValue(cells, key);
	if (value === null || value === undefined) return undefined;
	return value === false && key.includes('/') && !key.startsWith('f/') ? undefined : value;
}
