import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PushKeyAnswer } from '#lib/protocol/portal.ts';
import { PROMISED_KINDS, PUSH_KINDS } from '../../sync-server/effects/effect.ts';
import { startPushService } from '../simulators/push.ts';
import { eventStream } from '../support/event-stream.ts';
import { signIn, startServer, until, type TestServer } from '../support/server.ts';
import { accept } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canaryofstaff';
const WORDS = 'There is news on your request';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
	test = await startServer();
	place = await aPortal(test, CANARY);
	service = await startPushService();
});
beforeEach(() => {
	service.told.splice(0);
	service.answers.splice(0);
});
afterAll(async () => {
	await test.remove();
	await service.stop();
});

/** A browser of Hannah's of its own, that wants to be told. */
async function aBrowser() {
	const { call, org, founded } = place;
	const person = founded[0];
	if (person === undefined) throw new Error('four people were founded');
	const { cookie } = await signIn(test.server, org, person);
	const { key } = JSON.parse((await call('/portal/push', { cookie })).text) as PushKeyAnswer;
	const { path, endpoint, keys } = service.subscribe(key);
	const put = (more: object = {}) =>
		call('/portal/push', { cookie, body: { endpoint, keys, words: WORDS, ...more } });
	expect((await put()).status).toBe(204);
	const { sessions } = test.server.access;
	const known = await sessions.resolve(cookie);
	if (known.kind !== 'active') throw new Error('just signed in');
	const { loginId, publicId } = known.session;
	const end = () => sessions.endOne(loginId, publicId, 'signed-out');
	return { cookie, path, put, end };
}

const answer = (request: string, more: object = {}) =>
	place.byMei('message.add', `ticket.${request}`, { kind: 'public', text: CANARY, ...more });
const isIdle = () => {
	const { effects } = place.unit;
	return effects.count('waiting') === 0 && effects.count('leased') === 0;
};

describe('a browser that nobody looks into [WP1]', () => {
	it('is told of an answer and of a new status, sealed, and not what they say', async () => {
		const { ask, byMei } = place;
		const { id } = await ask({ subject: CANARY });
		const { path, end } = await aBrowser();
		await answer(id);
		await until(() => service.told.length === 1);
		await byMei('ticket.state', `ticket.${id}`, { round: 0, status: 'waiting', class: 'paused' });
		await until(() => service.told.length === 2);
		const message = { title: WORDS, href: `/requests/${id}`, tag: id };
		expect(service.told).toMatchObject([
			{ to: path, message },
			{ to: path, message }
		]);
		expect(JSON.stringify(service.told)).not.toContain(CANARY);
		expect(service.told[0]?.topic).not.toContain(id);
		expect(service.problems).toEqual([]);
		end();
	});

	it('is told nothing of what only the staff sees, or of what its person did', async () => {
		const { ask, byMei, call } = place;
		const { id } = await ask();
		const { end } = await aBrowser();
		const target = `ticket.${id}` as const;
		await byMei('message.add', target, { kind: 'note', text: CANARY });
		await byMei('ticket.field', target, { field: 'priority', value: 'urgent' });
		await byMei('ticket.take', target, { expected: null });
		const solved = { round: 0, status: 'solved', class: 'done', resolution: CANARY };
		const change = `${id.slice(0, -1)}0`;
		expect(
			(await call(`/portal/requests/${id}/messages`, { body: { change, text: 'More' } })).status
		).toBe(200);
		expect(isIdle()).toBe(true);
		await byMei('ticket.state', target, solved);
		await until(() => service.told.length === 1);
		// Their own words open it again; that is no news to them.
		const again = `${id.slice(0, -1)}1`;
		await call(`/portal/requests/${id}/messages`, { body: { change: again, text: 'No' } });
		expect(isIdle()).toBe(true);
		expect(service.told).toHaveLength(1);
		end();
	});

	it('is told when a held reply is out, never of one that was undone or went with its request', async () => {
		const { ask, byMei, unit } = place;
		const { id } = await ask();
		const { end } = await aBrowser();
		const undone = await answer(id, { hold: true });
		await byMei('message.retract', `ticket.${id}`, { message: undone, retracted: true });
		const sentMs = Date.now();
		await answer(id, { hold: true });
		const gone = await ask();
		await answer(gone.id, { hold: true });
		const removal = { target: `ticket.${gone.id}`, body: { reason: 'by mistake' } } as const;
		await accept(unit, [{ type: 'ticket.remove', ...removal }]);
		await until(() => service.told.length > 0 && isIdle());
		expect(Date.now() - sentMs).toBeGreaterThanOrEqual(5_900);
		expect(service.told).toHaveLength(1);
		end();
	});

	it('is left alone while its person looks at the portal', async () => {
		const { ask, hannah } = place;
		const { id } = await ask();
		const { end } = await aBrowser();
		const line = await eventStream(test, hannah);
		await answer(id);
		await until(() => line.events().includes(`news ${id}`) && isIdle());
		expect(service.told).toEqual([]);
		await line.close();
		end();
	});

	it('[WP3] is tried again, and told once; the others are not told again because of it', async () => {
		const { ask, unit } = place;
		const { id } = await ask();
		const [one, other] = [await aBrowser(), await aBrowser()];
		service.answers.push(503);
		await answer(id);
		await until(() => service.told.length === 1 && unit.effects.count('leased') === 0);
		const nextMs = unit.effects.nextMs(PUSH_KINDS) ?? 0;
		expect(nextMs - Date.now()).toBeLessThanOrEqual(5_000);
		await until(() => service.told.length === 2 && isIdle());
		expect(new Set(service.told.map(({ to }) => to))).toEqual(new Set([one.path, other.path]));
		one.end();
		other.end();
	});

	it.each([404, 410])(
		'[WP3] is forgotten when its service knows it no more: %s',
		async (status) => {
			const { ask, hannah, org } = place;
			const { id } = await ask();
			await aBrowser();
			service.answers.push(status);
			await answer(id);
			const { platform } = test.server;
			await until(() => platform.pushSubscriptions.ofPerson(org, hannah.id).length === 0);
			await answer(id);
			expect(isIdle()).toBe(true);
			expect(service.told).toEqual([]);
		}
	);

	it('[WP3] is not asked elsewhere when its service says so', async () => {
		const { ask, unit } = place;
		const { id } = await ask();
		const { end } = await aBrowser();
		service.answers.push(307);
		await answer(id);
		await until(() => unit.effects.nextMs(PUSH_KINDS) !== undefined);
		await until(() => unit.effects.count('leased') === 0);
		expect(service.told).toEqual([]);
		end();
		await until(isIdle);
		expect(service.told).toEqual([]);
	});
});

