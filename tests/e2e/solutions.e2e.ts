import type { Locator } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

async function solve({ page, ticket }: TicketSteps, resolution: string): Promise<void> {
	await ticket.getByRole('button', { name: 'Solve' }).click();
	const dialog = page.getByRole('dialog', { name: 'Solve' });
	await dialog.getByRole('textbox').fill(resolution);
	await dialog.getByRole('button', { name: 'Solve' }).click();
	await expect(dialog).toBeHidden();
}

/** What solved another ticket, suggested in the open one. */
async function suggested({ ticket }: TicketSteps, subject: string): Promise<Locator> {
	const panel = ticket.getByRole('group').filter({ hasText: 'Suggested solutions' });
	await expect(panel).toContainText(subject);
	await panel.getByText('Suggested solutions').click();
	return panel.getByRole('listitem', { name: subject });
}

test('what solved a ticket is suggested in the next one, put in by one key, and rated', async ({
	newColleague
}) => {
	const [lucasDevice, meisDevice] = [await newColleague(), await newColleague()];
	await lucasDevice.signIn('Luca Moretti');
	await meisDevice.signIn('Mei Tanaka');
	const [luca, mei] = [new TicketSteps(lucasDevice, false), new TicketSteps(meisDevice, false)];
	const id = await luca.create('Beamer zeigt nur Blaulicht', 'In the large room.');
	await solve(luca, 'Choose HDMI 2 on the remote control.');
	await luca.settled();

	// Nothing but the lines of tickets lies on this device: what solved it comes from the server.
	await mei.create('Beamer shows Blaulicht', 'Upstairs, too.');
	await mei.settled();
	const row = await suggested(mei, 'Beamer zeigt nur Blaulicht');
	await expect(row).toContainText('Solved ticket: Choose HDMI 2 on the remote control.');
	await mei.ticket.focus();
	await mei.page.keyboard.press('Shift+I');
	const reply = mei.ticket.getByRole('textbox', { name: 'Reply' });
	await expect(reply).toHaveValue('Choose HDMI 2 on the remote control.');
	await row.getByRole('button', { name: 'Helped', exact: true }).click();
	await expect(row.getByRole('button', { name: 'Helped', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await mei.settled();

	// Without a network it is found again, and another opinion is kept until there is one.
	await mei.goOffline();
	await mei.create('Blaulicht, Beamer again', 'Now downstairs.');
	const again = await suggested(mei, 'Beamer zeigt nur Blaulicht');
	await mei.ticket.focus();
	await mei.page.keyboard.press('Shift+I');
	await expect(reply).toHaveValue('Choose HDMI 2 on the remote control.');
	await again.getByRole('button', { name: 'Did not help' }).click();
	await expect(again.getByRole('button', { name: 'Did not help' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await expect(again.getByRole('button', { name: 'Helped', exact: true })).toHaveAttribute(
		'aria-pressed',
		'false'
	);
	await mei.goOnline();

	await luca.open(id);
	await luca.ticket.getByText('History', { exact: true }).click();
	await expect(
		luca.ticket.getByText('Mei Tanaka said that its solution did not help')
	).toBeVisible();
});
