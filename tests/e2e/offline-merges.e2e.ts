import { expect, test, type Colleague } from './support/server.ts';
import type { TicketSteps } from './support/ticket-steps.ts';
import { twoAtATicket } from './support/two-at-a-ticket.ts';

test.describe.configure({ timeout: 120_000 });

/** Mei, and Luca who has the same new ticket open. */
async function two(newColleague: () => Promise<Colleague>, subject: string) {
	const { mei, luca } = await twoAtATicket(newColleague, subject, 'Since this morning.');
	return { mei, luca };
}

async function addTask({ ticket, page }: TicketSteps, title: string): Promise<void> {
	await ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await page.getByPlaceholder('Add a sub-task').fill(title);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('checkbox', { name: title })).toBeVisible();
	await page.keyboard.press('Escape');
}

async function solve({ ticket, page }: TicketSteps, resolution: string): Promise<void> {
	await ticket.getByRole('button', { name: 'Solve', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox').fill(resolution);
	await dialog.getByRole('button', { name: 'Solve' }).click();
}

async function assign({ assignee, page }: TicketSteps, name: string): Promise<void> {
	await assignee.click();
	await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
	await expect(assignee).toContainText(name);
}

test('two ends of a ticket, and two who were to have it, are told and settled', async ({
	newColleague
}) => {
	const { mei, luca } = await two(newColleague, 'The gate stays open');
	await mei.goOffline();
	await assign(mei, 'Mei Tanaka');
	await mei.close('It is the wrong gate.');
	await assign(luca, 'Luca Moretti');
	await solve(luca, 'A new spring.');
	await luca.settled();
	await mei.goOnline();

	for (const { ticket, status } of [mei, luca]) {
		await expect(status).toContainText('Solved');
		await expect(ticket.getByText(/Neither knew of the other/).first()).toBeVisible();
		await expect(ticket.getByText('A new spring.').first()).toBeVisible();
	}
	await mei.ticket.getByRole('button', { name: /^Use “Closed/ }).click();
	for (const { ticket, status } of [mei, luca]) {
		await expect(status).toContainText('Closed');
		await expect(ticket.getByText('It is the wrong gate.').first()).toBeVisible();
		await expect(ticket.getByText(/Neither knew of the other/)).toBeHidden();
	}

	// Whose it was shows again once it can be decided.
	await luca.ticket.getByRole('button', { name: 'Reopen' }).click();
	await expect(mei.ticket.getByText(/Neither knew of the other/)).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'Use “Mei Tanaka”' }).click();
	await expect(luca.assignee).toContainText('Mei Tanaka');
});

test('a ticket is handed over without a network, with what has to be known', async ({
	newColleague
}) => {
	const { mei, luca } = await two(newColleague, 'The badge reader is dark');
	await mei.goOffline();
	await mei.take();
	await mei.ticket.getByRole('button', { name: 'More for this ticket' }).click();
	await mei.page.getByRole('menuitem', { name: 'Hand over…' }).click();
	const dialog = mei.page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Hand over' }).click();
	await expect(dialog.getByText('Choose who is to have it.')).toBeVisible();
	await dialog.getByLabel('To whom').selectOption({ label: 'Luca Moretti' });
	await dialog.getByLabel('What they have to know').fill('The key lies at the gate.');
	await dialog.getByRole('checkbox', { name: 'I go on helping' }).check();
	await dialog.getByRole('button', { name: 'Hand over' }).click();
	await expect(mei.assignee).toContainText('Luca Moretti');
	await mei.goOnline();
	await expect(luca.assignee).toContainText('Luca Moretti');
	await expect(luca.message('The key lies at the gate.')).toBeVisible();
	await expect(
		luca.ticket.getByRole('button', { name: /^Working on it:.*Mei Tanaka/ })
	).toBeVisible();

	// Whoever helps does not decide on its status, unless they take it.
	await solve(mei, 'It was the fuse.');
	const refused = mei.page.getByRole('dialog');
	await expect(refused.getByText('Whoever has the ticket decides this.')).toBeVisible();
	await expect(refused.getByRole('textbox')).toHaveValue('It was the fuse.');
	await refused.getByRole('button', { name: 'Cancel' }).click();
	await mei.take();
	await solve(mei, 'It was the fuse.');
	await expect(luca.status).toContainText('Solved');
});

test('sub-tasks of two people are all there, and a solution waits for them', async ({
	newColleague
}) => {
	const { mei, luca } = await two(newColleague, 'The lift is stuck');
	await mei.goOffline();
	await addTask(mei, 'Order the belt');
	await addTask(luca, 'Call the maker');
	await luca.settled();
	await mei.goOnline();
	for (const { ticket, page } of [mei, luca]) {
		await expect(ticket.getByRole('button', { name: /^Sub-tasks/ })).toContainText('0 of 2');
		await ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
		await expect(page.getByRole('checkbox', { name: 'Order the belt' })).toBeVisible();
		await expect(page.getByRole('checkbox', { name: 'Call the maker' })).toBeVisible();
		await page.keyboard.press('Escape');
	}

	// Both were added at the same place.
	const tasks = luca.ticket.getByRole('button', { name: /^Sub-tasks/ });
	await tasks.click();
	const boxes = luca.page.getByRole('dialog').getByRole('checkbox');
	const [first = ''] = await boxes.evaluateAll((all) =>
		all.map((box) => box.closest('label')?.textContent.trim() ?? '')
	);
	await luca.page.getByRole('button', { name: `More for “${first}”` }).click();
	await luca.page.getByRole('menuitem', { name: 'Move down' }).click();
	await expect(boxes.nth(1)).toHaveAccessibleName(first);
	for (const title of ['Order the belt', 'Call the maker'])
		await luca.page.getByRole('checkbox', { name: title }).check();
	await luca.page.keyboard.press('Escape');
	await luca.settled();
	await expect(mei.ticket.getByRole('button', { name: /^Sub-tasks/ })).toContainText('2 of 2');
	await mei.goOffline();
	await solve(mei, 'It goes again.');
	await expect(mei.status).toContainText('Solved');
	await addTask(luca, 'Clean the shaft');
	await luca.settled();
	await mei.goOnline();
	await expect(mei.status).not.toContainText('Solved');
	const notice = mei.ticket.getByRole('status').filter({ hasText: 'Not applied.' });
	await expect(notice).toContainText('Finish or remove the open sub-tasks first.');
	await expect(luca.status).not.toContainText('Solved');
});
