import type { Locator, Page } from '@playwright/test';
import { newEntry, saveEntry } from './support/catalogues.ts';
import { expect, test } from './support/server.ts';
import { onReturn } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { twoAtATicket } from './support/two-at-a-ticket.ts';

const textOf = (page: Page): Locator =>
	page.getByRole('textbox', { name: 'a reply to write together' });

test('two people write a reply together, one of them offline, and it is sent once', async ({
	newColleague
}) => {
	const { mei, luca } = await twoAtATicket(newColleague, 'No network in room 12', 'Since nine.');

	// What Mei has written alone goes along, once a colleague is there.
	await mei.ticket.getByRole('textbox', { name: 'Reply' }).fill('Dear Ms Krüger,');
	await expect(mei.ticket.getByText('Also in this ticket: Luca Moretti.')).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'Write together' }).first().click();
	await expect(textOf(mei.page)).toContainText('Dear Ms Krüger,');
	await luca.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(textOf(luca.page)).toContainText('Dear Ms Krüger,');
	await expect(mei.ticket.getByText('Writing along: Luca Moretti')).toBeVisible();

	// Each sees the other's caret, with their whole name, in the first line, too.
	await textOf(luca.page).press('Control+End');
	await luca.page.keyboard.type(' a cable was loose.');
	await expect(textOf(mei.page)).toContainText('a cable was loose.');
	await expect(textOf(mei.page).getByText('Luca Moretti')).toBeInViewport({ ratio: 1 });

	// The versions open and close by key; the menu that led there does not take the focus back.
	await mei.ticket.getByRole('button', { name: 'More about this text' }).focus();
	await mei.page.keyboard.press('Enter');
	await expect(mei.page.getByRole('menuitem', { name: 'Versions' })).toBeFocused();
	await mei.page.keyboard.press('Enter');
	const versions = mei.page.getByRole('dialog', { name: 'Versions' });
	await expect(versions.locator(':focus')).toHaveCount(1);
	await mei.page.keyboard.press('Escape');
	await expect(versions).toBeHidden();

	// Both go on writing while Mei has no network; a reload loses nothing.
	await mei.goOffline();
	// An editor that gets the focus puts its caret back a moment later: where one clicks, it stays.
	await textOf(mei.page).click();
	await mei.page.keyboard.press('Control+Home');
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

	// Both press Send in the same moment; a click that waited for the button to rest would come late.
	const send = ({ ticket }: TicketSteps) => ticket.getByRole('button', { name: 'Send reply' });
	await Promise.all([mei, luca].map((one) => send(one).dispatchEvent('click')));
	for (const one of [mei, luca]) {
		await expect(one.message('Dear Ms Krüger, a cable was loose.')).toHaveCount(1);
		await expect(textOf(one.page)).toBeHidden();
		// Until the server has said whose it is, the other one's is there, too.
		await expect(one.page.getByRole('log').locator('.b')).toHaveText(['It works again.']);
	}
});

test('what one writes alone is formatted, kept over a reload, sent, undone and shared as it is', async ({
	newColleague
}) => {
	const device = await newColleague();
	const page = await device.signIn('Mei Tanaka');
	const mei = new TicketSteps(device, false);
	await mei.create('How do I print on both sides?', 'The menu has changed.');
	const reply = mei.ticket.getByRole('textbox', { name: 'Reply' });
	await reply.fill('Two steps:');
	await mei.ticket.getByRole('button', { name: 'Formatting' }).click();
	await expect(mei.ticket.getByRole('toolbar', { name: 'Format' })).toBeVisible();
	await expect(reply).toHaveText('Two steps:');
	await reply.press('Control+End');
	await page.keyboard.press('Enter');
	await page.keyboard.type('1. Open Print');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Tick ');
	await mei.ticket.getByRole('button', { name: 'Bold' }).click();
	await page.keyboard.type('both sides');
	await mei.settled();
	await page.reload();
	await expect(reply.locator('ol li')).toHaveText(['Open Print', 'Tick both sides']);

	await mei.ticket.getByRole('button', { name: 'Send reply' }).click();
	const said = page.getByRole('log');
	await expect(said.locator('li ol li')).toHaveText(['Open Print', 'Tick both sides']);
	await expect(reply).toHaveText('');
	await mei.ticket.getByRole('button', { name: 'Undo' }).click();
	await expect(said.getByText('Two steps:')).toBeHidden();
	await expect(reply.locator('ol li strong')).toHaveText('both sides');

	// Whoever takes the tools away for a moment finds the words as they were.
	await mei.ticket.getByRole('button', { name: 'Formatting' }).click();
	await expect(reply).toHaveValue('Two steps:\n1. Open Print\n2. Tick both sides');
	await mei.ticket.getByRole('button', { name: 'Formatting' }).click();
	await mei.ticket.getByRole('button', { name: 'Write together' }).first().click();
	await expect(textOf(page).locator('ol li strong')).toHaveText('both sides');
});

