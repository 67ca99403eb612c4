import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/server.ts';
import { offline } from '../support/talk.ts';

test('a supervisor reads, sorts, explains, exports and keeps the figures of their teams', async ({
	newColleague
}) => {
	const samira = await newColleague();
	const page = await samira.signIn('Samira Haddad');
	const main = page.getByRole('main');
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Reports' })
		.click();
	const detail = main.getByRole('region', { name: 'In detail' });
	await expect(detail.getByRole('rowheader', { name: 'Service Desk' })).toBeVisible();
	// A team that is not hers has no line.
	await expect(detail.getByRole('rowheader', { name: 'Network & Field' })).toBeHidden();

	const explained = main.getByRole('button', { name: 'Handling time' });
	await explained.focus();
	await page.keyboard.press('Enter');
	const note = page.getByRole('dialog', { name: 'What is meant: Handling time' });
	await expect(note).toContainText('Definition ticket.handling, version 1');
	await page.keyboard.press('Escape');
	await expect(note).toBeHidden();

	await detail.getByRole('radio', { name: 'People' }).check({ force: true });
	const column = detail.getByRole('columnheader', { name: 'Resolved', exact: true });
	await column.getByRole('button').click();
	await expect(column).toHaveAttribute('aria-sort', 'descending');
	const resolved = await detail.getByRole('row').locator('td:nth-child(3)').allTextContents();
	expect(resolved).toEqual(resolved.toSorted((a, b) => Number(b) - Number(a)));

	const coming = main.getByRole('region', { name: 'When tickets come' });
	await coming.getByRole('button', { name: 'As a table' }).click();
	await expect(coming.getByRole('row')).toHaveCount(25);

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export as CSV' }).click();
	const csv = await readFile(await (await download).path(), 'utf8');
	expect(csv).toContain('"Team","Service Desk"');
	expect(csv).not.toContain('Network & Field');

	const heading = main.getByRole('heading', { level: 2 }).first();
	const usual = (await heading.textContent()) ?? '';
	await main.getByLabel('Team', { exact: true }).selectOption('Service Desk');
	await expect(page).toHaveURL(/team=/);
	await main.getByLabel('Period', { exact: true }).selectOption('Last 7 days');
	await expect(page).toHaveURL(/period=days7/);
	await expect(detail.getByRole('radio', { name: 'Teams' })).toBeAttached();
	await expect(heading).not.toHaveText(usual);
	const span = (await heading.textContent()) ?? '';

	await samira.unplug();
	await offline(page);
	await expect(
		main.getByText(/^The server cannot be reached\. This is the report of/)
	).toBeVisible();
	await expect(heading).toHaveText(span);
	await samira.plugIn();
	await expect(main.getByText(/^The server cannot be reached/)).toBeHidden({ timeout: 40_000 });

	await main.locator('dl').first().getByRole('link').first().click();
	await expect(page).toHaveURL(/\/search\?q=team/);
	await expect(page.getByRole('region', { name: /^From the server/ })).toBeVisible();
});

test('an agent reads the figures of their own work alone', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	await page.goto(`${mei.line.address}/reports`);
	await expect(page.getByRole('heading', { name: /Your own work/ })).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Channels' })).toBeAttached();
	await expect(page.getByRole('radio', { name: 'People' })).not.toBeAttached();
});
