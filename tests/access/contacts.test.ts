import { afterAll, beforeAll, expect, it } from 'vitest';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import type { ContactAnswer } from '#lib/protocol/contacts.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';

let test: TestServer;
beforeAll(async () => {
	test = await startServer();
});
afterAll(() => test.remove());

it('shows of somebody who asks what one may read, and nothing deleted', async () => {
	const place = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
		{ name: 'Own', members: ids.slice(0, 1), supervisors: [] },
		{ name: 'Other', members: ids.slice(1), supervisors: [] }
	]);
	const requester = { name: 'Rita', address: 'rita@example.test' };
	const create = async (team: string | undefined, subject: string) => {
		const target = `ticket.${anId()}` as const;
		const body = { team: team ?? '', subject, requester };
		await accept(place.unit, [{ type: 'ticket.create', target, body }]);
		return target;
	};
	const [own, other] = place.teams;
	await create(own, 'Of one');
	const deleted = await create(own, 'Deleted');
	await create(other, 'Of the other');
	await accept(place.unit, [
		{ type: 'ticket.remove', target: deleted, body: { reason: 'by mistake' } }
	]);
	const seenBy = async (index: number) => {
		const cookie = place.people[index]?.cookie ?? '';
		const path = `/api/contacts/${contactIdOf(requester.address)}`;
		const response = await fetch(test.address + path, { headers: { cookie } });
		const { tickets } = (await response.json()) as ContactAnswer;
		return tickets.map(({ subject }) => subject);
	};
	expect([await seenBy(0), await seenBy(1)]).toEqual([['Of one'], ['Of the other']]);
});
