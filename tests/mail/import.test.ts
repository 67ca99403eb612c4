import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BODIES } from '#lib/domain/changes/bodies.ts';
import { ACCEPTED, refused } from '#lib/domain/judge/verdict.ts';
import { base64, bytes, message, multipart } from './fixtures/bytes.ts';
import { corpus, toMbox } from './fixtures/corpus.ts';
import { openDesk, ORG, type Desk } from './fixtures/desk.ts';

let desk: Desk;
beforeEach(() => {
	desk = openDesk();
});
afterEach(() => desk.close());

const mail = (id: string, headers: Record<string, string | undefined> = {}) =>
	message({ 'Message-ID': `<${id}@x>`, Subject: id, ...headers }, `words of ${id}\r\n`);
const at = (minute: number) => `Tue, 3 Mar 2026 10:${String(minute).padStart(2, '0')}:00 +0000`;
const importing = (...messages: Uint8Array[]) =>
	desk.run(desk.newImport(desk.write(`${messages.length}.mbox`, toMbox(messages))));

describe('threads', () => {
	it('hold what refers to each other, in the order of their dates', async () => {
		await importing(
			mail('c', { References: '<a@x> <b@x>', Date: at(3) }),
			mail('b', { 'In-Reply-To': '<a@x>', Date: at(2) }),
			mail('a', { Date: at(1) }),
			mail('other', { Subject: 'a', Date: at(4) })
		);
		expect(desk.pipeline.threads()).toEqual([
			['a', 3],
			['a', 1]
		]);
		const [first] = desk.pipeline.accepted.values();
		const body = BODIES['ticket.create'](first?.body);
		expect(body.ok && body.value).toMatchObject({
			requester: { name: 'Ann Ames', address: 'ann@example.org' },
			message: { kind: 'public', text: 'words of a', mail: { messageId: 'a@x' } }
		});
	});

	it('form around a parent that is missing, or comes in a later import', async () => {
		await importing(
			mail('b', { References: '<a@x>', Date: at(2) }),
			mail('c', { 'In-Reply-To': '<a@x>', Date: at(3) })
		);
		expect(desk.pipeline.threads()).toEqual([['b', 2]]);
		await importing(mail('a', { Date: at(1) }));
		expect(desk.pipeline.threads()).toEqual([['b', 3]]);
	});

	it('survive messages that refer to themselves and to each other', async () => {
		await importing(
			mail('a', { References: '<b@x> <a@x>' }),
			mail('b', { References: '<a@x> <b@x>' }),
			mail('c', { 'In-Reply-To': '<c@x>' })
		);
		expect(desk.pipeline.threads()).toEqual([
			['a', 2],
			['c', 1]
		]);
	});

	it('of two teams have nothing to do with each other', async () => {
		await importing(mail('a'));
		const path = desk.write('team.mbox', toMbox([mail('b', { References: '<a@x>' }), mail('a')]));
		const id = '9'.repeat(26);
		const facts = { kind: 'mbox', label: 'mail', uploaded: false, startedBy: '' } as const;
		desk.store.create({ id, team: '2'.repeat(26), path, ...facts }, 0);
		await desk.run(id);
		expect(desk.pipeline.tickets()).toHaveLength(2);
	});
});

describe('a message that comes twice', () => {
	it('is imported once, within a file, again, and as an .eml file', async () => {
		const bare = message({ 'Message-ID': undefined }, 'no id\r\n');
		expect(await importing(mail('a'), mail('a'), bare, bare)).toMatchObject({
			imported: 2,
			duplicates: 2
		});
		expect(await importing(mail('a'), bare, mail('b'))).toMatchObject({
			imported: 1,
			duplicates: 2
		});
		mkdirSync(join(desk.folder, 'eml', 'deep'), { recursive: true });
		desk.write('eml/a.eml', mail('a'));
		desk.write('eml/deep/b.EML', bare);
		desk.write('eml/notes.txt', bytes('not mail'));
		const row = await desk.run(desk.newImport(join(desk.folder, 'eml'), 'eml'));
		expect(row).toMatchObject({ state: 'done', total: 2, imported: 0, duplicates: 2 });
	});

	it('is two messages when only the Message-ID is the same', async () => {
		const row = await importing(mail('a'), mail('a', { Date: at(9), From: 'bo@example.org' }));
		expect(row).toMatchObject({ imported: 2, duplicates: 0 });
		expect(await importing(mail('a', { Date: at(9), From: 'bo@example.org' }))).toMatchObject({
			duplicates: 1
		});
	});
});