test('whoever sees a colleague write joins them, and a note stays one’s own @long', async ({
	newColleague
}) => {
	const { mei, luca } = await twoAtATicket(newColleague, 'Who answers this?', 'Both of us.');
	await mei.ticket.getByRole('radio', { name: 'Internal note' }).press(' ');
	await mei.ticket.getByRole('textbox', { name: 'Internal note' }).fill('Call back first');
	await expect(luca.ticket.getByText('Mei Tanaka typing')).toBeVisible();
	await expect(luca.ticket.getByRole('button', { name: 'Write along' })).toBeHidden();

	await mei.ticket.getByRole('radio', { name: 'Reply' }).press(' ');
	await expect(luca.ticket.getByText('Mei Tanaka is writing a reply.')).toBeVisible();
	await luca.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(mei.page.getByText('Luca Moretti writes along with you now.')).toBeVisible();
	for (const { page } of [mei, luca]) await expect(textOf(page)).toContainText('Call back first');
	await textOf(luca.page).press('Control+End');
	await luca.page.keyboard.type(', please.');
	await expect(textOf(mei.page)).toContainText('Call back first, please.');
});

/** One begins to write together, and the other writes along. */
async function beginTogether(one: TicketSteps, other: TicketSteps, words: string): Promise<void> {
	await one.ticket.getByRole('button', { name: 'Write together' }).click();
	await textOf(one.page).pressSequentially(words);
	await other.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(textOf(other.page)).toContainText(words);
}

