import { Keyboard } from './support/keyboard.ts';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('a day’s work goes by keys alone, and the focus is never lost', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.open('/sign-in');
	const [keys, steps] = [new Keyboard(page), new TicketSteps(mei, false)];
	const dialog = page.getByRole('dialog');
	const list = page.getByRole('listbox', { name: 'Tickets' });
	const active = () => list.getAttribute('aria-activedescendant');

	await keys.tabTo(page.getByRole('button', { name: 'Mei Tanaka' }));
	await keys.go('Enter');
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	// A ticket of this test’s own, so that nobody else’s is changed.
	await keys.go('c');
	await expect(dialog.getByRole('textbox', { name: 'Subject' })).toBeFocused();
	await keys.type('Only by keys');
	await keys.tabTo(dialog.getByRole('textbox', { name: 'Description' }));
	await keys.type('The mouse is broken.');
	await keys.press('Control+Enter');
	await expect(steps.message('The mouse is broken.')).toBeVisible();
	await keys.press('Escape');
	await expect(steps.ticket).toBeHidden();

	await keys.go('g', 'l');
	// The ticket one comes from has the cursor.
	await expect(list.locator('[data-id]').filter({ hasText: 'Only by keys' })).toBeVisible();
	await expect(list).toBeFocused();
	const first = await active();
	await keys.press('j', 'j');
	expect(await active()).not.toBe(first);
	await keys.press('k', 'k');
	expect(await active()).toBe(first);
	await expect(page.locator(`[id="${first}"]`)).toContainText('Only by keys');
	await keys.press('o');
	await expect(steps.message('The mouse is broken.')).toBeVisible();

	await keys.press('a');
	await keys.type('mei');
	await keys.press('Enter');
	await expect(steps.assignee).toHaveText(/Mei Tanaka/);
	await keys.press('s');
	await keys.type('waiting');
	await keys.press('Enter');
	await expect(steps.status).toHaveText(/Waiting/);
	await keys.press('r');
	await keys.type('Try another one.');
	await keys.press('Control+Enter');
	await expect(steps.message('Try another one.')).toBeVisible();
	await keys.press('Escape', 'n');
	await keys.type('Three did not work, @luca');
	await keys.press('Enter');
	await keys.type('?');
	await keys.press('Control+Enter', 'Escape');
	const note = steps.ticket.getByRole('article').filter({ hasText: 'Internal note' });
	await expect(note).toContainText('Three did not work, @Luca Moretti');
	await keys.press('s');
	await keys.type('closed');
	await keys.press('Enter');
	await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
	await keys.type('Bought a new one.');
	await keys.press('Control+Enter');
	await expect(steps.status).toHaveText(/Closed/);

	await keys.press('?');
	await expect(dialog).toContainText('Keyboard shortcuts');
	await keys.press('Escape');
	await expect(dialog).toBeHidden();
	await keys.press('Control+k');
	await expect(dialog.getByRole('combobox')).toBeFocused();
	await keys.type('write a reply');
	await expect(dialog.getByRole('option').first()).toContainText('Write a reply');
	await keys.press('Enter');
	await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
	await keys.press('Escape', 'Escape');
	await expect(steps.ticket).toBeHidden();
	await expect(list).toBeFocused();
});

test('on a slow device, what is typed ahead reaches what is opening', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Typed ahead', 'By heart.');
	await page.getByRole('option').filter({ hasText: 'Typed ahead' }).click();
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 10 });
	await page.keyboard.press('p');
	await page.keyboard.type('urgent');
	await page.keyboard.press('Enter');
	await expect(steps.priority).toHaveText(/Urgent/);
	await page.keyboard.press('s');
	await page.keyboard.type('closed');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Nothing was broken.');
	await page.keyboard.press('Control+Enter');
	await expect(steps.status).toHaveText(/Closed/);
	await expect(page.getByRole('log').getByText('Nothing was broken.')).toBeVisible();
});
