import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortalFormAnswer, RatingPageAnswer, RatingsAnswer } from '#lib/protocol/portal.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { accept, anId } from './place.ts';
import { aPortal } from './portal-place.ts';

const CANARY = 'canary-of-the-staff';
let test: TestServer;
let place: Awaited<ReturnType<typeof aPortal>>;
beforeAll(async () => {
	test = await startServer();
	place = await aPortal(test, CANARY);
});
afterAll(() => test.remove());

const PICTURE = Buffer.concat([
	Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'),
	Buffer.alloc(3_000, 7)
]);
const aFile = (name = 'lift.png') => ({
	id: anId(),
	name,
	type: 'image/png',
	size: PICTURE.length,
	sha256: createHash('sha256').update(PICTURE).digest('hex')
});

async function upload(
	request: string,
	{ name: _name, ...file }: ReturnType<typeof aFile>,
	cookie: string
) {
	const { call } = place;
	await call('/uploads', { body: { ...file, thread: `ticket.${request}` }, cookie });
	return fetch(`${test.address}/api/uploads/${file.id}?offset=0`, {
		method: 'PATCH',
		headers: { cookie, origin: test.address, 'content-type': 'application/offset+octet-stream' },
		body: new Uint8Array(PICTURE)
	});
}

const fileAt = (request: string, message: string, file: string) =>
	`/portal/requests/${request}/messages/${message}/files/${file}`;

describe('files in the portal', () => {
	it('[PT9] follow what was said, to whoever asked and to the team, and to nobody else', async () => {
		const { ask, call, read, hannah, otto, mei } = place;
		const file = aFile();
		const mine = await ask({ files: [file] });
		expect(mine.status).toBe(200);
		const path = fileAt(mine.id, mine.change, file.id);
		expect((await read(mine.id)).messages[0]?.files).toEqual([
			{ id: file.id, name: 'lift.png', type: 'image/png', size: file.size, isHere: false }
		]);
		expect((await call(path)).status).toBe(404);
		expect((await upload(mine.id, file, hannah.cookie)).status).toBe(200);
		expect((await read(mine.id)).messages[0]?.files[0]?.isHere).toBe(true);
		const shown = await call(path);
		expect(shown.status).toBe(200);
		expect(shown.headers.get('content-type')).toBe('image/png');
		expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'; sandbox");
		const staff = `/threads/ticket.${mine.id}/messages/${mine.change}/files/${file.id}`;
		expect((await call(staff, { cookie: mei.cookie })).status).toBe(200);
		const others = [
			await call(path, { cookie: otto.cookie }),
			await call(path, { cookie: mei.cookie }),
			await call(staff),
			await call(staff, { cookie: otto.cookie })
		];
		expect(others.map(({ status }) => status)).toEqual([404, 403, 404, 404]);
	});

	it('[MS16] that are pictures come to the staff with a small one, and with nothing in its place', async () => {
		const { ask, unit } = place;
		const [file, thumb] = [aFile(), '/9j/4AAQ'];
		const mine = await ask({ files: [{ ...file, thumb }] });
		const message = unit.world.entities.message(`ticket.${mine.id}`, mine.change);
		expect(readMessage(message, mine.change)?.attachments).toEqual([
			{ ...file, thumb, role: 'file' }
		]);
		const page = 'data:text/html;base64,PHA+';
		expect((await ask({ files: [{ ...aFile(), thumb: page }] })).status).toBe(400);
	});

	it('[PT9] of notes, of what was taken back and of others’ claims are told to nobody outside', async () => {
		const { ask, call, byMei, mei } = place;
		const mine = await ask();
		const target = `ticket.${mine.id}` as const;
		const file = aFile(`${CANARY}.png`);
		await upload(mine.id, file, mei.cookie);
		const attachments = [{ ...file, role: 'file' }];
		const note = await byMei('message.add', target, { kind: 'note', text: '', attachments });
		expect((await call(fileAt(mine.id, note, file.id))).status).toBe(404);
		const reply = await byMei('message.add', target, { kind: 'public', text: 'a', attachments });
		expect((await call(fileAt(mine.id, reply, file.id))).status).toBe(200);
		await byMei('message.retract', target, { message: reply, retracted: true });
		expect((await call(fileAt(mine.id, reply, file.id))).status).toBe(404);
		// Somebody who has seen a hash does not get the bytes by naming it.
		const thief = await ask({ files: [{ ...file, id: anId() }] });
		const named = await place.read(thief.id);
		const stolen = named.messages[0]?.files[0]?.id ?? '';
		expect((await call(fileAt(thief.id, thief.change, stolen))).status).toBe(404);
	});

	it('[PT9] are announced within bounds, and words may be left out beside them', async () => {
		const { ask, call, read } = place;
		expect((await ask({ files: Array.from({ length: 11 }, () => aFile()) })).status).toBe(400);
		const mine = await ask();
		const say = (body: object) =>
			call(`/portal/requests/${mine.id}/messages`, { body: { change: anId(), ...body } });
		expect((await say({ text: ' ' })).status).toBe(400);
		expect((await say({ text: '', files: [aFile()] })).status).toBe(200);
		expect((await read(mine.id)).messages).toHaveLength(2);
		expect((await say({ text: 'a', files: [{ ...aFile(), role: 'html' }] })).status).toBe(400);
	});
});

