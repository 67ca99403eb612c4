import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDeviceId } from '#lib/domain/ids.ts';
import { writeAwareness } from '../../sync-server/socket/sync-messages.ts';
import { eventStream } from '../support/event-stream.ts';
import { muxClient } from '../support/mux-client.ts';
import { signIn, startServer, until, type TestServer } from '../support/server.ts';
import { accept } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canaryofstaff';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;

beforeAll(async () => {
	test = await startServer();
	place = await aPortal(test, CANARY);
});
afterAll(() => test.remove());

/** Somebody of the staff has a request open; their browser says what they do there. */
async function atTheDesk(request: string) {
	const client = await muxClient(test, place.mei);
	await client.hello(newDeviceId((bytes) => crypto.getRandomValues(bytes)));
	const channel = client.open(`ticket.${request}`);
	await until(() => channel.isSynced);
	let clock = 0;
	return {
		channel,
		client,
		does(state: object) {
			clock += 1;
			const update = encoding.encode((encoder) => {
				encoding.writeVarUint(encoder, 1);
				encoding.writeVarUint(encoder, 7);
				encoding.writeVarUint(encoder, clock);
				encoding.writeVarString(encoder, JSON.stringify(state));
			});
			client.say(channel, writeAwareness(update));
		},
		sees: () => channel.presence.map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n')
	};
}

describe('the line to a requester [PT14]', () => {
	it('says at once that a request has something new, and to nobody else', async () => {
		const { ask, byMei, hannah, otto } = place;
		const { id } = await ask();
		const [hers, his] = [await eventStream(test, hannah), await eventStream(test, otto)];
		await byMei('message.add', `ticket.${id}`, { kind: 'public', text: CANARY });
		await until(() => hers.events().length === 2);
		await byMei('ticket.state', `ticket.${id}`, { round: 0, status: 'waiting', class: 'paused' });
		await until(() => hers.events().length === 3);
		await byMei('ticket.field', `ticket.${id}`, { field: 'subject', value: CANARY });
		await until(() => hers.events().length === 4);
		expect(hers.events()).toEqual(['hello', `news ${id}`, `news ${id}`, `news ${id}`]);
		expect(his.events()).toEqual(['hello']);
		expect(hers.text()).not.toContain(CANARY);
		expect(hers.response.headers.get('cache-control')).toBe('no-store');
		expect(hers.response.headers.get('content-security-policy')).toContain("default-src 'none'");
		await Promise.all([hers.close(), his.close()]);
	});

	it('says nothing of what only the staff sees', async () => {
		const { ask, byMei, hannah, ada } = place;
		const { id } = await ask();
		const line = await eventStream(test, hannah);
		const target = `ticket.${id}` as const;
		const note = await byMei('message.add', target, { kind: 'note', text: CANARY });
		await byMei('message.edit', target, { message: note, text: 'More' });
		await byMei('ticket.field', target, { field: 'priority', value: 'urgent' });
		await byMei('ticket.element', target, { set: 'followers', element: ada.id, present: true });
		await byMei('ticket.add-task', target, { title: CANARY, order: 1 });
		await byMei('message.add', target, { kind: 'public', text: 'Now' });
		await until(() => line.events().length > 1);
		expect(line.events()).toEqual(['hello', `news ${id}`]);
		await line.close();
	});

	it('says that a request is gone, and nothing of it after', async () => {
		const { ask, byMei, hannah, unit } = place;
		const [{ id }, other] = [await ask(), await ask()];
		const line = await eventStream(test, hannah);
		const target = `ticket.${id}` as const;
		await accept(unit, [{ type: 'ticket.remove', target, body: { reason: CANARY } }]);
		await until(() => line.events().length > 1);
		await accept(unit, [
			{ type: 'message.add', target, body: { kind: 'public', text: CANARY } },
			{ type: 'ticket.field', target, body: { field: 'subject', value: CANARY } }
		]);
		await byMei('message.add', `ticket.${other.id}`, { kind: 'public', text: 'Now' });
		await until(() => line.events().length > 2);
		expect(line.events()).toEqual(['hello', `news ${id}`, `news ${other.id}`]);
		await line.close();
	});

	it('says that a held reply is there when it is out, and of one undone nothing', async () => {
		const { ask, byMei, hannah, read } = place;
		const { id } = await ask();
		const line = await eventStream(test, hannah);
		const target = `ticket.${id}` as const;
		const undone = await byMei('message.add', target, { kind: 'public', text: 'No', hold: true });
		await byMei('message.retract', target, { message: undone, retracted: true });
		await byMei('message.add', target, { kind: 'public', text: 'Yes', hold: true });
		expect(line.events()).toEqual(['hello']);
		await until(() => line.events().length > 1);
		expect((await read(id)).messages.map(({ text }) => text)).toEqual(['It stands.', 'Yes']);
		await line.close();
	});
});

