import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeen } from '#lib/domain/ticket/seen.ts';
import { eventStream } from '../support/event-stream.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
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

const head = (target: string) => place.unit.world.entities.get(target).head;
const seq = (target: string) => place.unit.world.entities.get(target).thread.seq;
const readByMei = (target: string, upTo: number) =>
	place.byMei('user.mark', `user.${place.mei.id}`, { of: target, seq: upTo });
const see = (id: string, message: string, cookie?: string) =>
	place.call(`/portal/requests/${id}/seen`, {
		body: { message },
		...(cookie !== undefined && { cookie })
	});
const changes = (target: string) => place.unit.store.recentChanges(target, 100).length;

describe('what the staff has seen [PT20, RQ7]', () => {
	it('is told to whoever said it, once, by its time and not by whom', async () => {
		const { ask, read, hannah } = place;
		const { id, change } = await ask();
		const target = `ticket.${id}` as const;
		const line = await eventStream(test, hannah);
		await readByMei(target, seq(target) - 1);
		expect(readSeen(head(target), 'staff')).toBeNull();
		await readByMei(target, seq(target));
		await until(() => readSeen(head(target), 'staff')?.message === change);
		await until(() => line.events().includes(`news ${id}`));
		const { events } = await read(id);
		expect(events.map(({ what, agent }) => [what, agent])).toEqual([
			['received', null],
			['seen', null]
		]);
		const before = changes(target);
		await readByMei(target, seq(target));
		await accept(place.unit, []);
		expect(changes(target)).toBe(before);
	});

	it('is about the last thing that was said', async () => {
		const { ask, read, byMei } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		await readByMei(target, seq(target));
		await until(() => readSeen(head(target), 'staff') !== null);
		await byMei('message.add', target, { kind: 'public', text: 'On my way.' });
		expect((await read(id)).events.map(({ what }) => what)).toEqual(['received']);
	});

	it('is neither noted nor told where the organisation does not want it', async () => {
		const { ask, read, unit, org } = place;
		const { id } = await ask();
		const target = `ticket.${id}` as const;
		const value = { names: {}, order: 1, archived: false, on: false, texts: {} };
		const body = { catalogue: 'event', code: 'seen', value };
		await accept(unit, [{ type: 'org.entry', target: `org.${org}`, body }]);
		await readByMei(target, seq(target));
		await accept(unit, [
			{ type: 'org.entry', target: `org.${org}`, body: { ...body, value: { ...value, on: true } } }
		]);
		expect(readSeen(head(target), 'staff')).toBeNull();
		expect((await read(id)).events.map(({ what }) => what)).toEqual(['received']);
	});
});

describe('what a requester has seen [PT20, RQ7, MT8]', () => {
	it('is noted for the staff, once for each answer, and never goes back', async () => {
		const { ask, byMei } = place;
		const { id, change } = await ask();
		const target = `ticket.${id}` as const;
		const first = await byMei('message.add', target, { kind: 'public', text: 'On my way.' });
		const second = await byMei('message.add', target, { kind: 'public', text: 'I am here.' });
		const note = await byMei('message.add', target, { kind: 'note', text: CANARY });
		expect((await see(id, second)).status).toBe(204);
		const noted = changes(target);
		for (const message of [first, second, change])
			expect((await see(id, message)).status).toBe(204);
		expect([readSeen(head(target), 'requester')?.message, changes(target)]).toEqual([
			second,
			noted
		]);
		expect((await see(id, note)).status).toBe(404);
		expect((await see(id, second, place.otto.cookie)).status).toBe(404);
		expect(place.unit.world.ticket(target)?.status).toBe('new');
	});

	it('says that they were asked how they were served, once for each round', async () => {
		const { ask, byMei } = place;
		const { id, change } = await ask();
		const target = `ticket.${id}` as const;
		const solve = { round: 0, status: 'solved', class: 'done', resolution: 'Oiled' };
		await byMei('ticket.state', target, solve);
		const updated = place.unit.world.entities.get(target).thread.updatedMs;
		await see(id, change);
		await see(id, change);
		const asked = place.unit.store
			.recentChanges(target, 100)
			.filter(({ type }) => type === 'ticket.seen')
			.map(({ body }) => JSON.parse(body) as unknown);
		expect(asked).toEqual([{ by: 'requester', message: change, rate: 0 }]);
		expect(place.unit.world.entities.get(target).thread.updatedMs).toBe(updated);
	});
});