describe('the form of a request', () => {
	const entry = (catalogue: string, code: string, value: object) => ({
		type: 'org.entry' as const,
		target: `org.${place.org}` as const,
		body: { catalogue, code, value: { names: { en: code }, order: 1, archived: false, ...value } }
	});
	const field = (code: string, more: object = {}) =>
		entry('field', code, {
			kind: 'text',
			options: [],
			teams: [],
			types: [],
			required: false,
			portal: true,
			...more
		});

	it('[PT10] asks what is meant for requesters, takes what fits, and tells nothing else', async () => {
		const { ask, call, unit } = place;
		await accept(unit, [
			entry('type', 'repair', { hint: {}, approval: true, portal: true }),
			entry('type', CANARY, { hint: {}, approval: false }),
			field('room', { types: ['repair'], required: true }),
			field('floor', { kind: 'choice', options: [{ code: 'two', names: { en: 'Two' } }] }),
			field(`inner-${CANARY}`, { portal: false }),
			...(['number', 'date'] as const).map((kind) => field(`${kind}-of-it`, { kind })),
			field('person', { kind: 'person' })
		]);
		const { text } = await call('/portal/form');
		expect(text).not.toContain(CANARY.slice(0, 12));
		const form = JSON.parse(text) as PortalFormAnswer;
		expect(form.types.map(({ code }) => code)).toEqual(['repair']);
		expect(form.fields.map(({ code }) => code).sort()).toEqual([
			'date-of-it',
			'floor',
			'number-of-it',
			'room'
		]);

		const custom = { room: 'B 12', floor: 'two' };
		const faults = [
			{ type: CANARY },
			{ type: 'repair', custom: { floor: 'two' } },
			{ custom: { room: 'B 12' } },
			{ type: 'repair', custom: { ...custom, floor: 'nine' } },
			{ type: 'repair', custom: { ...custom, inner: 'x' } },
			// What no field can hold would be gone without a word.
			{ type: 'repair', custom: { ...custom, 'number-of-it': 1_234_567_890_123_456 } },
			{ type: 'repair', custom: { ...custom, 'date-of-it': Date.UTC(60_000, 0) } }
		];
		for (const wrong of faults) expect((await ask(wrong)).status, JSON.stringify(wrong)).toBe(400);
		const made = await ask({ type: 'repair', custom });
		expect(made.status).toBe(200);
		const again = { id: made.id, change: made.change, type: 'repair', custom };
		expect((await ask(again)).status).toBe(200);
		expect(unit.world.ticket(`ticket.${made.id}`)).toMatchObject({
			type: 'repair',
			approval: true,
			custom
		});
	});
});

