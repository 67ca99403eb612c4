import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { aPlace } from './place.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'ownmark', other: 'foreignmark' });
});
afterAll(() => test.remove());

async function ask(role: keyof typeof place.byRole, query: string) {
	const { cookie } = place.byRole[role];
	const response = await fetch(`${test.address}/api/search?${query}`, { headers: { cookie } });
	return { status: response.status, text: await response.text() };
}

describe('the route of the search', () => {
	it('[SE1] tells nobody a word of what they may not read, whatever they ask', async () => {
		const queries = [
			'q=foreignmark',
			'q=foreignmrak',
			'q=%22foreignmark+note%22',
			'q=is:done',
			'q='
		];
		for (const query of queries) {
			for (const role of ['field-agent', 'agent', 'supervisor'] as const) {
				const { status, text } = await ask(role, query);
				expect([status, text.includes('foreignmark')], `${role} ${query}`).toEqual([200, false]);
			}
			expect((await ask('requester', query)).status).toBe(403);
		}
		expect((await ask('org-admin', 'q=foreignmark')).text).toContain('foreignmark subject');
		expect((await ask('agent', 'q=%22ownmark+note%22')).text).toContain('ownmark note');
	});

	it('[SE4] says where a query is wrong, and takes nothing that it does not know', async () => {
		const wrong = await ask('agent', 'q=lamp+stauts:open');
		expect([wrong.status, JSON.parse(wrong.text).error]).toMatchObject([
			400,
			{
				code: 'invalid-input',
				field: 'q',
				message: 'At character 6: "stauts" is nothing that can be asked for.',
				problem: { code: 'unknown-field', at: 5, end: 11 }
			}
		]);
		for (const query of ['', 'q=a&limit=9', 'q=a&zone=Mars', `q=${'a'.repeat(1_001)}`, 'q=a&q=b'])
			expect((await ask('agent', query)).status, query).toBe(400);
		expect((await ask('agent', 'q=created:today&zone=Asia/Tokyo')).status).toBe(200);
		expect(test.errors).toEqual([]);
	});
});
