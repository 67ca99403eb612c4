import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WhoAnswer } from '#lib/protocol/rest.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { accept, aPlace } from './place.ts';

let test: TestServer;
beforeAll(async () => {
	test = await startServer();
});
afterAll(() => test.remove());

it('[AC9] field agents’ devices go without the server for as long as the organisation says', async () => {
	const place = await aPlace(test, { own: 'own', other: 'other' });
	const days = async (role: 'field-agent' | 'agent') => {
		const { cookie } = place.byRole[role];
		const answer = await fetch(`${test.address}/api/session`, { headers: { cookie } });
		return ((await answer.json()) as WhoAnswer).deviceLeaseDays;
	};
	expect([await days('field-agent'), await days('agent')]).toEqual([14, 3]);
	const body = { field: 'fieldDays', value: 30 };
	await accept(place.unit, [{ type: 'org.field', target: `org.${place.org}`, body }]);
	expect([await days('field-agent'), await days('agent')]).toEqual([30, 3]);
});
