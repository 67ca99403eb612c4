import { expect, test } from './support/server.ts';

test.use({ extraTickets: 1_200 });

test(
	'a long list keeps few rows in the page, in order, and the right ones',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const mei = await newColleague();
		const page = await mei.signIn('Mei Tanaka');
		const list = page.getByRole('listbox', { name: 'Tickets' });
		const rows = list.getByRole('option');
		// The keys lead to a team once it is known which these are.
		await expect(rows.first()).toBeVisible();
		await page.keyboard.press('g');
		await page.keyboard.press('l');
		await expect(page.getByText(/^1,\d{3}$/)).toBeVisible();
		await expect(rows.first()).toBeVisible();

		const places = () =>
			rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-posinset'))));
		await list.evaluate((view) => view.scrollTo(0, view.scrollHeight / 2));
		await expect(async () => {
			const now = await places();
			expect(now[0]).toBeGreaterThan(500);
			expect(now.length).toBeLessThanOrEqual(60);
			// Who reads the page or tabs through it meets the rows as they stand on screen.
			expect(now).toEqual(now.toSorted((a, b) => a - b));
		}).toPass();

		// A row keeps its own ticket under its place: opening it shows what it said.
		const row = rows.nth(8);
		const subject = await row.locator('.subject .clip').textContent();
		await row.click();
		await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue(subject ?? '');

		await page.keyboard.press('/');
		await page.keyboard.type('subject:1199');
		await expect(rows).toHaveCount(1);
		await expect(rows.first()).toContainText('(1199)');
	}
);

test(
	'a search finds words of a message, without the network',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const mei = await newColleague();
		const page = await mei.signIn('Mei Tanaka');
		await page.goto(`${mei.line.address}/tickets`);
		await page.getByRole('button', { name: 'New ticket' }).first().click();
		const form = page.getByRole('dialog');
		await form.getByRole('textbox', { name: 'Subject' }).fill('Lift stuck');
		await form
			.getByRole('textbox', { name: 'Description' })
			.fill('Between the zeroth and first floor.');
		await form.getByRole('button', { name: 'Create ticket' }).click();
		await expect(page.getByRole('button', { name: /^Connected\s*Saved$/ })).toBeVisible();
		const palette = page.getByRole('dialog');
		const find = async () => {
			await page.keyboard.press('Control+k');
			// What has not been looked through yet is found by the next letter.
			await expect(async () => {
				await palette.getByRole('combobox').fill('');
				await palette.getByRole('combobox').fill('zeroth floor');
				await expect(palette.getByText('Lift stuck')).toBeVisible({ timeout: 1_000 });
			}).toPass({ timeout: 30_000 });
		};
		await find();

		await mei.unplug();
		await page.goto(`${mei.line.address}/tickets`);
		await expect(page.getByRole('option').first()).toBeVisible();
		await find();
		await palette.getByText('Lift stuck').click();
		await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Lift stuck');
	}
);
