import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#lib/domain/json.ts';
import { ruleBehind } from '#lib/domain/automation/rule-author.ts';
import { REPLIES_PER_PEER } from '../../sync-server/automation/unasked-replies.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { aMailPlace, type MailPlace } from './fixtures/incoming.ts';

let test: TestServer;
let place: MailPlace;

async function define(catalogue: string, code: string, value: Json): Promise<void> {
	const [settled] = await submitAutomation(place.unit, '~test', [
		{ type: 'org.entry', target: `org.${place.org}`, body: { catalogue, code, value } }
	]);
	expect(settled?.verdict).toEqual({ ok: true });
}
/** Those that say what it is about keep others from saying it, too. */
const rule = (code: string, order: number, query: string, actions: Json) =>
	define('rule', code, {
		names: { en: code },
		order,
		archived: false,
		on: true,
		when: { on: 'created', value: 'customer' },
		query,
		actions,
		stop: order > 1
	});

beforeAll(async () => {
	test = await startServer();
	place = await aMailPlace(test);
	for (const code of ['billing', 'printing', 'errors'])
		await define('category', code, {
			names: { en: code },
			order: 0,
			archived: false,
			parent: null,
			section: null
		});
	await rule('errors', 1, '"ERR-#"', [
		{ do: 'category', value: 'errors' },
		{ do: 'reply', value: { en: 'We know {{number}}.' } }
	]);
	await rule('billing', 2, 'invoice OR "credit note"', [{ do: 'category', value: 'billing' }]);
	await rule('printing', 3, 'printer OR toner', [{ do: 'category', value: 'printing' }]);
});
afterAll(() => test.remove());

const repliesIn = (number: number | null) =>
	place.said(number).filter(({ by, kind }) => ruleBehind(by) !== undefined && kind === 'public');

describe('mail that comes in is sorted by rules [AU14]', () => {
	it('by the words of its text, the first rule that fits deciding', async () => {
		const one = await place.mail({ Subject: 'Hello' }, 'About the credit note for the printer.');
		const two = await place.mail({ Subject: 'Hello' }, 'The Tóner is empty.');
		const page = '<p>Our <b>inv</b>oice</p>';
		const three = await place.mail({ Subject: 'Hello', 'Content-Type': 'text/html' }, page);
		const four = await place.mail({ Subject: 'Hello' }, 'Nothing of that.');
		for (const [answered, category] of [
			[one, 'billing'],
			[two, 'printing'],
			[three, 'billing']
		] as const)
			await expect.poll(() => place.ticket(answered.answer.ticket)?.category).toBe(category);
		expect(place.ticket(four.answer.ticket)?.category).toBeNull();
	});

	it('is answered where it names an error, once', async () => {
		const { answer } = await place.mail({ Subject: 'Help' }, 'It says ERR-1042 all the time.');
		await expect
			.poll(() => repliesIn(answer.ticket).map(({ text }) => text))
			.toEqual([`We know #${answer.ticket}.`]);
		expect(place.ticket(answer.ticket)?.category).toBe('errors');
	});

	it('[IM4] is sorted and never answered where a machine wrote it', async () => {
		const { answer } = await place.mail(
			{ Subject: 'ERR-5', From: 'monitor@example.org', 'Auto-Submitted': 'auto-generated' },
			'ERR-5 again'
		);
		await expect.poll(() => place.ticket(answer.ticket)?.category).toBe('errors');
		// The category is set first, so whatever would be said has been decided with what comes later.
		const { answer: later } = await place.mail({ Subject: 'invoice' });
		await expect.poll(() => place.ticket(later.ticket)?.category).toBe('billing');
		expect(repliesIn(answer.ticket)).toEqual([]);
	});

	it('[IM4] is answered five times in an hour at most where one address goes on', async () => {
		const numbers: (number | null)[] = [];
		for (let each = 0; each < 12; each += 1) {
			const from = `Robot <${each % 2 === 0 ? 'robot' : 'Robot'}@example.org>`;
			const { answer } = await place.mail({ From: from, Subject: `ERR-${each}` }, 'Automatic.');
			numbers.push(answer.ticket);
			await expect.poll(() => place.ticket(answer.ticket)?.category).toBe('errors');
		}
		const { answer } = await place.mail({ From: 'other@example.org', Subject: 'ERR-1' });
		await expect.poll(() => repliesIn(answer.ticket).length).toBe(1);
		expect(numbers.flatMap(repliesIn).length).toBe(REPLIES_PER_PEER);
	});
});
