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
	'undoing what was done to hundreds shows how far it is, ends when asked, and goes on',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const mei = await newColleague();
		const page = await mei.signIn('Mei Tanaka');
		const list = page.getByRole('region', { name: 'Tickets' });
		await expect(list.getByRole('option').first()).toBeVisible();
		await page.keyboard.press('g');
		await page.keyboard.press('l');
		await expect(list.getByText(/^1,\d{3}$/)).toBeVisible();
		await list.getByRole('searchbox').fill('priority:urgent');
		const count = list.getByRole('status').first();
		await expect(count).toHaveText(/^\d{3}$/);
		const before = await count.innerText();
		await list.getByRole('searchbox').fill('');
		await expect(count).toHaveText(/^1,\d{3}$/);

		await list.getByRole('listbox', { name: 'Tickets' }).focus();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('p');
		await page.getByRole('dialog').getByRole('option', { name: 'Urgent', exact: true }).click();
		await expect(page.getByText(/tickets: Priority: Urgent$/)).toBeVisible();
		// As on a device where this takes a while.
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: 8 });
		await page.keyboard.press('z');
		const progress = page.getByRole('dialog', { name: 'Undo' });
		await expect(progress.getByRole('progressbar')).toBeVisible();
		await progress.getByRole('button', { name: 'Stop here' }).dispatchEvent('click');
		await expect(page.getByText(/^[\d,]+ of [\d,]+ changes undone$/)).toBeVisible();
		await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
		await page.getByRole('button', { name: 'Undo the rest' }).click();
		await list.getByRole('button', { name: 'Clear the selection' }).click();
		await list.getByRole('searchbox').fill('priority:urgent');
		await expect(count).toHaveText(before);
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
