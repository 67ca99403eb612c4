import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

// A new version is put where the server takes the app from.
test.use({ isOwnServer: true });

/** What the version in charge of a page says of itself; nothing before the new one is. */
async function versionOf(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const answer = await fetch('/api/which-version');
		return answer.ok ? answer.text() : 'old';
	});
}

test('a new version waits until the person says so, and work stays', async ({
	newColleague,
	server
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	await mei.canDoWithout();
	const steps = new TicketSteps(mei, false);
	await steps.create('Before the update', 'Written with the old version.');
	await steps.settled();

	const worker = join(server.buildDir, 'service-worker.js');
	const answer = `self.addEventListener('fetch', (event) => {
		if (event.request.url.endsWith('/api/which-version')) event.respondWith(new Response('new'));
	});`;
	writeFileSync(worker, `${answer}\n${readFileSync(worker, 'utf8')}`);
	await page.reload();
	await expect(page.getByText('A new version is ready.')).toBeVisible();
	const reply = steps.ticket.getByRole('textbox', { name: 'Reply' });
	await reply.fill('Half a sentence');
	expect(await versionOf(page)).toBe('old');

	await page.getByRole('button', { name: 'Load it now' }).click();
	// The page may be on its way while it is asked.
	await expect(async () => expect(await versionOf(page)).toBe('new')).toPass({ timeout: 20_000 });
	await expect(page.getByText('A new version is ready.')).toBeHidden();
	await expect(steps.message('Written with the old version.')).toBeVisible();
	await expect(reply).toHaveValue('Half a sentence');
});
