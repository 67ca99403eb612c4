import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { KEY_FILE, openSeal } from './sealed.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-seal-'));
const path = join(folder, KEY_FILE);
afterEach(() => rmSync(path, { force: true }));

describe('sealed secrets [CX2]', () => {
	it('open for the place they were sealed for, and for no other', () => {
		const seal = openSeal(folder);
		const bytes = seal.seal('org/smtp', 'wörd');
		expect(bytes.includes('wörd')).toBe(false);
		expect(openSeal(folder).open('org/smtp', bytes)).toBe('wörd');
		expect(seal.open('other/smtp', bytes)).toBeUndefined();
	});

	it('do not open when any bit was changed', () => {
		const seal = openSeal(folder);
		const bytes = seal.seal('a', 'secret');
		for (let bit = 0; bit < bytes.length * 8; bit += 1) {
			const wrong = Buffer.from(bytes);
			wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect(seal.open('a', wrong)).toBeUndefined();
		}
		expect(seal.open('a', Buffer.alloc(3))).toBeUndefined();
	});

	it('are never alike, though the secret is', () => {
		const seal = openSeal(folder);
		expect(seal.seal('a', 'secret')).not.toEqual(seal.seal('a', 'secret'));
	});

	it('open with an older key as long as the file has it', () => {
		const bytes = openSeal(folder).seal('a', 'secret');
		const older = readFileSync(path, 'utf8');
		rmSync(path);
		const newer = openSeal(folder);
		expect(newer.open('a', bytes)).toBeUndefined();
		writeFileSync(path, `${readFileSync(path, 'utf8')}${older}`);
		const both = openSeal(folder);
		expect(both.open('a', bytes)).toBe('secret');
		expect(both.open('a', both.seal('a', 'more'))).toBe('more');
	});

	it('have a key that only the owner of the server reads', () => {
		openSeal(folder).seal('a', 'secret');
		expect(statSync(path).mode & 0o077).toBe(0);
	});
});
