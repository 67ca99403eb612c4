import { describe, expect, it } from 'vitest';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { alice, change, stateOf, support, ticketRef } from '#lib/domain/testing.ts';
import { fromTicket, nearTo, suggestions, tellingWords } from './solutions.ts';

const ticket = readTicket(
	stateOf(
		change('ticket.create', ticketRef, { team: support, subject: 'Printer jams, second floor' })
	)
);
const article = (id: string, more: Partial<ShelvedArticle> = {}): ShelvedArticle => ({
	id,
	title: 'Printer',
	body: '',
	section: null,
	language: 'en',
	visibility: 'staff',
	stage: 'published',
	faq: false,
	tags: [],
	helpful: [],
	unhelpful: [],
	drafts: [],
	createdBy: 'mei',
	writtenMs: 1,
	...more
});

function suggested(...articles: ShelvedArticle[]): string[] {
	if (ticket === undefined) throw new Error('it was created');
	return suggestions(ticket, near(...articles), []).map(({ id }) => id);
}

function near(...articles: ShelvedArticle[]) {
	if (ticket === undefined) throw new Error('it was created');
	const words = tellingWords(ticket);
	return articles.flatMap((one) => nearTo(one, words) ?? []);
}

describe('suggested articles', () => {
	it('are those about the same, the closest first', () => {
		const near = article('near', { title: 'When the printer jams' });
		const far = article('far', { title: 'Invoices', body: 'On the first of the month.' });
		const body = article('body', { title: 'Paper', body: 'The printer on the second floor.' });
		expect(suggested(far, article('some'), near, body)).toEqual(['near', 'some', 'body']);
		expect(suggested(article('old', { stage: 'archived' }))).toEqual([]);
	});

	it('are found by short names only where these stand alone', () => {
		const words = ['tls'];
		const [of, other] = [article('of', { title: 'TLS 1.3' }), article('no', { title: 'Bitlsen' })];
		expect([of, other].map((one) => nearTo(one, words)?.id)).toEqual(['of', undefined]);
	});

	it('are ordered by whom they helped, too', () => {
		const helped = article('helped', { helpful: ['mei', 'luca'] });
		const failed = article('failed', { title: 'Printer jams', unhelpful: ['mei', 'luca'] });
		expect(suggested(failed, article('plain'), helped)).toEqual(['helped', 'plain', 'failed']);
	});
});

describe('what solved other tickets', () => {
	const created = change('ticket.create', ticketRef, {
		team: support,
		subject: 'Printer jams again'
	});
	const solvedBy = (resolution: string, set: 'helpful' | 'unhelpful') => {
		const state = { round: 0, status: 'solved', class: 'done', resolution };
		const opinion = { set, element: alice, present: true };
		return stateOf(
			created,
			change('ticket.state', ticketRef, state),
			change('ticket.element', ticketRef, opinion)
		);
	};

	it('is suggested sooner where whoever asked was content with it', () => {
		if (ticket === undefined) throw new Error('it was created');
		const rated = (id: string, resolution: string, stars: number) => {
			const state = { round: 0, status: 'solved', class: 'done', resolution };
			const rating = { round: 0, stars, solved: true, words: '' };
			return fromTicket(
				id,
				stateOf(
					created,
					change('ticket.state', ticketRef, state),
					change('ticket.rate', ticketRef, rating)
				)
			);
		};
		const solved = [rated('bad', 'Hit it.', 1), rated('so', 'Wait.', 3), rated('good', 'Feed.', 5)];
		const found = suggestions(ticket, [], [...solved.flatMap((one) => one ?? [])]);
		expect(found.map(({ id }) => id)).toEqual(['good', 'so', 'bad']);
	});

	it('is suggested beside articles and once, by how close it is and whom it helped', () => {
		if (ticket === undefined) throw new Error('it was created');
		const solved = [
			fromTicket('failed', solvedBy('Turn it off.', 'unhelpful')),
			fromTicket('helped', solvedBy('Take the paper out.', 'helpful')),
			fromTicket('again', solvedBy('Take the paper out.', 'unhelpful')),
			fromTicket('open', stateOf(created))
		].flatMap((one) => one ?? []);
		const found = suggestions(ticket, near(article('article')), solved);
		expect(found.map(({ id }) => id)).toEqual(['helped', 'failed', 'article']);
		expect(found[0]).toMatchObject({ kind: 'ticket', words: 'Take the paper out.' });
	});
});

describe('the words that tell what a ticket is about', () => {
	const wordsOf = (subject: string) => {
		const made = readTicket(
			stateOf(change('ticket.create', ticketRef, { team: support, subject }))
		);
		if (made === undefined) throw new Error('it was created');
		return tellingWords(made);
	};

	it('are the longer ones, and short names', () => {
		expect(wordsOf('VPN down in the PC room')).toEqual(['vpn', 'down', 'room']);
		expect(wordsOf('vpn geht nicht an Tor M3')).toEqual(['vpn', 'geht', 'nicht', 'm3']);
		expect(wordsOf('MY PC IS DOWN')).toEqual(['down']);
		expect(wordsOf('IT room')).toEqual(['room']);
		expect(wordsOf('الطابعة لا تعمل')).toHaveLength(2);
	});
});
