import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { onReturn } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';

const textOf = (page: Page): Locator =>
	page.getByRole('textbox', { name: 'a reply to write together' });

test('two people write a reply together, one of them offline, and it is sent once', async ({
	newColleague
}) => {
	const [meisDevice, lucasDevice] = [await newColleague(), await newColleague()];
	await meisDevice.signIn('Mei Tanaka');
	await lucasDevice.signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(meisDevice, false), new TicketSteps(lucasDevice, false)];
	const id = await mei.create('No network in room 12', 'Since nine.');
	await mei.settled();
	await luca.open(id);

	// What Mei has written alone goes along, once a colleague is there.
	await mei.ticket.getByRole('textbox', { name: 'Reply' }).fill('Dear Ms Krüger,');
	await expect(mei.ticket.getByText('Also in this ticket: Luca Moretti.')).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'Write together' }).first().click();
	await expect(textOf(mei.page)).toContainText('Dear Ms Krüger,');
	await luca.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(textOf(luca.page)).toContainText('Dear Ms Krüger,');
	await expect(mei.ticket.getByText('Writing along: Luca Moretti')).toBeVisible();

	// Each sees the other's caret, with their name.
	await textOf(luca.page).press('Control+End');
	await luca.page.keyboard.type(' a cable was loose.');
	await expect(textOf(mei.page)).toContainText('a cable was loose.');
	await expect(textOf(mei.page).getByText('Luca Moretti')).toBeAttached();

	// Both go on writing while Mei has no network; a reload loses nothing.
	await mei.goOffline();
	await textOf(mei.page).press('Control+Home');
	await mei.page.keyboard.type('Offline words. ');
	await expect(mei.ticket.getByText('Kept on this device;')).toBeVisible();
	await textOf(luca.page).press('Control+End');
	await luca.page.keyboard.press('Enter');
	await luca.ticket.getByRole('button', { name: 'Bold' }).click();
	await luca.page.keyboard.type('It works again.');
	await mei.page.reload();
	await expect(textOf(mei.page)).toContainText('Offline words. Dear Ms Krüger,');
	await mei.goOnline();
	await onReturn(textOf(mei.page)).toContainText('It works again.');
	for (const { page } of [mei, luca])
		await expect(textOf(page)).toContainText('Offline words. Dear Ms Krüger, a cable was loose.');

	// Both press Send in the same moment.
	const send = ({ ticket }: TicketSteps) => ticket.getByRole('button', { name: 'Send reply' });
	await Promise.all([mei, luca].map((one) => send(one).click()));
	for (const one of [mei, luca]) {
		await expect(one.message('Dear Ms Krüger, a cable was loose.')).toHaveCount(1);
		await expect(textOf(one.page)).toBeHidden();
		await expect(one.page.getByRole('log').locator('.b')).toHaveText('It works again.');
	}
});

test('a reply can be undone before it goes out, and what was sent is a draft again', async ({
	newColleague
}) => {
	const device = await newColleague();
	await device.signIn('Mei Tanaka');
	const mei = new TicketSteps(device, false);
	await mei.create('Undo', 'Please.');
	await mei.goOffline();
	await mei.reply('Sent too early');
	await expect(mei.ticket.getByText(/Your reply is sent in \d seconds?/)).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'Undo' }).click();
	await expect(mei.message('Sent too early')).toBeHidden();
	await expect(mei.ticket.getByRole('textbox', { name: 'Reply' })).toHaveValue('Sent too early');
	await mei.goOnline();
	await mei.settled();
	await expect(mei.message('Sent too early')).toBeHidden();
});
