import { entityRef, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { Tab } from './profile.ts';

/** What people have to do with, and what has come of it. */
export interface Acting {
	readonly chance: () => number;
	readonly people: readonly string[];
	readonly teams: readonly TeamId[];
	/** Tickets made so far; new ones are added. */
	readonly tickets: string[];
	/** Changes that are on a disk, and on which device's. */
	readonly made: Map<string, string>;
}

/** One of them, by chance. */
export function pick<T>(list: readonly T[], chance: () => number): T {
	return list[Math.floor(chance() * list.length)] as T;
}

const STATES = [
	{ status: 'open', class: 'open', resolution: 'Done' },
	{ status: 'solved', class: 'done', resolution: 'Done' },
	{ status: 'waiting', class: 'paused', resolution: 'Done' }
] as const;

/** One change to a ticket, or a new ticket, as a person at this tab might make it. */
export function changeSomething({ desk, device }: Tab, acting: Acting): void {
	const { chance, people, teams, tickets, made } = acting;
	const any = <T>(list: readonly T[]): T => pick(list, chance);
	const roll = chance();
	const options = { forecast: chance() < 0.5 };
	const note = (result: { id: string; verdict: { ok: boolean }; durable: Promise<void> }) => {
		if (!result.verdict.ok) return;
		const { id } = result;
		result.durable.then(
			() => made.set(id, device.id),
			() => undefined
		);
	};
	if (desk.me.role === 'org-admin' && roll > 0.97) {
		const id = desk.newId();
		const userName = `u${id.slice(0, 10)}`;
		const ref = entityRef('person', id);
		note(desk.change('person.create', ref, { name: 'New', role: 'agent', userName }, options));
		return;
	}
	if (tickets.length < 3 || roll < 0.12) {
		const id = desk.newId();
		tickets.push(id);
		const team = any(teams);
		note(desk.change('ticket.create', entityRef('ticket', id), { team, subject: 'S' }, options));
		return;
	}
	const ref = entityRef('ticket', any(tickets));
	if (roll < 0.35)
		note(
			desk.change(
				'ticket.field',
				ref,
				{ field: 'priority', value: any(['low', 'high', 'urgent'] as const) },
				options
			)
		);
	else if (roll < 0.45)
		note(
			desk.change(
				'ticket.field',
				ref,
				{ field: 'assignee', value: any([...people, null]) as PersonId | null },
				options
			)
		);
	else if (roll < 0.55)
		note(
			desk.change(
				'ticket.take',
				ref,
				{ expected: any([...people, null]) as PersonId | null },
				options
			)
		);
	else if (roll < 0.65)
		note(
			desk.change(
				'ticket.element',
				ref,
				{ set: 'tags', element: any(['a', 'b']), present: chance() < 0.6 },
				options
			)
		);
	else if (roll < 0.75)
		note(
			desk.change('ticket.state', ref, { ...any(STATES), round: Math.floor(chance() * 3) }, options)
		);
	else if (roll < 0.8) note(desk.change('ticket.transfer', ref, { team: any(teams) }, options));
	else
		note(
			desk.change(
				'message.add',
				ref,
				{ kind: any(['public', 'note'] as const), text: `at ${Date.now()}` },
				options
			)
		);
}
