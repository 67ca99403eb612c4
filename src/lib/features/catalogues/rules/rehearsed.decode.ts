import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import type { Rehearsed, RuleDeed } from '#lib/protocol/automation.ts';

const KINDS: ReadonlySet<unknown> = new Set(['progress', 'hit', 'end']);

/** A line of what trying a rule tells; undefined for what is none. */
export function readRehearsed(line: string): Rehearsed | undefined {
	const read: unknown = JSON.parse(line);
	const isOne = typeof read === 'object' && read !== null && 'kind' in read && KINDS.has(read.kind);
	return isOne ? (read as Rehearsed) : undefined;
}

/** Why a change of a rule was refused, as the judge said it. */
export function refusalOf({ refusal }: RuleDeed): RefusalReason | null {
	return refusal as RefusalReason | null;
}
