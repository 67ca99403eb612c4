import { describe, expect, it } from 'vitest';
import type { ImportAnswer } from '#lib/protocol/mail-import.ts';
import { isOneImport, MailImports } from './imports.svelte.ts';
import type { MailApi } from './mail-api.decode.ts';

const row: ImportAnswer = {
	id: '0'.repeat(26),
	team: '1'.repeat(26),
	label: 'inbox.mbox',
	state: 'importing',
	problem: null,
	total: 10,
	imported: 4,
	duplicates: 0,
	failed: 0,
	totalBytes: 100,
	doneBytes: 40,
	createdMs: 0,
	updatedMs: 0
};
const file = (name: string) => new File(['words'], name);

function anApi(more: Partial<MailApi> = {}): MailApi {
	const one = async () => ({ ok: true, value: row }) as const;
	return {
		list: async () => ({ ok: true, value: { imports: [row] } }),
		pause: one,
		resume: one,
		upload: one,
		failures: async () => ({ ok: true, value: { failures: [], more: false } }),
		...more
	};
}

describe('files', () => {
	it.each([
		[['a.mbox'], true],
		[['Inbox'], true],
		[['a.eml', 'b.EML'], true],
		[['a.eml', 'b.mbox'], false],
		[['a.mbox', 'b.mbox'], false],
		[[], false]
	])('%j make one import: %j', (names, expected) => {
		expect(isOneImport(names.map((name) => ({ name })))).toBe(expected);
	});
});

describe('imports', () => {
	it('are shown, and stay on screen when the server goes away', async () => {
		let isThere = true;
		const gone = { ok: false, code: 'network' } as const;
		const imports = new MailImports(
			anApi({ list: async () => (isThere ? { ok: true, value: { imports: [row] } } : gone) })
		);
		await imports.load();
		isThere = false;
		await imports.load();
		expect([imports.state.kind, imports.isMoving]).toEqual(['ready', true]);
	});

	it('tell how far the sending is, and why it failed', async () => {
		const seen: (number | undefined)[] = [];
		const imports: MailImports = new MailImports(
			anApi({
				upload: async ({ onProgress }) => {
					onProgress(3);
					seen.push(imports.sending?.sentBytes);
					return { ok: false, code: 'body-too-large' };
				}
			})
		);
		await imports.send(row.team, [file('a.mbox')]);
		expect([seen, imports.sending, imports.problem]).toEqual([[3], null, 'body-too-large']);
	});

	it('are not begun with files that do not belong together', async () => {
		const imports = new MailImports(anApi());
		await imports.send(row.team, [file('a.eml'), file('b.mbox')]);
		expect(imports.problem).toBe('mixed');
	});
});
