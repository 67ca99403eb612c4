import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entityRef, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { noteFailed } from '../../sync-server/channels/outgoing/ticket-mail.ts';
import { openTestDesk, testLocks, testTimers, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(
		test,
		[{ role: 'agent' }, { role: 'agent' }, { role: 'org-admin' }],
		([a = '', b = '']) => [
			{ name: 'One', members: [a, b], supervisors: [] },
			{ name: 'Two', members: [b], supervisors: [] }
		]
	);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

const team = (index: number) => org.teams[index] as TeamId;

async function desk(index: number, more: Parameters<typeof openTestDesk>[3] = {}) {
	const person = org.people[index];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, index === 2 ? 'org-admin' : 'agent', more);
	open.push(made.desk);
	return made;
}

describe('a desk against the real server', () => {
	it('fills from the server, and shows one’s change at once and to others soon', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		await until(() => alice.desk.ready && bob.desk.ready);
		await until(() => alice.desk.myTeams.length === 1);
		const rows = alice.desk.ticketRows({ team: team(0) });
		const others = bob.desk.ticketRows({ team: team(0) });
		const id = alice.desk.newId();
		const made = alice.desk.change('ticket.create', entityRef('ticket', id), {
			team: team(0),
			subject: 'Printer on fire'
		});
		expect(made.verdict).toEqual({ ok: true });
		expect(rows.all().get(id)).toMatchObject({ subject: 'Printer on fire', pending: true });
		await made.durable;
		await until(() => others.all().get(id)?.number !== undefined);
		await until(() => rows.all().get(id)?.pending === false);
		expect(others.all().get(id)).toMatchObject({ subject: 'Printer on fire', pending: false });
		expect(alice.desk.saved.word).toBe('saved');
	});

	it('works with the network off, and sends everything when it is back', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		await until(() => alice.desk.ready && bob.desk.ready);
		alice.wire.cut();
		const id = alice.desk.newId();
		const ref = entityRef('ticket', id);
		alice.desk.change('ticket.create', ref, { team: team(0), subject: 'Offline' });
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.status === 'ready');
		alice.desk.change('message.add', ref, { kind: 'note', text: 'first words' });
		alice.desk.change('ticket.field', ref, { field: 'priority', value: 'high' });
		expect(thread.messages.map(({ text, pending }) => [text, pending])).toEqual([
			['first words', true]
		]);
		expect(thread.ticket?.priority).toBe('high');
		expect(alice.desk.waiting).toBe(3);
		alice.wire.join();
		const seen = openThread(bob.desk.threads, `ticket.${id}`);
		await until(() => alice.desk.waiting === 0);
		await until(() => thread.live && thread.messages[0]?.pending === false);
		expect(thread.ticket?.number).not.toBeNull();
		expect(thread.messages).toHaveLength(1);
		seen.close();
		const again = openThread(bob.desk.threads, `ticket.${id}`);
		await until(() => again.status === 'ready');
		expect(again.messages.map(({ text }) => text)).toEqual(['first words']);
		again.close();
		thread.close();
	});

	it('shows at the next visit what this device holds, without the network', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const id = alice.desk.newId();
		const rows = alice.desk.ticketRows({ team: team(0) });
		alice.desk.change('ticket.create', entityRef('ticket', id), { team: team(0), subject: 'Kept' });
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.live && rows.all().get(id)?.pending === false);
		await alice.desk.close();
		const wire = new Wire();
		wire.cut();
		const later = await desk(0, { wire });
		await until(() => later.desk.ready);
		const kept = later.desk.ticketRows({ team: team(0) });
		await until(() => kept.all().has(id));
		const shown = openThread(later.desk.threads, `ticket.${id}`);
		await until(() => shown.status === 'ready');
		expect(shown.ticket?.subject).toBe('Kept');
	});

	it('refuses at once what the server would refuse, and queues nothing', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const id = alice.desk.newId();
		const result = alice.desk.change('ticket.create', entityRef('ticket', id), {
			team: team(1),
			subject: 'Not my team'
		});
		expect(result.verdict).toEqual({ ok: false, reason: 'not-your-team' });
		expect(alice.desk.waiting).toBe(0);
	});

	it('lists a change the server refused, hides its effect, and gives it up on request', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const rows = alice.desk.ticketRows({ team: team(1) });
		const id = alice.desk.newId();
		const { id: changeId } = alice.desk.change(
			'ticket.create',
			entityRef('ticket', id),
			{ team: team(1), subject: 'Forced' },
			{ forecast: false }
		);
		expect(rows.all().has(id)).toBe(true);
		await until(() => alice.desk.mine.refusals.length === 1);
		expect(alice.desk.mine.refusals[0]).toMatchObject({ id: changeId, reason: 'not-your-team' });
		await until(() => !rows.all().has(id));
		alice.desk.mine.dismiss(changeId);
		expect(alice.desk.mine.refusals).toEqual([]);
		await until(() => alice.desk.waiting === 0);
		expect(rows.all().has(id)).toBe(false);
	});

	it('takes a change back', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const rows = alice.desk.ticketRows({ team: team(0) });
		const id = alice.desk.newId();
		const ref = entityRef('ticket', id);
		alice.desk.change('ticket.create', ref, { team: team(0), subject: 'Before' });
		const changed = alice.desk.change('ticket.field', ref, { field: 'subject', value: 'After' });
		expect(rows.all().get(id)?.subject).toBe('After');
		const [undone] = alice.desk.undo(changed.id) ?? [];
		expect(undone?.verdict).toEqual({ ok: true });
		expect(rows.all().get(id)?.subject).toBe('Before');
		await until(() => rows.all().get(id)?.pending === false);
		expect(rows.all().get(id)?.subject).toBe('Before');
	});

	it('[CH7] takes several back together, each once, the last first', async () => {
		const { desk: alice } = await desk(0);
		await until(() => alice.ready);
		const rows = alice.ticketRows({ team: team(0) });
		const id = alice.newId();
		const ref = entityRef('ticket', id);
		alice.change('ticket.create', ref, { team: team(0), subject: 'Often' });
		const made = [
			alice.change('ticket.state', ref, { round: 0, status: 'in-progress', class: 'open' }),
			alice.change('ticket.state', ref, { round: 0, status: 'waiting', class: 'paused' }),
			alice.change('ticket.element', ref, { set: 'tags', element: 'vip', present: true })
		];
		expect(rows.all().get(id)).toMatchObject({ status: 'waiting', tags: ['vip'] });
		const ids = made.toReversed().map((change) => change.id);
		expect(alice.undoMany(ids)).toMatchObject(ids.map(() => [{ verdict: { ok: true } }]));
		expect(rows.all().get(id)).toMatchObject({ status: 'new', tags: [] });
		expect(alice.undoMany(ids)).toEqual([[], [], []]);
	});

	it('[CH7] takes back what it said in a ticket that is not open', async () => {
		const { desk: alice } = await desk(0);
		await until(() => alice.ready);
		const rows = alice.ticketRows({ team: team(0) });
		const id = alice.newId();
		const ref = entityRef('ticket', id);
		alice.change('ticket.create', ref, { team: team(0), subject: 'Left at once' });
		const said = alice.change('message.add', ref, { kind: 'public', text: 'No', hold: true });
		await until(() => alice.waiting === 0 && rows.all().get(id)?.pending === false);
		expect(alice.undo(said.id)).toMatchObject([{ verdict: { ok: true } }]);
		await until(() => alice.waiting === 0);
		expect(alice.mine.refusals).toEqual([]);
	});

	it('[CH8] leaves what a colleague changed since, and says so of the list and the ticket alike', async () => {
		const [alice, bob] = [await desk(0), await desk(1)];
		await until(() => alice.desk.ready && bob.desk.ready);
		const rows = alice.desk.ticketRows({ team: team(0) });
		const id = bob.desk.newId();
		const ref = entityRef('ticket', id);
		bob.desk.change('ticket.create', ref, { team: team(0), subject: 'Both' });
		await until(() => rows.all().has(id));
		const high = alice.desk.change('ticket.field', ref, { field: 'priority', value: 'high' });
		const tagged = alice.desk.change('ticket.element', ref, {
			...{ set: 'tags', element: 'vip', present: true }
		});
		const bobs = bob.desk.ticketRows({ team: team(0) });
		await until(() => bobs.all().get(id)?.priority === 'high');
		bob.desk.change('ticket.field', ref, { field: 'priority', value: 'urgent' });
		await until(() => rows.all().get(id)?.priority === 'urgent');
		await until(() => rows.all().get(id)?.pending === false);
		expect(alice.desk.undo(high.id)).toBeUndefined();
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.live);
		expect(thread.ticket?.priority).toBe('urgent');
		expect(alice.desk.undo(tagged.id)).toMatchObject([{ verdict: { ok: true } }]);
		await until(() => bobs.all().get(id)?.tags.length === 0);
		expect(bobs.all().get(id)?.priority).toBe('urgent');
		thread.close();
	});

	it('[ML4] says at a message that its mail does not arrive, while its ticket is open', async () => {
		const alice = await desk(0);
		await until(() => alice.desk.ready);
		const id = alice.desk.newId();
		const ref = entityRef('ticket', id);
		alice.desk.change('ticket.create', ref, { team: team(0), subject: 'By mail' });
		const said = alice.desk.change('message.add', ref, { kind: 'public', text: 'hello' });
		const thread = openThread(alice.desk.threads, `ticket.${id}`);
		await until(() => thread.live && alice.desk.waiting === 0);
		expect(thread.messages).toMatchObject([{ id: said.id, delivery: null }]);
		const payload = JSON.stringify({ ticket: id, message: said.id });
		await noteFailed(org.unit, payload, '550 No such user here');
		await until(() => thread.messages[0]?.delivery?.state === 'failed');
		expect(thread.messages[0]?.delivery?.why).toBe('550 No such user here');
		thread.close();
	});

	it('tells who looks at a ticket and who types', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		await until(() => alice.desk.ready && bob.desk.ready);
		const id = alice.desk.newId();
		alice.desk.change('ticket.create', entityRef('ticket', id), { team: team(0), subject: 'Seen' });
		await until(() => alice.desk.waiting === 0);
		const [mine, theirs] = [alice, bob].map((at) => openThread(at.desk.threads, `ticket.${id}`));
		await until(() => theirs?.live === true && mine?.live === true);
		theirs?.setTyping(true);
		await until(() => mine?.presence.some(({ typing }) => typing) === true);
		expect(mine?.presence).toMatchObject([
			{
				person: org.people[1]?.id,
				viewing: true,
				typing: true,
				answering: false,
				writing: false,
				joins: null
			}
		]);
		theirs?.close();
		await until(() => mine?.presence.length === 0);
	});

	it('counts unread messages, and marks them read for all devices', async () => {
		const alice = await desk(0);
		const bob = await desk(1);
		await until(() => alice.desk.ready && bob.desk.ready);
		const id = alice.desk.newId();
		const ref = entityRef('channel', id);
		const members = [alice, bob].map((at) => at.desk.me.person as PersonId);
		alice.desk.change('channel.create', ref, { kind: 'channel', name: 'Talk', members });
		alice.desk.change('message.add', ref, { kind: 'public', text: 'hello' });
		await until(() => bob.desk.mine.channels.some((channel) => channel.id === id));
		await until(() => bob.desk.mine.unread(id) === 1);
		bob.desk.mine.markRead(`channel.${id}`, 1);
		expect(bob.desk.mine.unread(id)).toBe(0);
		await until(() => bob.desk.waiting === 0 && bob.device.outboxes.changes.all().length > 0);
		expect(bob.desk.mine.readMark(`channel.${id}`)).toBe(1);
	});

	it('sends what another tab wrote and could not send', async () => {
		const locks = testLocks();
		const shared = { environment: { locks } };
		// At once, and not only when it looks again because something waits.
		const timers = { ...testTimers, every: () => () => undefined };
		const first = await desk(0, { environment: { locks, timers } });
		await until(() => first.desk.ready);
		const wire = new Wire();
		const second = await desk(0, { ...shared, wire });
		expect(second.device.id).toBe(first.device.id);
		expect(second.device.tab).not.toBe(first.device.tab);
		await until(() => second.desk.ready);
		wire.cut();
		const id = second.desk.newId();
		const bob = await desk(1);
		await until(() => bob.desk.ready);
		const rows = bob.desk.ticketRows({ team: team(0) });
		const made = second.desk.change('ticket.create', entityRef('ticket', id), {
			team: team(0),
			subject: 'From the other tab'
		});
		await made.durable;
		expect(made.verdict.ok).toBe(true);
		await second.desk.close();
		await until(() => rows.all().get(id)?.number !== undefined);
	});

	it('[PJ15] takes a deleted ticket from those who may not bring it back', async () => {
		const bob = await desk(1);
		const admin = await desk(2);
		await until(() => bob.desk.ready && admin.desk.ready);
		const [rows, others] = [admin, bob].map((one) => one.desk.ticketRows({ team: team(0) }));
		const id = bob.desk.newId();
		const ref = entityRef('ticket', id);
		bob.desk.change('ticket.create', ref, { team: team(0), subject: 'Buy our pills' });
		const thread = openThread(bob.desk.threads, `ticket.${id}`);
		await until(() => rows?.all().get(id)?.number !== undefined && thread.status === 'ready');
		const leads = openThread(admin.desk.threads, `ticket.${id}`);
		await until(() => leads.status === 'ready');

		expect(admin.desk.change('ticket.remove', ref, { reason: 'Spam' }).verdict.ok).toBe(true);
		expect(rows?.all().has(id)).toBe(false);
		await until(() => others?.all().has(id) === false && thread.status === 'forbidden');
		expect(bob.device.store.known(`ticket.${id}`)).toBeUndefined();

		admin.desk.change('ticket.remove', ref, { reason: null });
		await until(() => rows?.all().has(id) === true && others?.all().has(id) === true);
		// Nobody has to close and open what they have in front of them.
		await until(() => thread.status === 'ready');
		thread.close();
		leads.close();
	});

	it('erases what access was taken to', async () => {
		const bob = await desk(1);
		const admin = await desk(2);
		await until(() => bob.desk.ready && admin.desk.ready);
		const rows = bob.desk.ticketRows({ team: team(1) });
		await until(() => rows.state === 'ready');
		const erased: string[] = [];
		bob.device.replicas.onErased((name) => erased.push(name));
		const removed = admin.desk.change('team.element', entityRef('team', team(1)), {
			set: 'members',
			element: bob.desk.me.person,
			present: false
		});
		expect(removed.verdict).toEqual({ ok: true });
		await until(() => erased.includes(`team.${team(1)}`));
		expect(rows.state).toBe('forbidden');
		expect(rows.all().size).toBe(0);
		expect(bob.device.store.known(`team.${team(1)}`)).toBeUndefined();
	});
});