describe('news of before a restore [WP3]', () => {
	it('is told to nobody, and to no administrator either', async () => {
		const { ask, unit } = place;
		const { id } = await ask();
		const { end } = await aBrowser();
		await answer(id, { hold: true });
		expect(unit.effects.count('waiting')).toBe(1);
		unit.effects.holdAll(PROMISED_KINDS);
		expect(unit.effects.held()).toEqual([]);
		expect(isIdle()).toBe(true);
		// The mark that a restore leaves; what was made before it may have happened.
		unit.store.setMeta('restored_ms', String(Date.now()));
		await answer(id);
		expect(isIdle()).toBe(true);
		unit.store.setMeta('restored_ms', '0');
		expect(service.told).toEqual([]);
		end();
	});
});

describe('what is kept of a browser [WP2]', () => {
	it('goes with its session, or when it is taken back', async () => {
		const { hannah, org, call } = place;
		const known = () => test.server.platform.pushSubscriptions.ofPerson(org, hannah.id).length;
		const [one, other] = [await aBrowser(), await aBrowser()];
		await one.put();
		expect(known()).toBe(2);
		one.end();
		expect(known()).toBe(1);
		const taken = await fetch(`${test.address}/api/portal/push`, {
			method: 'DELETE',
			headers: { cookie: other.cookie, origin: test.address }
		});
		expect(taken.status).toBe(204);
		expect(known()).toBe(0);
		expect((await call('/portal/push')).status).toBe(200);
	});

	it('is a push service with good keys, and nothing else', async () => {
		const { put, end } = await aBrowser();
		for (const wrong of [
			{ endpoint: 'file:///etc/passwd' },
			{ endpoint: 'x' },
			{ endpoint: `https://push.example.org/${'a'.repeat(2_000)}` },
			{ keys: { p256dh: 'AA', auth: 'AA' } },
			{ words: '' },
			{ words: 'a\nb' },
			{ words: 'x'.repeat(200) },
			{ more: 1 }
		])
			expect((await put(wrong)).status).toBe(400);
		end();
	});
});
