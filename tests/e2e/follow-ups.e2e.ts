import AxeBuilder from '@axe-core/playwright';
import { plant, planterAs } from './support/planted.ts';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('what is to be followed up is planned without network, found in its view, and told in time', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	const id = await steps.create('The belt is ordered', 'Due on Monday.');
	await steps.settled();
	await steps.goOffline();
	await page.keyboard.press('Shift+F');
	const dialog = page.getByRole('dialog', { name: 'Plan a follow-up' });
	await dialog.getByLabel('When', { exact: true }).selectOption({ label: 'In 3 days' });
	await dialog.getByLabel(/^What about/).fill('Ask for the belt');
	const seen = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
	expect(seen.violations).toEqual([]);
	await dialog.getByRole('button', { name: 'Plan it' }).click();
	await expect(page.getByText('The follow-up is planned')).toBeVisible();
	const field = steps.ticket.getByRole('button', { name: /^Follow-ups/ });
	await field.click();
	const list = page.getByRole('dialog', { name: 'Follow-ups' });
	await expect(list.getByText('Ask for the belt')).toBeVisible();
	await page.keyboard.press('Escape');
	await steps.goOnline();

	const planter = await planterAs('Mei Tanaka', mei.line.address);
	const body = { at: Date.now() + 4_000, kind: 'remind', round: 0, person: planter.person };
	const now = { ...body, words: 'Ring them now' };
	expect(
		await plant(planter, [{ type: 'ticket.add-follow-up', target: `ticket.${id}`, body: now }])
	).toEqual([]);
	const due = page.getByRole('region', { name: 'Follow up now' });
	await expect(due).toContainText('Ring them now', { timeout: 20_000 });
	await expect(page.getByText(/^Follow up on .*: Ring them now$/)).toBeVisible();
	await page.goto(`${mei.line.address}/tickets?status=all&only=followUps`);
	const row = page.getByRole('option').filter({ hasText: 'The belt is ordered' });
	await expect(row).toBeVisible();
	await steps.open(id);
	await due.getByRole('button', { name: 'Done' }).click();
	await expect(due).toHaveCount(0);
	await expect(field).not.toContainText('Due');
	await steps.settled();
});
