import { expect, it } from 'vitest';
import { alice, change, support, testId, ticketRef } from '#lib/domain/testing.ts';
import { entityRef } from '#lib/domain/ids.ts';
import { typedWords } from './typed-words.ts';

it('what was typed lies in what was refused, whatever it was', () => {
	const [visit, article] = [testId(5, 1), entityRef('article', testId(6, 1))];
	const could = { state: 'could-not', reason: 'Nobody was in.' };
	const all = [
		change('ticket.create', ticketRef, {
			team: support,
			subject: 'Lift',
			message: { kind: 'public', text: 'It stands.' }
		}),
		change('message.add', ticketRef, { kind: 'note', text: 'Again.' }),
		change('ticket.visit', ticketRef, { visit, field: 'state', value: could }),
		change('ticket.custom', ticketRef, { field: 'room', value: 'B 12' }),
		change('ticket.reject', ticketRef, { round: 0, proposed: 'Oiled.', reason: 'It squeaks.' }),
		change('article.field', article, { field: 'body', value: 'Press the red button.' })
	];
	expect(all.map((one) => typedWords(one).join(' | '))).toEqual([
		'Lift | It stands.',
		'Again.',
		'Nobody was in.',
		'B 12',
		'It squeaks.',
		'Press the red button.'
	]);
	const chosen = change('ticket.field', ticketRef, { field: 'priority', value: 'high' });
	expect(typedWords(chosen)).toEqual([]);
	const sent = change('ticket.visit', ticketRef, { visit, field: 'technician', value: alice });
	expect(typedWords(sent)).toEqual([]);
});
