import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEntry, scanMbox, unwrapMboxEntry } from '../../sync-server/channels/mail/mbox.ts';
import { bytes } from './fixtures/bytes.ts';

const NOW = Date.UTC(2026, 10, 21);
const FROM = 'From ann@example.org Tue Mar  3 09:15:00 2026';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'offhook-mbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function messagesOf(
	content: Uint8Array
): Promise<{ text: string; at: number | undefined }[]> {
	const path = join(folder, 'a.mbox');
	writeFileSync(path, content);
	const file = await open(path);
	const found: { text: string; at: number | undefined }[] = [];
	for await (const entry of scanMbox(file, content.length, NOW)) {
		const raw = unwrapMboxEntry(await readEntry(file, entry));
		found.push({ text: raw.toString('latin1'), at: entry.envelopeMs });
	}
	await file.close();
	return found;
}

const textsOf = async (content: string) =>
	(await messagesOf(bytes(content))).map((found) => found.text);

describe('an mbox file', () => {
	it('gives each message with its date of delivery, without envelope and final blank line', async () => {
		const at = Date.UTC(2026, 2, 3, 9, 15);
		const content = `${FROM}\nSubject: a\n\none\n\n${FROM}\nSubject: b\n\ntwo\n`;
		expect(await messagesOf(bytes(content))).toEqual([
			{ text: 'Subject: a\n\none\n', at },
			{ text: 'Subject: b\n\ntwo\n', at }
		]);
		const windows = await textsOf(content.replaceAll('\n', '\r\n'));
		expect(windows).toEqual(['Subject: a\r\n\r\none\r\n', 'Subject: b\r\n\r\ntwo\r\n']);
	});

	it.each([
		'From - Tue Mar 03 09:15:00 2026',
		'From 1234567890@xxx Tue Mar 03 09:15:00 +0000 2026',
		'From MAILER-DAEMON Tue Mar  3 09:15:00 2026',
		'From "ann ames"@example.org Tue Mar  3 09:15:00 2026 remote from x',
		'From ???@??? Tue Mar 03 09:15:00 2026',
		'From somebody without a date'
	])('knows the separator %j', async (line) => {
		expect(await textsOf(`${line}\nSubject: a\n\none\n\n${line}\nSubject: b\n\ntwo`)).toHaveLength(
			2
		);
	});

	it('does not mistake words for separators', async () => {
		const body =
			'Subject: a\n\nHello\n\nFrom here on it is easy.\nFrom Tuesday to Friday\n\nFrom: me\n';
		expect(await textsOf(`${FROM}\n${body}`)).toEqual([body]);
	});

	it('takes back one sign of quoting', async () => {
		const [text] = await textsOf(`${FROM}\nSubject: a\n\n>From x\n>>From y\n> From z\n`);
		expect(text).toBe('Subject: a\n\nFrom x\n>From y\n> From z\n');
	});

	it('keeps what stands before the first separator, and a last message that was cut off', async () => {
		const texts = await textsOf(
			`Subject: lost\n\nx\n\n${FROM}\nSubject: a\n\none\n\n${FROM}\nSubj`
		);
		expect(texts).toEqual(['Subject: lost\n\nx\n', 'Subject: a\n\none\n', 'Subj']);
	});

	it('may be empty, or hold empty messages', async () => {
		expect(await textsOf('')).toEqual([]);
		expect(await textsOf(`${FROM}\n\n${FROM}\n\n`)).toHaveLength(2);
	});

	it('finds separators wherever the pieces of a large file end', async () => {
		const one = (size: number) => `${FROM}\nSubject: a\n\n${'x'.repeat(size)}\n\n`;
		const sizes = Array.from({ length: 40 }, (_, index) => 104_000 + index * 37);
		const texts = await textsOf(sizes.map(one).join(''));
		expect(texts.map((text) => text.length)).toEqual(
			sizes.map((size) => size + 'Subject: a\n\n\n'.length)
		);
	});
});
