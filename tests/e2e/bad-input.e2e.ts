import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test.describe.configure({ timeout: 120_000 });

test('what is too long or impossible gets a sentence, and nothing typed is lost', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await page.getByRole('button', { name: 'New ticket' }).first().click();
	const form = page.getByRole('dialog');
	const subject = form.getByRole('textbox', { name: 'Subject' });
	const bomb = '<div><b>'.repeat(6_000);
	await subject.fill('x'.repeat(5_000));
	await form.getByRole('textbox', { name: 'Description' }).fill(bomb);
	await expect(form.getByText('At most 250 characters; this is 4,750 too long.')).toBeVisible();
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(subject).toBeFocused();
	await subject.press('ControlOrMeta+Enter');
	await expect(subject).toHaveValue('x'.repeat(5_000));
	await expect(form.getByRole('textbox', { name: 'Description' })).toHaveValue(bomb);
	// Not even a reload.
	await page.reload();
	await page.getByRole('button', { name: 'New ticket' }).first().click();
	await expect(subject).toHaveValue('x'.repeat(5_000));

	// Tags are not cut off, and the year 26 is no year in which anything is due.
	await subject.fill('The gate');
	const [tags, moment] = [form.getByLabel('Tags'), form.getByLabel('Due')];
	await tags.fill(`gate, ${'t'.repeat(70)}`);
	await moment.fill('0026-05-01T10:00');
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(moment).toBeFocused();
	await moment.fill('');
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(form.getByText('At most 50 tags, none of more than 60 characters.')).toBeVisible();
	await expect(tags).toBeFocused();
	await tags.fill('gate');
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(steps.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue('The gate');
	await expect(page.getByRole('log')).toContainText('<div><b><div><b>');
	expect(await page.getByRole('log').locator('b').count()).toBe(0);

	const title = steps.ticket.getByRole('textbox', { name: 'Subject' });
	await title.fill('y'.repeat(300));
	await title.press('Enter');
	await expect(
		steps.ticket.getByText('At most 250 characters; this is 50 too long.')
	).toBeVisible();
	await expect(title).toHaveValue('y'.repeat(300));
	await title.fill('The gate of the yard');
	await title.press('Enter');
	await steps.settled();

	// The 31st of February is nobody's day: the browser says so, and the form stays.
	await steps.ticket.getByRole('button', { name: /^Due/ }).click();
	const due = page.getByRole('dialog').getByLabel('Due');
	await due.focus();
	await page.keyboard.type('31022030');
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(due).toBeVisible();
	expect(await due.evaluate((field: HTMLInputElement) => field.validity.valid)).toBe(false);

	await page.goto(`${mei.line.address}/search`);
	await page.getByRole('searchbox', { name: 'Search tickets' }).fill('z'.repeat(5_000));
	await expect(page.getByText('At most 1,000 characters; this is 4,000 too long.')).toBeVisible();
});
