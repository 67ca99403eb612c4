import {
	actor,
	alice,
	bob,
	change,
	facts,
	field,
	stateOf,
	support,
	ticketRef
} from '../testing.ts';
import type { TypedChange } from '../changes/typed.ts';
import type { Cells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import type { Actor } from '../policy/actor.ts';
import type { Facts } from './checks.ts';
import { judge } from './judge.ts';

/**
 * Every refusal next to the twin that passes: both stand on one set-up, so that a refusal cannot
 * come about for another reason.
 */
export interface Attempt {
	readonly state?: Cells | undefined;
	readonly change: TypedChange;
	readonly as?: Actor | undefined;
	readonly facts?: Partial<Facts>;
}
export type Twin = readonly [title: string, passes: Attempt, refusedAs: string, fails: Attempt];

export const agent = actor(alice, 'agent');
export const admin = actor(alice, 'org-admin');
export const lead = actor(alice, 'supervisor', {
	teams: new Set(),
	supervises: new Set([support])
});
export const fieldAgent = actor(alice, 'field-agent');

export function verdict(attempt: Attempt): string {
	const who = 'as' in attempt ? attempt.as : agent;
	const answer = judge(attempt.state, attempt.change, facts({ actor: who, ...attempt.facts }));
	return answer.ok ? 'accepted' : answer.reason;
}

/** What becomes of both twins. */
export const verdicts = (passes: Attempt, fails: Attempt): [string, string] => [
	verdict(passes),
	verdict(fails)
];

/** What becomes of a change when a person who is blocked makes it; automations are never blocked. */
export function verdictWhenBlocked(attempt: Attempt): string {
	const who = 'as' in attempt ? attempt.as : agent;
	return who === undefined ? 'blocked' : verdict({ ...attempt, as: { ...who, blocked: true } });
}

export const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ by: bob }
);
export const ticket = stateOf(create);
export const foreign = stateOf(
	change('ticket.create', ticketRef, { team: field, subject: 'Lift' }, { by: bob })
);
export const ticketIn = (body: object) =>
	change('ticket.create', ticketRef, { team: support, subject: 'Lift', ...body });
export const edit = (name: string, value: Json) =>
	change('ticket.field', ticketRef, { field: name, value });
export const element = (set: string, who: string, present = true) =>
	change('ticket.element', ticketRef, { set, element: who, present });
export const state = (round: number, status: string, words: object = {}) =>
	change('ticket.state', ticketRef, { round, status, ...words });
export const take = (expected: string | null) => change('ticket.take', ticketRef, { expected });
export const transfer = (team: string) => change('ticket.transfer', ticketRef, { team });
export const closed = stateOf(create, state(0, 'solved', { resolution: 'Fixed' }));
