import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { entityRef } from '#lib/domain/ids.ts';
import { MOST_FILES } from '#lib/domain/ticket/attachment.ts';
import { FileDrafts } from '#lib/features/tickets/file-drafts.svelte.ts';
import type { Desk } from '#lib/session/desk.ts';
import { attachmentOf } from '#lib/session/files/named-file.ts';
import { PIECE_BYTES } from '#lib/protocol/uploads.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { openTestDesk, Wire } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
		{ name: 'Team', members: ids, supervisors: [] }
	]);
});
afterAll(() => test.remove());

/** Writes down from where pieces were sent, and lets the line break after some of them. */
class CountingWire extends Wire {
	readonly offsets: number[] = [];
	breaksAfter = Infinity;

	override fetch(...args: Parameters<Wire['fetch']>): Promise<Response> {
		const [, , url, init] = args;
		if (init.method === 'PATCH') {
			if (this.offsets.length >= this.breaksAfter) return Promise.reject(new TypeError('no line'));
			this.offsets.push(Number(new URL(url).searchParams.get('offset')));
		}
		return super.fetch(...args);
	}
}

async function openDesk(index: number, wire: Wire = new Wire()) {
	const person = place.people[index];
	if (person === undefined) throw new Error('nobody');
	const opened = await openTestDesk(test, person, 'agent', { wire });
	await until(() => opened.desk.ready);
	return opened;
}

function aTicket(desk: Desk) {
	const ref = entityRef('ticket', desk.newId());
	const team = place.teams[0] as TeamId;
	desk.change('ticket.create', ref, { team, subject: 'Logs' });
	return ref as `ticket.${string}`;
}

/** Takes up a file and says something with it; gives where the server serves it. */
async function sayWith(desk: Desk, ref: `ticket.${string}`, bytes: Buffer) {
	expect(await desk.files.add(ref, new Blob([new Uint8Array(bytes)]), 'log.bin')).toBeNull();
	const [draft] = desk.files.drafts(ref);
	if (draft === undefined) throw new Error('no draft');
	const attachments = [attachmentOf(draft, 0)];
	const { id } = desk.change('message.add', ref, { kind: 'note', text: '', attachments });
	await desk.files.send([draft.id]);
	return { file: draft.id, href: `/api/threads/${ref}/messages/${id}/files/${draft.id}` };
}

async function read(index: number, href: string): Promise<Buffer | number> {
	const cookie = place.people[index]?.cookie ?? '';
	const response = await fetch(test.address + href, { headers: { cookie } });
	return response.ok ? Buffer.from(await response.arrayBuffer()) : response.status;
}

describe('a file attached on a device', () => {
	it('[FI1] goes on where it stopped when the tab died, without sending anything twice', async () => {
		const bytes = randomBytes(PIECE_BYTES * 3 + 100);
		const wire = new CountingWire();
		wire.breaksAfter = 2;
		const first = await openDesk(0, wire);
		const ref = aTicket(first.desk);
		const { file, href } = await sayWith(first.desk, ref, bytes);
		await until(() => first.desk.files.get(file)?.sent === 2 * PIECE_BYTES);
		expect(first.desk.files.get(file)?.state).toBe('waiting');
		expect(first.desk.files.waiting).toBe(1);
		await first.desk.close();
		expect(await read(1, href)).toBe(404);

		const again = new CountingWire();
		const second = await openDesk(0, again);
		await until(() => second.desk.files.get(file)?.state === 'done');
		expect([...wire.offsets, ...again.offsets]).toEqual([0, 1, 2, 3].map((n) => n * PIECE_BYTES));
		expect(await read(1, href)).toEqual(bytes);
		await second.desk.close();
	});

	it('[FI5] waits for the line while its message is on screen, and gets to everybody', async () => {
		const wire = new Wire();
		const { desk } = await openDesk(0, wire);
		const ref = aTicket(desk);
		await until(() => desk.waiting === 0);
		wire.cut();
		await until(() => desk.connection.kind !== 'connected');
		const bytes = randomBytes(5_000);
		const { file, href } = await sayWith(desk, ref, bytes);
		expect(desk.files.get(file)).toMatchObject({ state: 'waiting', sent: 0 });
		expect((await desk.files.bytes(file))?.size).toBe(5_000);
		wire.join();
		await until(() => desk.files.get(file)?.state === 'done');
		await until(() => desk.waiting === 0);
		expect(await read(1, href)).toEqual(bytes);
		await desk.close();
	});

	it('[FI3] that the server does not take says why, and holds up no other', async () => {
		const { desk } = await openDesk(0);
		const ref = aTicket(desk);
		const large = await sayWith(desk, ref, Buffer.alloc(26 * 1024 ** 2));
		const small = await sayWith(desk, ref, randomBytes(100));
		await until(() => desk.files.get(small.file)?.state === 'done');
		expect(desk.files.get(large.file)).toMatchObject({ state: 'failed', problem: 'too-large' });
		await desk.close();
	});

	it('is gone from the device with everything else when the person leaves it', async () => {
		const { desk, device } = await openDesk(1);
		await sayWith(desk, aTicket(desk), randomBytes(100));
		await until(() => desk.waiting === 0);
		expect(await desk.leave('send')).toBe('left');
		const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
		expect(names.filter((name) => name.includes(device.id))).toEqual([]);
	});
});

it('a message takes so many files, and says that the others are too many', async () => {
	const { desk } = await openDesk(0);
	const ref = aTicket(desk);
	const drafts = new FileDrafts(desk, () => ref);
	const files = Array.from({ length: MOST_FILES + 1 }, () => new Blob([randomBytes(8)]));
	expect(await drafts.attach(files)).toBe(MOST_FILES);
	expect(toasts.shown.at(-1)?.text).toBe(t('portal.tooManyFiles', { count: MOST_FILES }));
	expect(await drafts.attach([new Blob(['one more'])])).toBe(0);
	const attachments = drafts.all.map(attachmentOf);
	const said = desk.change('message.add', ref, { kind: 'note', text: '', attachments });
	expect(said.verdict).toEqual({ ok: true });
	await desk.close();
});
