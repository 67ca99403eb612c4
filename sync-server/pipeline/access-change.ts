import { jsonEqual } from '#lib/domain/json.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import type { Touched, World } from './world.ts';

/** Whose rights, and to which documents, may have become narrower by a commit. */
export interface AccessChange {
	/** People whose rights may have become narrower: all their documents are judged again. */
	readonly people: ReadonlySet<string>;
	/** People who came to a team or left one: they are present on other floors now. */
	readonly moved: ReadonlySet<string>;
	/** Documents whose readers changed. */
	readonly documents: ReadonlySet<string>;
}

/** Finds what must be judged again after a batch. */
export function accessTouched(world: World, touched: Touched): AccessChange {
	const people = new Set<string>();
	const moved = new Set<string>();
	const documents = new Set<string>();
	for (const { typed } of touched.logged) {
		if (typed?.type === 'person.field' && ['role', 'blocked'].includes(typed.body.field))
			people.add(typed.target.slice('person.'.length));
		if (typed?.type === 'team.element') moved.add(typed.body.element);
		if (typed?.type === 'team.element' && !typed.body.present) people.add(typed.body.element);
		if (typed?.type === 'channel.element') documents.add(typed.target);
	}
	for (const [target, before] of touched.before) {
		const after = world.ticket(target);
		if (before === undefined || after === undefined) continue;
		const [was, is] = [ticketSubject(before), ticketSubject(after)];
		if (was.team !== is.team || !jsonEqual([...was.people].sort(), [...is.people].sort()))
			documents.add(target);
	}
	return { people, moved, documents };
}