describe('who types [PT15]', () => {
	it('is told of the staff without name or words, and of a note not at all', async () => {
		const { ask, hannah, otto } = place;
		const { id } = await ask();
		const [hers, his] = [await eventStream(test, hannah), await eventStream(test, otto)];
		const desk = await atTheDesk(id);
		desk.does({ viewing: true, typing: true });
		desk.does({ viewing: true, typing: true, writing: true });
		desk.does({ viewing: true, typing: true, answering: true });
		await until(() => hers.events().includes(`typing ${id}`));
		// Said again while it goes on, and no more when it does not.
		await until(() => hers.events().length === 3);
		desk.does({ viewing: true, typing: true });
		await until(() => hers.events().length === 4);
		expect(hers.events()).toEqual(['hello', `typing ${id}`, `typing ${id}`, `rest ${id}`]);
		expect(his.events()).toEqual(['hello']);
		expect(hers.text()).not.toContain(place.mei.id);
		desk.client.end();
		await Promise.all([hers.close(), his.close()]);
	});

	it('is told of requesters to those who look at their request, and of no other’s', async () => {
		const { ask, call, hannah, otto } = place;
		const { id } = await ask();
		const desk = await atTheDesk(id);
		const typing = `/portal/requests/${id}/typing`;
		expect((await call(typing, { body: {}, cookie: otto.cookie })).status).toBe(404);
		expect((await call(typing, { body: { text: CANARY } })).status).toBe(400);
		expect((await call(typing, { body: {} })).status).toBe(204);
		await until(() => desk.sees().includes(hannah.id));
		expect(desk.sees()).toContain('"typing":true');
		expect(desk.sees()).not.toContain(otto.id);
		desk.client.end();
	});
});

describe('the end of a line [PT16]', () => {
	it('comes with that of its session, and no other', async () => {
		const { hannah, org, founded } = place;
		const person = founded[0];
		if (person === undefined) throw new Error('four people were founded');
		const second = await signIn(test.server, org, person);
		const [stays, goes] = [await eventStream(test, hannah), await eventStream(test, second)];
		const { sessions } = test.server.access;
		const known = await sessions.resolve(second.cookie);
		if (known.kind !== 'active') throw new Error('just signed in');
		sessions.endOne(known.session.loginId, known.session.publicId, 'ended-by-person');
		await until(() => !goes.isOpen());
		expect(stays.isOpen()).toBe(true);
		await stays.close();
	});

	it('comes at the next beat when its session has run out', async () => {
		let [aheadMs, beat] = [0, () => undefined as void];
		const clock = {
			now: () => Date.now() + aheadMs,
			after(ms: number, run: () => void) {
				if (ms === 25_000) beat = run;
				else setTimeout(run, ms).unref();
			}
		};
		const other = await startServer(undefined, 0, { clock });
		const { hannah } = await aPortal(other, CANARY);
		const line = await eventStream(other, hannah);
		beat();
		await until(() => line.events().includes('beat'));
		aheadMs = 31 * 86_400_000;
		beat();
		await until(() => !line.isOpen());
		await other.remove();
	});

	it('comes when somebody is given another role', async () => {
		const { otto, unit } = place;
		const line = await eventStream(test, otto);
		const target = `person.${otto.id}` as const;
		for (const value of ['agent', 'requester'])
			await accept(unit, [{ type: 'person.field', target, body: { field: 'role', value } }]);
		await until(() => !line.isOpen());
	});

	it('comes when somebody is blocked', async () => {
		const { otto, unit } = place;
		const line = await eventStream(test, otto);
		await accept(unit, [
			{
				type: 'person.field',
				target: `person.${otto.id}`,
				body: { field: 'blocked', value: true }
			}
		]);
		await until(() => !line.isOpen());
		const again = await eventStream(test, otto);
		expect(again.isOpen()).toBe(false);
		expect([401, 403]).toContain(again.response.status);
	});

	it('makes room for another: a person has so many and no more', async () => {
		const { hannah } = place;
		const lines = await Promise.all(Array.from({ length: 12 }, () => eventStream(test, hannah)));
		const more = await eventStream(test, hannah);
		expect(more.response.status).toBe(429);
		await lines[0]?.close();
		let next = await eventStream(test, hannah);
		while (!next.isOpen()) next = await eventStream(test, hannah);
		await Promise.all([...lines, next].map((line) => line.close()));
	});

	it('comes at once when the server stops', async () => {
		const other = await startServer();
		const { hannah } = await aPortal(other, CANARY);
		const line = await eventStream(other, hannah);
		const startMs = performance.now();
		await other.remove();
		await until(() => !line.isOpen());
		expect(performance.now() - startMs).toBeLessThan(2_500);
	});
});
