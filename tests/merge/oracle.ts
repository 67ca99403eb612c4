import { isAutomation } from '#lib/domain/changes/change.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { canonicalJson, type Json } from '#lib/domain/json.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import type { Written } from './scenario.ts';

/**
 * What merging should give, said a second time and without any of its machinery: from who knew what
 * in truth instead of from `saw`, and from all writes at once instead of by joining.
 */

const CONFLICTING = [
	'subject',
	'priority',
	'assignee',
	'category',
	'requester',
	'due',
	'team',
	'state'
];

/** The value and stamp that each register other than the state must hold. */
export function expectedRegisters(changes: readonly TypedChange[]): Record<string, Json> {
	const newest: Record<string, [Json, Stamp]> = {};
	for (const change of changes)
		for (const [key, [value, at]] of Object.entries(lift(change)))
			if (key !== 'state' && at >= (newest[key]?.[1] ?? '')) newest[key] = [value, at];
	return newest;
}

export interface Expected {
	readonly key: string;
	readonly kept: Stamp;
	readonly others: readonly Stamp[];
}

interface Attempt {
	readonly item: Written;
	readonly value: string;
}

/** The conflicts there must be, in the order of their keys. */
export function expectedConflicts(written: readonly Written[]): Expected[] {
	return [...CONFLICTING].sort().flatMap((key) => {
		const attempts = written.flatMap((item): Attempt[] => {
			const value = lift(item.change)[key]?.[0];
			return value === undefined ? [] : [{ item, value: canonicalJson(value) }];
		});
		return expectedConflict(key, attempts);
	});
}

function expectedConflict(key: string, attempts: readonly Attempt[]): Expected[] {
	const unseen = attempts.filter(
		({ item }) => !attempts.some((other) => other.item.knew.has(item.change.id))
	);
	const kept = unseen.toSorted(key === 'state' ? byState : byStamp).at(-1);
	if (kept === undefined || isAutomation(kept.item.change.by)) return [];
	const others = unseen
		.filter(({ item, value }) => {
			const { by } = item.change;
			return by !== kept.item.change.by && !isAutomation(by) && value !== kept.value;
		})
		.map(({ item }) => item.change.at)
		.sort();
	return others.length > 0 ? [{ key, kept: kept.item.change.at, others }] : [];
}

function byStamp(a: Attempt, b: Attempt): number {
	return a.item.change.at < b.item.change.at ? -1 : 1;
}

function byState(a: Attempt, b: Attempt): number {
	const [one, two] = [stateOf(a), stateOf(b)];
	return one.round - two.round || one.final - two.final || byStamp(a, b);
}

function stateOf({ item: { change } }: Attempt): { round: number; final: number } {
	if (change.type === 'ticket.take') return { round: change.body.begins ?? 0, final: 0 };
	if (change.type !== 'ticket.state') return { round: 0, final: 0 };
	return { round: change.body.round, final: Number(change.body.class === 'done') };
}
