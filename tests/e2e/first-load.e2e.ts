import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from './support/server.ts';

/** What somebody on a slow line waits for: everything from the sign-in to the first list. */
const MOST_BYTES = 200 * 1024;

test('the first visit loads no more than a slow line can bear', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.open('/icon.svg');
	const loaded: Response[] = [];
	page.on('response', (response) => loaded.push(response));
	await page.goto(`${mei.line.address}/sign-in`);
	await page.getByRole('button', { name: 'Mei Tanaka' }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await expect(page.getByRole('listbox', { name: 'Tickets' })).toBeVisible();

	const files = await Promise.all(
		loaded.map(async (response): Promise<[string, number]> => {
			const { pathname } = new URL(response.url());
			// Answers about people are their work, not the app.
			const isApp = response.ok() && !pathname.startsWith('/api/') && !response.fromServiceWorker();
			return [pathname, isApp ? gzipSync(await response.body()).length : 0];
		})
	);
	const bytes = [...new Map(files).values()].reduce((sum, size) => sum + size, 0);
	expect(bytes).toBeGreaterThan(50_000);
	expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
