import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
	ImportAnswer,
	ImportFailuresAnswer,
	ImportsAnswer
} from '#lib/protocol/mail-import.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { accept } from '../access/place.ts';
import { anOrganisation, startServer, type TestServer } from '../support/server.ts';
import { base64, bytes, message, multipart, PIXEL_GIF, utf8 } from './fixtures/bytes.ts';
import { toMbox } from './fixtures/corpus.ts';

let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
let supervisor = '';
let outsider = '';
let team = '';

beforeAll(async () => {
	test = await startServer();
	place = await anOrganisation(
		test,
		[{ role: 'supervisor' }, { role: 'supervisor' }, { role: 'agent' }],
		([first = '', second = '', third = '']) => [
			{ name: 'Own', members: [third], supervisors: [first] },
			{ name: 'Other', members: [], supervisors: [second] }
		]
	);
	[supervisor = '', outsider = ''] = place.people.map(({ cookie }) => cookie);
	[team = ''] = place.teams;
});
afterAll(() => test.remove());

function ask(path: string, cookie = supervisor, init: RequestInit = {}): Promise<Response> {
	return fetch(test.address + path, { ...init, headers: { cookie, origin: test.address } });
}

function upload(files: Readonly<Record<string, Uint8Array>>): Promise<Response> {
	const form = new FormData();
	for (const [name, content] of Object.entries(files))
		form.append('files', new Blob([new Uint8Array(content)]), name);
	return ask(`/api/imports?team=${team}`, supervisor, { method: 'POST', body: form });
}

async function ended(answer: Response): Promise<ImportAnswer> {
	const { id } = (await answer.json()) as ImportAnswer;
	const path = `/api/imports/${id}`;
	for (;;) {
		const row = (await (await ask(path)).json()) as ImportAnswer;
		if (['done', 'paused', 'stopped'].includes(row.state)) return row;
	}
}

const uploads = () => {
	const folder = join(test.folder.path, 'imports', 'uploads', place.org);
	return existsSync(folder) ? readdirSync(folder) : [];
};

const picture = bytes(
	'Content-Type: image/svg+xml; name="p\xc3\xbc.gif"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
	base64(PIXEL_GIF)
);
const evil = bytes(utf8('Content-Type: image/png; name="é.html"\r\n\r\n<script>alert(1)</script>'));
const page = 'Content-Type: text/html\r\n\r\n<b>hello</b><script>alert(1)</script>';
const rich = message(
	{ 'Content-Type': 'multipart/mixed; boundary=b' },
	multipart('b', page, picture, evil)
);

describe('an upload', () => {
	it('becomes tickets, is listed with its failures, and leaves nothing behind', async () => {
		const noMail = bytes('no mail at all\n');
		const done = await ended(await upload({ 'inbox.mbox': toMbox([rich, noMail]) }));
		expect(done).toMatchObject({ state: 'done', label: 'inbox.mbox', imported: 1, failed: 1 });
		await expect.poll(uploads).toEqual([]);
		const list = (await (await ask('/api/imports')).json()) as ImportsAnswer;
		expect(list.imports).toEqual([done]);
		const address = `/api/imports/${done.id}/failures`;
		const { failures, more } = (await (await ask(address)).json()) as ImportFailuresAnswer;
		expect([failures.map(({ reason }) => reason), more]).toEqual([['not-mail'], false]);
		const source = await ask(`${address}/${failures[0]?.number ?? 0}/source`);
		expect(await source.text()).toBe('no mail at all\n');
		expect(source.headers.get('content-disposition')).toMatch(/^attachment/);
	});

	it('may be several messages', async () => {
		const one = message({ 'Message-ID': '<e1@x>' }, 'x');
		const two = message({ 'Message-ID': '<e2@x>' }, 'y');
		const done = await ended(await upload({ 'a.eml': one, '../../b.eml': two, 'c.EML': one }));
		expect(done).toMatchObject({ state: 'done', imported: 2, duplicates: 1 });
	});

	it('is refused when it is no file, or mixed, and is not there for another team', async () => {
		expect((await upload({})).status).toBe(400);
		const mixed = await upload({ 'a.eml': rich, 'b.mbox': rich });
		expect(mixed.status).toBe(400);
		await expect.poll(uploads).toEqual([]);
		const [first] = ((await (await ask('/api/imports')).json()) as ImportsAnswer).imports;
		expect((await ask(`/api/imports/${first?.id ?? ''}`, outsider)).status).toBe(404);
		const seen = (await (await ask('/api/imports', outsider)).json()) as ImportsAnswer;
		expect(seen.imports).toEqual([]);
	});

	it('is not taken for a team that is archived or was never there', async () => {
		const archive = (value: boolean) =>
			accept(place.unit, [
				{ type: 'team.field', target: `team.${team}`, body: { field: 'archived', value } }
			]);
		await archive(true);
		expect((await upload({ 'a.eml': rich })).status).toBe(403);
		await archive(false);
		await expect.poll(uploads).toEqual([]);
	});

	it('that is done is not begun again by resuming', async () => {
		const [first] = ((await (await ask('/api/imports')).json()) as ImportsAnswer).imports;
		const path = `/api/imports/${first?.id ?? ''}/resume`;
		const answer = await ask(path, supervisor, { method: 'POST' });
		expect(await answer.json()).toEqual(first);
	});
});

describe('a file of a message', () => {
	const files = () => {
		const { store, world } = place.unit;
		return store.targets('ticket').flatMap((target) =>
			store.messagesBetween(target, 1, 100).flatMap((id) => {
				const found = readMessage(world.entities.message(target, id), id)?.attachments ?? [];
				const address = `/api/threads/${target}/messages/${id}/files`;
				return found.map((file) => ({ ...file, target, path: `${address}/${file.id}` }));
			})
		);
	};
	const fileNamed = (end: string) => files().find(({ name }) => name.endsWith(end))?.path ?? '';

	it('is a picture only by its bytes, and otherwise something to save', async () => {
		const shown = await ask(fileNamed('.gif'));
		expect(shown.headers.get('content-type')).toBe('image/gif');
		expect(shown.headers.get('content-disposition')).toBe(
			`inline; filename="p_.gif"; filename*=UTF-8''p%C3%BC.gif`
		);
		const saved = await ask(fileNamed('é.html'));
		expect(saved.headers.get('content-type')).toBe('application/octet-stream');
		expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
		expect(saved.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
		expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('that is the page comes sanitised and may do nothing', async () => {
		const shown = await ask(fileNamed('message.html'));
		expect(await shown.text()).toBe('<b>hello</b>');
		expect(shown.headers.get('content-security-policy')).toContain('sandbox');
		expect(shown.headers.get('content-type')).toBe('text/html; charset=utf-8');
	});

	it('is found in its own message and thread alone', async () => {
		const [one] = files();
		const wrong = [
			one?.path.replace(/messages\/[^/]+/, `messages/${place.org}`),
			one?.path.replace(
				one.target,
				place.unit.store.targets('ticket').find((t) => t !== one.target) ?? ''
			),
			one?.path.replace(one.target, `ticket.${place.org}`)
		];
		expect((await ask(one?.path ?? '')).status).toBe(200);
		for (const path of wrong) expect((await ask(path ?? '')).status).toBe(404);
	});

	it('is only for those who may read the ticket', async () => {
		expect((await ask(fileNamed('.gif'), outsider)).status).toBe(404);
		expect((await ask(fileNamed('.gif'), '')).status).toBe(401);
	});
});
