import { expect, test } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

test('a ticket is deleted with a reason, gone for everybody else, and brought back', async ({
	newColleague
}) => {
	const [agent, lead] = [await newColleague(), await newColleague()];
	await agent.signIn('Mei Tanaka');
	await lead.signIn('Ada Okafor');
	const [mei, ada] = [new TicketSteps(agent, false), new TicketSteps(lead, false)];
	const id = await mei.create('Cheap pills', 'Buy now.');
	await mei.settled();
	await expect(mei.ticket.getByRole('textbox', { name: 'Reply' })).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'More for this ticket' }).click();
	await expect(mei.page.getByRole('menuitem', { name: 'Copy the link' })).toBeVisible();
	await expect(mei.page.getByRole('menuitem', { name: 'Delete' })).toBeHidden();
	await mei.page.keyboard.press('Escape');

	await ada.open(id);
	await ada.ticket.getByRole('button', { name: 'More for this ticket' }).click();
	await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
	const dialog = ada.page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Delete' }).click();
	await expect(dialog).toContainText('reason');
	await dialog.getByRole('textbox', { name: 'Why' }).fill('Spam');
	await dialog.getByRole('button', { name: 'Delete' }).click();
	const notice = ada.ticket.getByRole('region', { name: 'Deleted' });
	await expect(notice).toContainText('Spam');
	await expect(ada.ticket.getByRole('textbox', { name: 'Reply' })).toBeHidden();
	await expect(mei.ticket).toContainText('not');
	await expect(mei.ticket.getByRole('textbox', { name: 'Reply' })).toBeHidden();
	await expect(mei.page.locator(`[data-id="${id}"]`)).toBeHidden();

	await ada.page.goto(`${lead.line.address}/search?q=is%3Adeleted`);
	await ada.page.getByRole('link', { name: 'Cheap pills' }).click();
	await notice.getByRole('button', { name: 'Bring back' }).click();
	await expect(notice).toBeHidden();
	await expect(mei.page.locator(`[data-id="${id}"]`)).toBeVisible();
});
