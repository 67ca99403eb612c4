import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from './support/server.ts';

/** What somebody on a slow line waits for: everything from the sign-in to the first list. */
const MOST_BYTES = 200 * 1024;
/** What somebody waits for who asks for help, often on a phone. */
const MOST_OUTSIDE = 120 * 1024;

test('the first visit loads no more than a slow line can bear', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.open('/icon.svg');
	const loaded: Response[] = [];
	page.on('response', (response) => loaded.push(response));
	await page.goto(`${mei.line.address}/sign-in`);
	await page.getByRole('button', { name: 'Mei Tanaka' }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await expect(page.getByRole('listbox', { name: 'Tickets' })).toBeVisible();

	const bytes = await bytesOf(loaded);
	expect(bytes).toBeGreaterThan(50_000);
	expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});

test('the portal and the help page load nothing of the desk', async ({ newColleague }) => {
	const guest = await newColleague({ phone: true });
	const page = await guest.open('/icon.svg');
	const loaded: Response[] = [];
	page.on('response', (response) => loaded.push(response));
	await page.goto(`${guest.line.address}/help`);
	await expect(page.getByRole('link', { name: 'I forgot my password' })).toBeVisible();
	const help = await bytesOf(loaded);
	expect(help).toBeGreaterThan(50_000);
	expect(help).toBeLessThanOrEqual(MOST_OUTSIDE);

	const hannah = await newColleague({ phone: true });
	const portal = await hannah.open('/icon.svg');
	loaded.length = 0;
	portal.on('response', (response) => loaded.push(response));
	await portal.goto(`${hannah.line.address}/sign-in?to=/requests`);
	await portal.getByRole('button', { name: 'Hannah Krüger' }).click();
	await expect(portal.getByRole('link', { name: /Docking station/ })).toBeVisible();
	expect(await bytesOf(loaded)).toBeLessThanOrEqual(MOST_OUTSIDE);
});

/** What these weigh on the way, each once. */
async function bytesOf(loaded: readonly Response[]): Promise<number> {
	const files = await Promise.all(
		loaded.map(async (response): Promise<[string, number]> => {
			const { pathname } = new URL(response.url());
			// Answers about people are their work, not the app.
			const isApp = response.ok() && !pathname.startsWith('/api/') && !response.fromServiceWorker();
			return [pathname, isApp ? gzipSync(await response.body()).length : 0];
		})
	);
	return [...new Map(files).values()].reduce((sum, size) => sum + size, 0);
}
