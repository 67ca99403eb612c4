import type { ChangeType } from './changes/change.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { lift } from './changes/lift.ts';
import { typeChange, type TypedChange } from './changes/typed.ts';
import { joinCells, type Cells } from './crdt/cells.ts';
import { entityRef, toBase32, type ChangeId, type EntityRef } from './ids.ts';
import type { PersonId, TeamId } from './ids.ts';
import { QUERY_JUDGE } from './judge/query.ts';
import type { Facts } from './judge/checks.ts';
import type { Json } from './json.ts';
import type { Actor } from './policy/actor.ts';
import type { Role } from './policy/roles.ts';
import { makeStamp, type Stamp } from './stamp.ts';

/** What the tests of the domain share: people, places, stamps and changes written by hand. */

/** 26 characters that name a thing; `kind` keeps people, teams and changes apart. */
export const testId = (kind: number, index: number): string =>
	toBase32(new Uint8Array(16).fill(kind).fill(index, 8));

const person = (index: number) => testId(1, index) as PersonId;
const team = (index: number) => testId(3, index) as TeamId;

export const alice = person(1);
export const bob = person(2);
export const carol = person(3);
export const stranger = person(9);
export const support = team(1);
export const field = team(2);
export const ticketRef = entityRef('ticket', testId(2, 1));
export const channelRef = entityRef('channel', testId(2, 2));

export const START_MS = 1_800_000_000_000;

/** The node of a stamp: a device and its first tab. */
export const testNode = (device: number): string =>
	`${toBase32(new Uint8Array(10).fill(device))}00`;

/** A stamp `ms` after the start. */
export const at = (ms: number, device = 1): Stamp => makeStamp(START_MS + ms, 0, testNode(device));

let made = 0;

/** A change's id that no other change of this test run has. */
function changeId(count: number): ChangeId {
	const bytes = new Uint8Array(16).fill(7);
	new DataView(bytes.buffer).setUint32(0, count);
	return toBase32(bytes) as ChangeId;
}

/** A change written by hand; throws when its body does not fit its type. */
export function change<T extends ChangeType>(
	type: T,
	target: EntityRef,
	body: Json,
	more: { by?: string; at?: Stamp; saw?: readonly Stamp[] } = {}
): Extract<TypedChange, { type: T }> {
	made += 1;
	const { by = alice, at: stamp = at(made), saw = [] } = more;
	const id = changeId(made);
	const typed = typeChange({ id, v: 1, type, target, saw, at: stamp, body }, by);
	if (!typed.ok) throw new Error(`${type}: ${typed.path} ${typed.problem}`);
	return typed.value as Extract<TypedChange, { type: T }>;
}

/** The state that changes make. */
export function stateOf(...changes: readonly TypedChange[]): Cells {
	return changes.map(lift).reduce(joinCells, {});
}

/** A person as policy sees them; by default an agent of the support team. */
export function actor(who: PersonId, role: Role, more: Partial<Actor> = {}): Actor {
	const nowhere = new Set<TeamId>();
	const rest = { teams: new Set([support]), supervises: nowhere, scope: nowhere, blocked: false };
	return { person: who, role, ...rest, ...more };
}

/** Facts under which nothing is in the way. */
export function facts(more: Partial<Facts> = {}): Facts {
	return {
		actor: undefined,
		nowMs: START_MS,
		person: (id) => (id === stranger ? undefined : { name: 'Ann', email: null, blocked: false }),
		team: (id) => (id === support || id === field ? { archived: false } : undefined),
		portalTeam: null,
		catalogue: new Catalogue([]),
		queries: QUERY_JUDGE,
		ticket: () => undefined,
		contact: () => [{ team: support, people: new Set() }],
		isNameTaken: () => false,
		admins: () => [alice],
		...more
	};
}
