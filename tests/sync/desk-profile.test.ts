import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import { Profile } from '#lib/features/tickets/profile/profile.svelte.ts';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { openTestDesk, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
const open: { close(): unknown }[] = [];

beforeAll(async () => {
	test = await startServer();
});
afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.close();
});
afterAll(() => test.remove());

const REQUESTER = { name: 'Hannah', address: 'Hannah@Example.org' };
const CONTACT = contactIdOf('hannah@example.org');

async function aDesk(person: Parameters<typeof openTestDesk>[1] | undefined, wire = new Wire()) {
	if (person === undefined) throw new Error('no person');
	const { desk } = await openTestDesk(test, person, 'agent', { wire });
	open.push(desk);
	await until(() => desk.ready);
	return desk;
}

function aProfile(desk: Desk, id: string): Profile {
	const profile = new Profile(desk, id);
	open.push(profile);
	return profile;
}

describe('the page of somebody who asks', () => {
	it('[CO3] has their tickets as they come, and what colleagues note, also without a line', async () => {
		const org = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
			{ name: 'One', members: ids, supervisors: [] }
		]);
		const team = org.teams[0] as TeamId;
		const wire = new Wire();
		const [ann, ben] = [await aDesk(org.people[0], wire), await aDesk(org.people[1])];
		const seen = aProfile(ann, CONTACT);
		const ticket = (desk: Desk, requester: typeof REQUESTER, text: string) => {
			const target = entityRef('ticket', desk.newId());
			const message = { kind: 'public' as const, text };
			desk.change('ticket.create', target, { team, subject: text, requester, message });
			return target;
		};
		ticket(ben, REQUESTER, 'The lift');
		const other = ticket(ben, { name: 'H.', address: ' hannah@example.ORG' }, 'The door');
		ticket(ben, { name: 'Otto', address: 'otto@example.org' }, 'The roof');
		await until(() => seen.lines.length === 2);
		seen.look();
		await until(() => seen.said.length === 2);
		expect(seen.name).toBeDefined();
		expect(seen.addresses).toEqual(['hannah@example.org']);

		wire.cut();
		expect(seen.say({ type: 'message.add', body: { kind: 'note', text: 'Rings back.' } })).toBe(
			true
		);
		seen.say({ type: 'contact.element', body: { set: 'tags', element: 'vip', present: true } });
		expect(seen.thread.messages.map(({ text, pending }) => [text, pending])).toEqual([
			['Rings back.', true]
		]);
		expect(seen.contact.tags).toEqual(['vip']);
		wire.join();
		const theirs = aProfile(ben, CONTACT);
		await until(() => theirs.thread.messages.length === 1 && theirs.contact.tags.length === 1);
		await until(() => ann.waiting === 0);

		ben.change('ticket.field', other, { field: 'requester', value: null });
		await until(() => seen.lines.length === 1);
		expect(verify(org.org, org.unit.store.database).differences).toEqual([]);
	});
});