test('a caret stays between its letters when a colleague divides its line or joins two @long', async ({
	newColleague
}) => {
	const { mei, luca } = await twoAtATicket(newColleague, 'Where was I?', 'In the third word.');
	await beginTogether(mei, luca, 'one two three');
	const keys = async (page: Page, ...all: string[]) => {
		for (const key of all) await page.keyboard.press(key);
	};
	/** Without the carets and names of others. */
	const linesOf = (page: Page) =>
		textOf(page)
			.locator('p')
			.evaluateAll((lines) =>
				lines.map((line) => {
					const words = line.cloneNode(true);
					if (words instanceof Element)
						for (const caret of words.querySelectorAll('.others-caret')) caret.remove();
					return words.textContent;
				})
			);
	const expectLines = (...lines: string[]) => expect.poll(() => linesOf(luca.page)).toEqual(lines);
	await textOf(luca.page).press('End');
	await keys(luca.page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
	// What moves there is drawn here, which takes the caret back for a moment.
	const before = (page: Page) =>
		textOf(page)
			.locator('.others-caret')
			.evaluate((caret) => caret.previousSibling?.textContent);
	await expect.poll(() => before(mei.page)).toBe('one two th');
	// Whatever is drawn meanwhile takes back a key: it is looked where she stands before she goes on.
	await expect(async () => {
		await textOf(mei.page).press('Home');
		await keys(mei.page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
		await expect.poll(() => before(luca.page), { timeout: 2_000 }).toBe('one');
	}).toPass();
	await keys(mei.page, 'Enter');
	await expectLines('one', ' two three');
	await luca.page.keyboard.type('H');
	await expectLines('one', ' two thHree');
	// Mei sees where he stands, too.
	await expect.poll(() => before(mei.page)).toBe(' two thH');
	await keys(mei.page, 'Backspace');
	await expectLines('one two thHree');
	await luca.page.keyboard.type('I');
	await expectLines('one two thHIree');
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

test('a shared reply takes files, templates and mentions, and is whole again when it is undone', async ({
	newColleague
}) => {
	const [ada, meisDevice] = [await newColleague(), await newColleague()];
	const adasPage = await ada.signIn('Ada Okafor');
	const template = await newEntry(adasPage, ada, 'template', 'Farewell');
	await template.getByLabel('English').last().fill('Yours,\n{{me}} for {{floor}}');
	await saveEntry(adasPage, 'Farewell');
	await meisDevice.signIn('Mei Tanaka');
	const mei = new TicketSteps(meisDevice, false);
	await mei.create('Tools', 'For both.');
	await mei.settled();
	await mei.ticket.getByRole('button', { name: 'Write together' }).click();
	const text = textOf(mei.page);
	await text.pressSequentially('Ask @Luca');
	await mei.page.getByRole('option', { name: 'Luca Moretti', exact: true }).click();
	await expect(text).toContainText('Ask @Luca Moretti');
	await mei.page.keyboard.type('please.');
	await mei.page.keyboard.press('Enter');
	await mei.page.keyboard.type('/fare');
	await expect(mei.page.getByRole('option', { name: 'Farewell' })).toBeVisible();
	await mei.page.keyboard.press('Enter');
	// What nobody knows is selected: it is the next thing to be written.
	await mei.page.keyboard.type('the ground floor');
	await expect(text).toHaveText('Ask @Luca Moretti please.Yours,Mei Tanaka for the ground floor');
	const chosen = mei.page.waitForEvent('filechooser');
	await mei.ticket.getByRole('button', { name: 'Attach' }).click();
	await mei.page.getByRole('menuitem', { name: 'Choose files' }).click();
	const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Left, then up.') };
	await (await chosen).setFiles(plan);
	await expect(mei.ticket.getByText('Your files go out if you send the reply.')).toBeVisible();
	await text.press('Control+Enter');
	await expect(mei.message('Mei Tanaka for the ground floor')).toBeVisible();
	await expect(mei.page.getByRole('list', { name: 'Attachments' })).toContainText('plan.txt');

	await mei.ticket.getByRole('button', { name: 'Undo' }).click();
	await expect(text).toHaveText('Ask @Luca Moretti please.Yours,Mei Tanaka for the ground floor');
	await expect(mei.ticket.getByText('You have a draft of your own here.')).toBeHidden();
	await expect(mei.page.getByRole('list', { name: 'Files of this message' })).toContainText(
		'plan.txt'
	);
	await text.press('Control+Enter');
	await mei.settled();

	// Whoever is mentioned follows the ticket.
	await expect(mei.message('Mei Tanaka for the ground floor')).toHaveCount(1);
	await expect(mei.ticket.getByRole('button', { name: /^Following.*Luca Moretti/ })).toBeVisible();
});

test('words written offline go along on return, though their ticket is not opened again', async ({
	newColleague
}) => {
	const { meisDevice, mei, luca, id } = await twoAtATicket(
		newColleague,
		'Left behind',
		'For the train.'
	);
	await beginTogether(mei, luca, 'From the office.');

	await mei.goOffline();
	await textOf(mei.page).press('Control+End');
	await mei.page.keyboard.type(' From the train.');
	await expect(mei.ticket.getByText('Kept on this device;')).toBeVisible();
	await mei.page.getByRole('link', { name: /^Chat/ }).click();
	await meisDevice.plugIn();
	await onReturn(textOf(luca.page)).toContainText('From the office. From the train.');

	// What did not go along when somebody else sent it is a draft of one's own.
	await mei.open(id);
	await expect(textOf(mei.page)).toContainText('From the train.');
	await mei.goOffline();
	await textOf(mei.page).press('Control+End');
	await mei.page.keyboard.press('Enter');
	await mei.page.keyboard.type('And from the bus.');
	await expect(mei.ticket.getByText('Kept on this device;')).toBeVisible();
	await luca.ticket.getByRole('button', { name: 'Send reply' }).click();
	await expect(luca.message('From the office. From the train.')).toBeVisible();
	await luca.settled();
	await mei.goOnline();
	await onReturn(mei.ticket.getByRole('textbox', { name: 'Reply', exact: true })).toHaveValue(
		'And from the bus.'
	);

	// Nor is anything lost when somebody discards what another writes along in.
	await mei.ticket.getByRole('textbox', { name: 'Reply', exact: true }).fill('');
	await mei.ticket.getByRole('button', { name: 'Write together' }).click();
	await textOf(mei.page).pressSequentially('Still needed.');
	await luca.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(textOf(luca.page)).toContainText('Still needed.');
	await luca.ticket.getByRole('button', { name: 'More about this text' }).click();
	await luca.page.getByRole('menuitem', { name: 'Discard the shared reply' }).click();
	await expect(mei.ticket.getByRole('textbox', { name: 'Reply', exact: true })).toHaveValue(
		'Still needed.'
	);
	await expect(luca.ticket.getByRole('textbox', { name: 'Reply', exact: true })).toHaveValue('');
});
