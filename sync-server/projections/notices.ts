import type { Notice } from '#lib/documents/user-doc.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Logged } from '../pipeline/record.ts';
import type { World } from '../pipeline/world.ts';

/** Who must hear of an accepted change: people it mentions, and whoever was given a ticket. */
export function noticesOf(world: World, { typed }: Logged): { person: string; notice: Notice }[] {
	if (typed === undefined) return [];
	return concerned(typed)
		.filter(({ person }) => person !== typed.by && world.directory.person(person) !== undefined)
		.map(({ person, kind, message }) => ({
			person,
			notice: { kind, target: typed.target, by: typed.by, atMs: stampMs(typed.at), message }
		}));
}

interface Concerned {
	readonly person: string;
	readonly kind: Notice['kind'];
	readonly message: string | null;
}

function concerned(change: TypedChange): Concerned[] {
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
		default:
			return [];
	}
}
