import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
	formatBytes,
	formatDuration,
	formatRelative,
	formatShort,
	formatTime
} from './format.svelte.ts';
import { ar, de, en } from './messages/index.ts';
import { loadAllWords, loadLocale, locale, setLocale, t } from './messages.svelte.ts';

const noon = Date.UTC(2026, 10, 21, 12, 0);

vi.stubGlobal('document', { documentElement: { lang: '', dir: '' } });
beforeAll(loadLocale);
afterEach(() => setLocale('en'));
afterAll(() => vi.unstubAllGlobals());

describe('t', () => {
	it('is blank where a word was not waited for, and says it once it is there', async () => {
		expect(t('admin.title')).toBe('');
		await loadAllWords();
		expect(t('admin.title')).toBe(en['admin.title']);
		await setLocale('de');
		expect(t('admin.title')).toBe(de['admin.title']);
	});

	it('fills in names', () => {
		expect(t('shell.remove', { label: 'Ann' })).toBe('Remove Ann');
	});

	it('chooses the plural of the language', async () => {
		expect(t('shell.status.waiting', { count: 1 })).toBe('1 change waiting to be sent');
		expect(t('shell.status.waiting', { count: 3 })).toBe('3 changes waiting to be sent');
		await setLocale('ar');
		expect(t('shell.status.waiting', { count: 2 })).toBe('تغييران بانتظار الإرسال');
		expect(t('shell.status.waiting', { count: 3 })).toBe('3 تغييرات بانتظار الإرسال');
		expect(t('shell.status.waiting', { count: 11 })).toBe('11 تغييرًا بانتظار الإرسال');
	});

	it('isolates names in a right-to-left sentence', async () => {
		await setLocale('ar');
		expect(t('shell.remove', { label: 'Ann' })).toBe('إزالة \u2068Ann\u2069');
	});

	it('keeps the direction of the document with the language', async () => {
		await setLocale('ar');
		expect(document.documentElement.dir).toBe('rtl');
	});

	it('shows the language chosen last, however long each takes to load', async () => {
		await Promise.all([setLocale('ar'), setLocale('de')]);
		expect([locale.code, document.documentElement.lang]).toEqual(['de', 'de']);
		expect(t('shell.cancel')).toBe(de['shell.cancel']);
	});
});

describe('the catalogues', () => {
	const names = (text: string) => new Set(text.match(/\{\w+\}/g) ?? []);

	it('use no name in a translation that English does not give', () => {
		const english: Readonly<Record<string, string>> = en;
		for (const [key, text] of [...Object.entries(de), ...Object.entries(ar)]) {
			const source = english[key] ?? english[key.replace(/\.\w+$/, '.other')] ?? '';
			for (const name of names(text ?? '')) expect(names(source), key).toContain(name);
		}
	});

	it('have no empty text and no exclamation marks', () => {
		for (const texts of [en, de, ar])
			for (const [key, text] of Object.entries(texts)) expect(text, key).toMatch(/^[^!]+$/);
	});

	it('have the Arabic forms of every plural', () => {
		const arabic: Readonly<Record<string, string | undefined>> = ar;
		for (const key of Object.keys(en).filter((name) => name.endsWith('.other')))
			for (const form of ['one', 'two', 'few', 'many', 'other'])
				expect(arabic[key.replace(/other$/, form)], `${key} ${form}`).toBeTruthy();
	});
});

describe('formatting', () => {
	it('writes Arabic with Latin digits', async () => {
		await setLocale('ar');
		expect(formatTime(noon, 'UTC')).toBe('12:00');
	});

	it('says how long ago, then the date', () => {
		expect(formatRelative(noon - 5 * 60_000, noon)).toBe('5 minutes ago');
		expect(formatRelative(noon - 30 * 86_400_000, noon)).toMatch(/Oct 2026/);
	});

	it('shortens what is today or this year', () => {
		expect(formatShort(noon - 60_000, noon, 'UTC')).toBe('11:59');
		expect(formatShort(noon - 5 * 86_400_000, noon, 'UTC')).toBe('16 Nov');
	});

	it('shows sizes and durations in their largest units', () => {
		expect(formatBytes(3_400_000)).toBe('3.4 MB');
		expect(formatBytes(0)).toBe('0 byte');
		expect(formatDuration(125 * 60_000)).toBe('2h 5m');
	});
});
