import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test.describe.configure({ timeout: 120_000 });

test('a search finds what lies here at once, and asks the server while it can', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Beamer stays dark', 'The Tonerkartusche is not the reason.');
	await steps.settled();

	await page.goto(`${mei.line.address}/search`);
	const field = page.getByRole('searchbox', { name: 'Search tickets' });
	const here = page.getByRole('region', { name: /^On this device/ });
	const there = page.getByRole('region', { name: /^From the server/ });
	const found = (where: typeof here) => where.getByRole('link', { name: /Beamer stays dark/ });
	// A slip is forgiven, and the letters need not be those of the title.
	await field.fill('baemer');
	await expect(found(here)).toContainText('spelled alike');
	await field.fill('is:open creator:me "stays dark" -tag:vip');
	await expect(found(here)).toBeVisible();
	await expect(there.getByText('The server knows no others.')).toBeVisible();
	await expect(page).toHaveURL(/\/search\?q=is%3Aopen/);

	await field.fill('stauts:open');
	await expect(page.getByText(/At character 1: “stauts” is nothing/)).toBeVisible();

	// There is more than is shown at once of this device.
	await field.fill('is:done');
	await expect(there.getByRole('link').first()).toBeVisible();

	await mei.unplug();
	await field.fill('tonerkartusche');
	await expect(found(here)).toBeVisible();
	await expect(there.getByText(/^Offline: only this device was searched/)).toBeVisible();
	await mei.plugIn();
	await expect(there.getByText('The server knows no others.')).toBeVisible();
	await field.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(steps.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue(
		'Beamer stays dark'
	);
});

test('a view is built, shared with the team, counted and shown as a board', async ({
	newColleague
}) => {
	const [mei, luca] = [await newColleague(), await newColleague({ phone: true })];
	const page = await mei.signIn('Mei Tanaka');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	const list = page.getByRole('region', { name: 'Tickets' });
	const choose = list.getByRole('button', { name: 'Choose a list' });
	await choose.click();
	await page.getByRole('menuitem', { name: 'New view…' }).click();
	const builder = page.getByRole('dialog', { name: 'New view' });
	await builder.getByRole('button', { name: 'Save' }).click();
	await expect(builder.getByText('Give the view a name.')).toBeVisible();
	await builder.getByLabel('Name').fill('Pressing and ours');
	// It begins with what the list is filtered by; a line more says more.
	const text = builder.getByLabel('The same as text');
	await expect(text).toHaveValue('is:unsolved');
	await builder.getByRole('button', { name: 'Add a condition' }).click();
	await builder.getByLabel('Value').last().selectOption('open');
	await expect(text).toHaveValue('is:unsolved is:open');
	await text.fill('is:unsolved priority:>=Normal');
	await expect(builder.getByLabel('What')).toHaveCount(2);
	await expect(builder.getByText(/^\d+ tickets? on this device$/)).toBeVisible();
	await builder.getByLabel('For', { exact: true }).selectOption({ index: 1 });
	await builder.getByRole('button', { name: 'Save' }).click();
	await expect(list.getByText('Pressing and ours')).toBeVisible();
	const count = await list.getByRole('status').first().innerText();
	await choose.click();
	await expect(page.getByRole('menuitem', { name: /^Pressing and ours/ })).toContainText(count);
	await page.keyboard.press('Escape');
	const address = new URL(page.url());

	// Somebody of the team has it, on a phone, too.
	const phone = await luca.signIn('Luca Moretti');
	await phone.goto(`${luca.line.address}/tickets${address.search}`);
	await expect(phone.getByText('Pressing and ours')).toBeVisible();

	// The same tickets as a board: a card moves by key, and asks for what its status owes.
	await choose.click();
	await page.getByRole('menuitem', { name: 'Show as a board' }).click();
	const column = (name: string) => page.getByRole('group', { name, exact: true });
	const from = column('Open').or(column('New')).or(column('In progress'));
	const card = from.getByRole('article').first();
	const subject = (await card.getAttribute('aria-label')) ?? '';
	await card.getByRole('button', { name: /^Move / }).click();
	await page.getByRole('menuitem', { name: 'Move to Solved' }).click();
	const words = page.getByRole('dialog');
	await words.getByRole('textbox').fill('Changed the lamp');
	await words.getByRole('button', { name: 'Cancel' }).click();
	await expect(from.getByRole('article', { name: subject }).first()).toBeVisible();

	await page.getByText('Whose turn', { exact: true }).click();
	const moving = column('Ours').getByRole('link').first();
	const id = (await moving.getAttribute('data-card')) ?? '';
	const moved = (where: string) => column(where).locator(`[data-card="${id}"]`);
	await moving.focus();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(moved('Waiting')).toBeFocused();
	await moved('Waiting').dragTo(column('Ours').getByRole('heading'));
	await expect(moved('Ours')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await expect(moved('Waiting')).toBeVisible();
});
