// People who open tickets, change each of them and leave.
import { decodeVector } from '../../sync-server/pipeline/vector.ts';
import type { Person } from '../content/content.ts';
import { generate } from './generator.ts';
import { dialAll, NOTHING, type Hearing, type Line, type Target } from './line.ts';
import { Author } from './writer.ts';

export interface VisitJob {
	readonly target: Target;
	readonly people: readonly Person[];
	/** Shared out among the people, each to one of them. */
	readonly tickets: readonly string[];
}

export interface VisitResult {
	readonly changes: number;
}

interface Visitor {
	readonly author: Author;
	readonly index: number;
}

/** Until all that everybody changed is receipted. */
async function visit(job: VisitJob, authors: readonly Author[]): Promise<number> {
	const share = Math.floor(job.tickets.length / authors.length);
	const done = Promise.withResolvers<void>();
	const open = new Map<Line, number>();
	const receipted = new Set<Line>();
	const byPerson = new Map<Person, Visitor>(
		authors.map((author, index) => [author.person, { author, index }])
	);
	function hearOutbox({ author }: Visitor, line: Line, vector: Uint8Array): void {
		const taken = decodeVector(vector)?.get(author.doc.clientID) ?? 0;
		if (taken >= share) receipted.add(line);
		if (receipted.size === authors.length) done.resolve();
	}
	function hearTicket({ author, index }: Visitor, line: Line): void {
		open.set(line, (open.get(line) ?? 0) + 1);
		if (open.get(line) !== share) return;
		const own = job.tickets.slice(index * share, (index + 1) * share);
		const body = { field: 'category', value: `Visited by ${index}` } as const;
		const said = author.append(own.map((id) => author.change('ticket.field', id, body)));
		line.say(said.document, said.bytes);
	}
	const hearing: Hearing = {
		message(line, name, message) {
			const visitor = byPerson.get(line.person);
			if (visitor === undefined) return;
			if (name !== visitor.author.outbox && message.kind === 'step-2') hearTicket(visitor, line);
			if (name === visitor.author.outbox && message.kind === 'step-1')
				hearOutbox(visitor, line, message.vector);
		},
		lost: (_line, code) => done.reject(new Error(`a line ended with ${code}`))
	};
	const calls = authors.map((author, index) => ({
		target: job.target,
		person: author.person,
		hearing,
		documents: [
			{ name: author.outbox, vector: NOTHING },
			...job.tickets
				.slice(index * share, (index + 1) * share)
				.map((id) => ({ name: `ticket.${id}`, vector: NOTHING }))
		]
	}));
	const lines = dialAll(calls);
	await done.promise;
	for (const line of lines) line.close();
	return share * authors.length;
}

await generate<VisitJob, VisitResult>((job) => {
	const authors = job.people.map((person) => new Author(person));
	return Promise.resolve(async () => ({ changes: await visit(job, authors) }));
});