describe('a rating', () => {
	async function done(): Promise<string> {
		const { id } = await place.ask();
		const body = { round: 0, status: 'solved', class: 'done', resolution: CANARY };
		await place.byMei('ticket.state', `ticket.${id}`, body);
		return id;
	}
	const ticket = (id: string) => place.unit.world.ticket(`ticket.${id}`);
	const rate = (id: string, more: object = {}) =>
		place.call(`/portal/requests/${id}/rating`, {
			body: { change: anId(), stars: 4, solved: true, words: 'Quick.', ...more }
		});
	async function link(id: string) {
		const made = await place.call(`/tickets/${id}/rating-link`, {
			body: {},
			cookie: place.mei.cookie
		});
		return (JSON.parse(made.text) as { path: string }).path;
	}

	it('[PT11] is given by whoever asked once it is done, and opens again what is not solved', async () => {
		const { read, ask } = place;
		const id = await done();
		expect((await rate((await ask()).id)).status).toBe(409);
		expect((await rate(id, { stars: 6 })).status).toBe(400);
		expect((await rate(id)).status).toBe(200);
		expect(await read(id)).toMatchObject({ rating: { stars: 4, solved: true } });
		const change = anId();
		for (const _ of [1, 2])
			await rate(id, { change, stars: 1, solved: false, words: 'It stands again.' });
		expect(ticket(id)).toMatchObject({ final: false, round: 1 });
		expect(await read(id)).toMatchObject({ rating: null, status: { class: 'open' } });
	});

	it('[PT12] is given by a signed link whose opening changes nothing, and whose repetition neither', async () => {
		const { call, unit } = place;
		const id = await done();
		const path = await link(id);
		const rev = () => unit.world.entities.get(`ticket.${id}`).thread.rev;
		const before = rev();
		const opened = await call(path, { cookie: '' });
		expect(JSON.parse(opened.text)).toMatchObject({ subject: 'The lift', rating: null });
		expect(opened.text).not.toContain(CANARY);
		for (const method of ['HEAD', 'OPTIONS']) await fetch(`${test.address}/api${path}`, { method });
		expect(rev()).toBe(before);
		const five = { stars: 5, solved: true, words: 'Thank you.' };
		const two = { ...five, stars: 2 };
		const given = async (body: object) => (await call(path, { body, cookie: '' })).status;
		expect([await given(five), await given(two)]).toEqual([204, 204]);
		const after = rev();
		expect([await given(five), await given(two)]).toEqual([204, 204]);
		expect(rev()).toBe(after);
		const page = JSON.parse((await call(path, { cookie: '' })).text) as RatingPageAnswer;
		expect(page.rating).toMatchObject({ stars: 2 });
		expect(await given({ ...five, solved: false })).toBe(204);
		expect(ticket(id)).toMatchObject({ final: false, round: 1 });
		// What was opened again is rated anew when it is done again.
		expect([await given({ ...five, stars: 3 }), (await call(path, { cookie: '' })).status]).toEqual(
			[404, 404]
		);
	});

	it('[PT12] is asked for by a link that waits until there is something to rate', async () => {
		const { id } = await place.ask();
		const path = await link(id);
		const isDone = async () => {
			const page = JSON.parse((await place.call(path, { cookie: '' })).text) as RatingPageAnswer;
			return page.isDone;
		};
		expect(await isDone()).toBe(false);
		const body = { round: 0, status: 'solved', class: 'done', resolution: CANARY };
		await place.byMei('ticket.state', `ticket.${id}`, body);
		expect(await isDone()).toBe(true);
		const rating = { stars: 5, solved: true, words: '' };
		expect((await place.call(path, { body: rating, cookie: '' })).status).toBe(204);
	});

	it('[PT12, PO10] tells and takes nothing of a ticket that was deleted', async () => {
		const id = await done();
		const path = await link(id);
		const body = { reason: 'A double.' };
		await accept(place.unit, [{ type: 'ticket.remove', target: `ticket.${id}`, body }]);
		const rating = { stars: 5, solved: true, words: '' };
		expect((await place.call(path, { cookie: '' })).status).toBe(404);
		expect((await place.call(path, { body: rating, cookie: '' })).status).toBe(404);
	});

	it('[PT12] is not given by a link that was touched or has run out', async () => {
		const path = await link(await done());
		const other = (await done()).toString();
		const [org = '', ticketId = '', round, expires, mac] = path.slice(6).split('.');
		const forged = [
			[org, other, round, expires, mac],
			[org, ticketId, '1', expires, mac],
			[org, ticketId, round, String(Number(expires) + 1), mac],
			[org, ticketId, round, expires, `${mac?.slice(0, -2)}AA`],
			[org, ticketId, round, expires, ''],
			['guess']
		];
		for (const parts of forged) {
			const token = parts.join('.');
			expect((await place.call(`/rate/${token}`, { cookie: '' })).status, token).toBe(404);
		}
		expect((await place.call(path, { cookie: '' })).status).toBe(200);
	});

	it('[PT11] is counted', async () => {
		const { call, ada } = place;
		const counts = async () =>
			JSON.parse((await call('/ratings', { cookie: ada.cookie })).text) as RatingsAnswer;
		const before = await counts();
		const id = await done();
		await rate(id, { stars: 3 });
		const after = await counts();
		expect(after.stars[2]).toBe((before.stars[2] ?? 0) + 1);
		expect([after.solved, after.unsolved]).toEqual([before.solved + 1, before.unsolved]);
		expect(after.newest[0]).toMatchObject({ ticket: id, stars: 3, words: 'Quick.' });
	});
});