describe('what a ticket cannot hold', () => {
	it('is cut, with the whole source beside it', async () => {
		await importing(message({ Subject: 'long '.repeat(200) }, 'x'.repeat(70_000)));
		const [draft] = desk.pipeline.accepted.values();
		const body = BODIES['ticket.create'](draft?.body);
		if (!body.ok) throw new Error(body.problem);
		const [file] = body.value.message?.attachments ?? [];
		expect(file).toMatchObject({ role: 'raw', name: 'message.eml' });
		const raw = await desk.blobs.read(ORG, file?.sha256 ?? '');
		expect(raw?.toString()).toContain('long '.repeat(200).trim());
	});

	it('is kept as files: attachments and the page', async () => {
		const file = bytes(
			'Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n',
			base64(bytes('%PDF'))
		);
		const page = 'Content-Type: text/html\r\n\r\n<b>hello</b><script>alert(1)</script>';
		await importing(
			message({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b', page, file))
		);
		const [draft] = desk.pipeline.accepted.values();
		const body = BODIES['ticket.create'](draft?.body);
		const files = body.ok ? (body.value.message?.attachments ?? []) : [];
		expect(files.map(({ role, name, size }) => [role, name, size])).toEqual([
			['file', 'a.pdf', 4],
			['html', 'message.html', 12]
		]);
		expect((await desk.blobs.read(ORG, files[1]?.sha256 ?? ''))?.toString()).toBe('<b>hello</b>');
	});
});

describe('what cannot be imported', () => {
	it('is listed with its reason and its source', async () => {
		const broken = bytes('this is no mail\r\n\r\nat all\r\n');
		const row = await importing(mail('a'), broken, mail('b'));
		expect(row).toMatchObject({ state: 'done', total: 3, imported: 2, failed: 1 });
		const [failure] = desk.store.failures(row.id, 10, -1);
		expect(failure).toMatchObject({ reason: 'not-mail', name: '' });
		const raw = await desk.blobs.read(ORG, failure?.sha256 ?? '');
		expect(raw?.toString()).toBe('this is no mail\n\nat all\n');
	});

	it('is kept whole even when it is too large to be read', async () => {
		const row = await importing(message({}, Buffer.alloc(41 * 1024 * 1024, 'x\n')), mail('b'));
		const [failure] = desk.store.failures(row.id, 10, -1);
		expect([row.imported, failure?.reason]).toEqual([1, 'too-large']);
		const kept = await desk.blobs.open(ORG, failure?.sha256 ?? '');
		expect(kept?.size).toBe(failure?.length);
	});

	it('includes what the pipeline refuses', async () => {
		desk.pipeline.refuse = (draft) =>
			JSON.stringify(draft.body).includes('words of b') ? refused('malformed') : ACCEPTED;
		const row = await importing(mail('a'), mail('b'));
		expect(row).toMatchObject({ state: 'done', imported: 1, failed: 1 });
		expect(desk.store.failures(row.id, 10, -1)).toMatchObject([
			{ reason: 'refused', detail: 'malformed' }
		]);
	});

	it('does not include anything when the team is gone: the import stops and can go on', async () => {
		desk.pipeline.refuse = () => refused('unknown-team');
		const id = desk.newImport(desk.write('a.mbox', toMbox([mail('a')])));
		expect(await desk.run(id)).toMatchObject({
			state: 'stopped',
			problem: 'unknown-team',
			failed: 0
		});
		desk.pipeline.refuse = () => ACCEPTED;
		expect(await desk.run(id)).toMatchObject({ state: 'done', problem: null, imported: 1 });
	});

	it('is said of a file without any message', async () => {
		const id = desk.newImport(desk.write('a.mbox', bytes('')));
		expect(await desk.run(id)).toMatchObject({ state: 'stopped', problem: 'nothing-found' });
	});
});

describe('an import that is interrupted', () => {
	const COUNT = 600;
	const threadsOf = async (run: (id: string) => Promise<unknown>) => {
		const id = desk.newImport(desk.write('c.mbox', toMbox(corpus(COUNT))));
		await run(id);
		const row = await desk.run(id);
		expect(row).toMatchObject({
			state: 'done',
			total: COUNT,
			imported: COUNT,
			duplicates: 0,
			failed: 0
		});
		expect(row.doneBytes).toBe(row.totalBytes);
		expect(desk.pipeline.accepted.size).toBe(COUNT);
		expect(desk.pipeline.threads().every(([, messages]) => messages === 5)).toBe(true);
	};

	it('goes on where it was paused', async () => {
		const stop = new AbortController();
		await threadsOf(async (id) => {
			const onProgress = ({ imported }: { imported: number }) => {
				if (imported >= 400) stop.abort();
			};
			const row = await desk.run(id, { signal: stop.signal, onProgress });
			expect(row.state).toBe('paused');
			expect(row.imported).toBe(400);
		});
	});

	it('does not double what was accepted and not recorded', async () => {
		await threadsOf(async (id) => {
			const record = () => {
				throw new Error('power cut');
			};
			await expect(desk.run(id, { store: { ...desk.store, record } })).rejects.toThrow('power cut');
			expect(desk.pipeline.accepted.size).toBe(200);
		});
	});

	it('goes on after the pipeline failed', async () => {
		await threadsOf(async (id) => {
			let calls = 0;
			const submit: typeof desk.pipeline.submit = (drafts) => {
				calls += 1;
				return calls === 3 ? Promise.reject(new Error('closing')) : desk.pipeline.submit(drafts);
			};
			await expect(desk.run(id, { submit })).rejects.toThrow('closing');
			expect(desk.store.get(id)?.state).toBe('stopped');
		});
	});

	it('begins again when the file has changed, and still doubles nothing', async () => {
		const id = desk.newImport(desk.write('d.mbox', toMbox(corpus(100))));
		await desk
			.run(id, { submit: () => Promise.reject(new Error('closing')) })
			.catch(() => undefined);
		desk.write('d.mbox', toMbox(corpus(150)));
		expect(await desk.run(id)).toMatchObject({ total: 150, imported: 150 });
	});
});

describe('a large file', () => {
	it('of 2,000 messages is read in batches', async () => {
		const row = await importing(...corpus(2_000));
		expect(row).toMatchObject({ imported: 2_000, failed: 0 });
		expect(desk.pipeline.tickets()).toHaveLength(400);
		expect(Math.max(...desk.pipeline.calls)).toBeLessThanOrEqual(200);
	});
});
