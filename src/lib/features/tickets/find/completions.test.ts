import { expect, it } from 'vitest';
import { completionsAt, type Offers } from './completions.ts';

const offers: Offers = {
	fields: [
		{ word: 'status', label: 'Status' },
		{ word: 'subject', label: 'Subject' },
		{ word: 'serial-number', label: 'Serial number' }
	],
	values: (word) =>
		word === 'status'
			? [
					{ value: 'New', label: 'New' },
					{ value: 'Waiting on customer', label: 'Waiting on customer' },
					{ value: 'none', label: 'None' },
					{ value: 'Only', label: 'Only' }
				]
			: undefined
};

/** The text with the caret at `|` once each of what is offered is taken. */
function taken(typed: string): string[] {
	const caret = typed.indexOf('|');
	const text = typed.replace('|', '');
	const { from, items } = completionsAt(text, caret, offers);
	return items.map(({ insert }) => text.slice(0, from) + insert + text.slice(caret));
}

it('a word may become a field, by its own name or that on the screen', () => {
	expect(taken('st|')).toEqual(['status:']);
	expect(taken('lamp -su|')).toEqual(['lamp -subject:']);
	expect(taken('(Num|)')).toEqual(['(serial-number:)']);
	for (const typed of ['s|', '|', 'lamp |', '"st|', 'status:new st,|', 'lamp|'])
		expect(taken(typed), typed).toEqual([]);
});

it('after a colon stand the values, also the second and the third', () => {
	expect(taken('status:|')).toEqual([
		'status:New ',
		'status:"Waiting on customer" ',
		'status:none ',
		'status:Only '
	]);
	expect(taken('status:n|')).toEqual(['status:New ', 'status:none ']);
	// What begins so comes before what only has a word that does.
	expect(taken('status:on|')).toEqual(['status:Only ', 'status:"Waiting on customer" ']);
	expect(taken('-(status:wai|')).toEqual(['-(status:"Waiting on customer" ']);
	expect(taken('status:"waiting on|')).toEqual(['status:"Waiting on customer" ']);
	expect(taken('status:New,cus|')).toEqual(['status:New,"Waiting on customer" ']);
	expect(taken('status:"Waiting on customer",ne|')).toEqual(['status:"Waiting on customer",New ']);
	expect(taken('status:>=n|')).toEqual(['status:>=New ', 'status:>=none ']);
	expect(taken('subject:n|')).toEqual([]);
});
