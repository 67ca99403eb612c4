import type { Page } from '@playwright/test';
import { expect, test } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

/** Nobody writes this by chance: it stands in all that is written here before somebody leaves. */
const MARK = 'Zwiebelturmuhr';
/** What Mei's device holds of her work: her words, her name, a colleague's, and a ticket of the team. */
const WORDS = [`${MARK} subject`, `${MARK} reply`, 'Mei Tanaka', 'Luca Moretti', 'Docking station'];

/**
 * Everything that a page of this origin can read on this device, as letters of one byte each: texts
 * and documents, whatever they are made of, have words as UTF-8.
 */
async function readableHere(page: Page): Promise<string> {
	const pieces = await page.evaluate(async () => {
		const found: string[] = [];
		const letters = (bytes: Uint8Array) =>
			Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
		const text = (value: string) => found.push(letters(new TextEncoder().encode(value)));
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('not read'));
			});
		async function put(value: unknown): Promise<void> {
			if (typeof value === 'string') text(value);
			else if (value instanceof Blob)
				found.push(letters(new Uint8Array(await value.arrayBuffer())));
			else if (value instanceof ArrayBuffer) found.push(letters(new Uint8Array(value)));
			else if (ArrayBuffer.isView(value))
				found.push(letters(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)));
			else if (typeof value === 'object' && value !== null)
				for (const [key, inner] of value instanceof Map ? value : Object.entries(value)) {
					await put(key);
					await put(inner);
				}
		}
		for (const storage of [localStorage, sessionStorage])
			for (const [key, value] of Object.entries(storage)) text(`${key} ${String(value)}`);
		for (const { name = '' } of await indexedDB.databases()) {
			text(name);
			const database = await answer(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const rows = database.transaction(store).objectStore(store);
				await Promise.all([answer(rows.getAllKeys()).then(put), answer(rows.getAll()).then(put)]);
			}
			database.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				text(request.url);
				// What the build made is the same for everybody.
				const isApp = /^\/(_app\/|[\w-]+\.\w+$)/.test(new URL(request.url).pathname);
				if (!isApp) await put(await (await cache.match(request))?.blob());
			}
		}
		for await (const name of (await navigator.storage.getDirectory()).keys()) text(name);
		return found;
	});
	return Buffer.from(pieces.join('\n'), 'latin1').toString('utf8');
}

const wordsHere = async (page: Page, words = WORDS): Promise<string[]> => {
	const readable = await readableHere(page);
	return words.filter((word) => readable.includes(word));
};

for (const isOnline of [true, false])
	test(`whoever signs out ${isOnline ? 'with' : 'without'} a network leaves nothing that can be read`, async ({
		newColleague
	}) => {
		const mei = await newColleague();
		const page = await mei.signIn('Mei Tanaka');
		const steps = new TicketSteps(mei, false);
		await steps.create(`${MARK} subject`, `${MARK} description`);
		await steps.reply(`${MARK} reply`);
		// An open ticket notes what has been read of it, once it is closed at the latest.
		for (const key of ['Escape', 'Escape']) await page.keyboard.press(key);
		await expect(steps.ticket).toBeHidden();
		await expect.poll(() => wordsHere(page)).toEqual(WORDS);
		await steps.settled();
		if (!isOnline) await mei.unplug();
		await page.getByRole('button', { name: 'Mei Tanaka', exact: true }).click();
		await page.getByRole('menuitem', { name: 'Sign out' }).click();
		await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
		expect(await wordsHere(page)).toEqual([]);
	});

test('whoever is asked what becomes of what waits is signed out once it is sent', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create(`${MARK} waits`, '');
	await steps.goOffline();
	await steps.reply(`${MARK} reply`);
	await page.getByRole('button', { name: 'Mei Tanaka', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await expect(page.getByRole('dialog', { name: 'Sign out with changes waiting?' })).toBeVisible();
	await mei.plugIn();
	await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
	expect(await wordsHere(page)).toEqual([]);
});

test('whoever asked for help and signs out leaves nothing that can be read', async ({
	newColleague
}) => {
	const hannah = await newColleague({ phone: true });
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: 'New request' }).click();
	await page.getByRole('textbox', { name: 'What is it about?' }).fill(`${MARK} subject`);
	await page.getByRole('textbox', { name: 'What happened' }).fill(`${MARK} description`);
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText(`${MARK} description`)).toBeVisible();
	const words = [`${MARK} subject`, `${MARK} description`, 'Hannah Krüger', 'Docking station'];
	await expect.poll(() => wordsHere(page, words)).toEqual(words);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
	expect(await wordsHere(page, words)).toEqual([]);
});
