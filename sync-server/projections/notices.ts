import type { Notice } from '#lib/documents/user-doc.ts';
import type { ClockName } from '#lib/domain/sla/clock-names.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Logged } from '../pipeline/record.ts';
import type { World } from '../pipeline/world.ts';

/**
 * Who must hear of an accepted change: people it mentions, whoever was given a ticket, and of an
 * alert of the service whoever has the ticket and those who supervise its team.
 */
export function noticesOf(world: World, { typed }: Logged): { person: string; notice: Notice }[] {
	if (typed === undefined) return [];
	return concerned(world, typed)
		.filter(({ person }) => person !== typed.by && world.directory.person(person) !== undefined)
		.map(({ person, kind, message, clock }) => {
			const { target, by, at } = typed;
			const notice = { kind, target, by, atMs: stampMs(at), message };
			return { person, notice: clock === undefined ? notice : { ...notice, clock } };
		});
}

interface Concerned {
	readonly person: string;
	readonly kind: Notice['kind'];
	readonly message: string | null;
	readonly clock?: ClockName;
}

function concerned(world: World, change: TypedChange): Concerned[] {
	switch (change.type) {
		case 'message.add':
			return (change.body.mentions ?? []).map((person) => ({
				person,
				kind: 'mention',
				message: change.id
			}));
		case 'ticket.create':
			return change.body.assignee
				? [{ person: change.body.assignee, kind: 'assigned', message: null }]
				: [];
		case 'ticket.field':
			return change.body.field === 'assignee' && change.body.value !== null
				? [{ person: change.body.value, kind: 'assigned', message: null }]
				: [];
		case 'ticket.assign':
			return change.body.mode === 'assign'
				? [{ person: change.body.person, kind: 'assigned', message: null }]
				: [];
		case 'ticket.alert': {
			const { kind, clock } = change.body;
			const people = inCharge(world, change.target);
			return [...people].map((person) => ({ person, kind, message: null, clock }));
		}
		default:
			return [];
	}
}

/** Whoever has a ticket, and those who supervise its team. */
function inCharge(world: World, target: string): ReadonlySet<string> {
	const ticket = world.ticket(target);
	if (ticket === undefined) return new Set();
	const { assignee, team } = ticket;
	const supervisors = world.directory.team(team)?.supervisors ?? [];
	return new Set([...(assignee === null ? [] : [assignee]), ...supervisors]);
}
