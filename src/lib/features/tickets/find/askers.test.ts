import { expect, it } from 'vitest';
import type { Found } from '#lib/session/search/messages.ts';
import { askersOf } from './askers.ts';

const ticket = (id: string, requester: string | null, contact?: string): Found => ({
	...{ id, number: null, subject: '', status: 'open', class: 'open', requester, updatedMs: 0 },
	...{ isGuess: false, ...(contact !== undefined && { contact }) }
});
const found = (words: string, tickets: readonly Found[], known: readonly string[] = []) =>
	askersOf(tickets, words, { known: new Set(known), most: 3 }).map((one) => [
		one.contact,
		one.ticket.id
	]);

it('names those who asked once each, also two who are called alike', () => {
	const tickets = [
		ticket('1', 'Zoë Lund', 'a'),
		ticket('2', 'Zoë Lund', 'b'),
		ticket('3', 'Zoë Lund', 'a'),
		ticket('4', 'Rosa', 'c'),
		ticket('5', 'Zoë'),
		ticket('6', null, 'd')
	];
	expect(found('zoe', tickets)).toEqual([
		['a', '1'],
		['b', '2']
	]);
	expect(found('zoe', tickets, ['a'])).toEqual([['b', '2']]);
	expect(found('z', tickets)).toEqual([]);
	const many = ['a', 'b', 'c', 'd'].map((one) => ticket(one, 'Zoë', one));
	expect(found('zoe', many)).toHaveLength(3);
});
