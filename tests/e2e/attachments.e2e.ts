import type { Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

/** Puts a picture, drawn here, where somebody writes, as the clipboard would. */
async function pastePicture(page: Page, name: string): Promise<void> {
	await page.getByRole('textbox', { name: name }).evaluate(async (field) => {
		const canvas = new OffscreenCanvas(640, 400);
		const pen = canvas.getContext('2d');
		if (pen === null) throw new Error('nothing to draw with');
		pen.fillStyle = '#0d6570';
		pen.fillRect(0, 0, 640, 400);
		pen.fillStyle = '#fff';
		pen.fillRect(80, 80, 200, 120);
		const picture = await canvas.convertToBlob({ type: 'image/png' });
		const clipboardData = new DataTransfer();
		clipboardData.items.add(new File([picture], 'image.png', { type: 'image/png' }));
		field.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	});
}

test('a picture pasted offline is there at once and after a reload, and reaches a colleague', async ({
	newColleague
}) => {
	const [meisDevice, lucasDevice] = [await newColleague(), await newColleague()];
	await meisDevice.signIn('Mei Tanaka');
	await lucasDevice.signIn('Luca Moretti');
	const mei = new TicketSteps(meisDevice, false);
	const luca = new TicketSteps(lucasDevice, false);
	const id = await mei.create('Screen flickers', 'Only on Mondays.');
	await mei.settled();

	await mei.goOffline();
	await pastePicture(mei.page, 'Reply');
	const added = mei.page.getByRole('list', { name: 'Files of this message' });
	await expect(added.getByRole('listitem')).toHaveText(/screenshot-.*\.png/);
	// It is looked at closely before anybody else sees it.
	await added.getByRole('button', { name: /^Open screenshot-/ }).click();
	const closely = mei.page.getByRole('dialog', { name: /^Picture screenshot-/ }).getByRole('img');
	await mei.page.keyboard.press('+');
	await expect(closely).toHaveAttribute('data-scale', '1.4');
	await mei.page.keyboard.press('Escape');
	await mei.ticket.getByRole('textbox', { name: 'Reply' }).fill('This is what it looks like.');
	// What is not sent yet outlives a reload, the file with the words.
	await mei.page.reload();
	await expect(added.getByRole('listitem')).toHaveText(/screenshot-.*\.png/);
	await mei.ticket.getByRole('button', { name: 'Send reply' }).click();
	await expect(added).toBeHidden();
	const files = mei.page.getByRole('list', { name: 'Attachments' });
	await expect(files.getByText('Waits for the network')).toBeVisible();
	await mei.page.reload();
	const picture = files.getByRole('button', { name: /^Open screenshot-/ });
	await expect(picture.locator('img')).toBeVisible();
	await expect
		.poll(() => picture.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
		.toBe(640);

	// The message gets there with the first connection; the file a moment later.
	let letThrough = () => {};
	const isLetThrough = new Promise<void>((go) => (letThrough = go));
	await luca.page.route(/\/messages\/\w+\/files\//, async (route) => {
		await isLetThrough;
		await route.continue();
	});
	await mei.goOnline();
	await luca.open(id);
	await expect(luca.message('This is what it looks like.')).toBeVisible();
	await expect(files.getByText('Waits for the network')).toBeHidden();
	// What is not loaded yet, on a slow line or on none, shows small: the message carries that.
	const list = luca.page.getByRole('list', { name: 'Attachments' });
	const theirs = list.getByRole('button');
	const small = list.locator('img[src^="data:image/jpeg"]');
	await expect
		.poll(() => small.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
		.toEqual([200, 125]);
	letThrough();
	await expect
		.poll(() =>
			theirs
				.locator('img')
				.last()
				.evaluate((img: HTMLImageElement) => img.naturalWidth)
		)
		.toBe(640);

	await theirs.focus();
	await luca.page.keyboard.press('Enter');
	const viewer = luca.page.getByRole('dialog', { name: /^Picture screenshot-/ });
	const large = viewer.getByRole('img');
	await expect(large).toHaveAttribute('data-scale', '1');
	await luca.page.keyboard.press('+');
	await luca.page.keyboard.press('+');
	await expect(large).toHaveAttribute('data-scale', /^1\.9/);
	const before = await large.boundingBox();
	await luca.page.keyboard.press('ArrowRight');
	await expect.poll(async () => (await large.boundingBox())?.x).toBeLessThan(before?.x ?? 0);
	await luca.page.keyboard.press('0');
	await expect(large).toHaveAttribute('data-scale', '1');
	await luca.page.keyboard.press('Escape');
	await expect(viewer).toBeHidden();
	await expect(theirs).toBeFocused();
});

test('a file that the server will not have is told wherever one is, and listed @long', async ({
	newColleague
}) => {
	const device = await newColleague();
	const page = await device.signIn('Mei Tanaka');
	const mei = new TicketSteps(device, false);
	await mei.create('The film of the leak', 'It drips.');
	await mei.settled();
	await mei.goOffline();
	const chooser = page.waitForEvent('filechooser');
	await mei.ticket.getByRole('button', { name: 'Attach' }).click();
	await page.getByRole('menuitem', { name: 'Choose files' }).click();
	const film = { name: 'film.bin', mimeType: 'application/octet-stream' };
	await (await chooser).setFiles({ ...film, buffer: Buffer.alloc(26 * 1024 ** 2, 1) });
	await expect(page.getByRole('list', { name: 'Files of this message' })).toContainText('film.bin');
	await mei.reply('Here is the film.');
	await mei.ticket.focus();
	await page.keyboard.press('g');
	await page.keyboard.press('s');
	const files = page.getByRole('region', { name: 'Files' });
	await expect(files.getByText('Waits for the network')).toBeVisible();
	await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
	await device.plugIn();
	await expect(page.getByText(/^“film.bin”: Not uploaded: too large for the server/)).toBeVisible();
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(files.getByText(/^Not uploaded: too large/)).toBeVisible();
	await files.getByRole('link', { name: /^In #\d+/ }).click();
	await expect(mei.message('Here is the film.')).toBeVisible();
});

test('a ticket is made with a picture, also without a network, and it serves in another one @long', async ({
	newColleague
}) => {
	const device = await newColleague();
	const page = await device.signIn('Mei Tanaka');
	const mei = new TicketSteps(device, false);
	const other = await mei.create('The same leak, downstairs', 'It drips here, too.');
	await mei.settled();
	await mei.goOffline();
	await page.getByRole('button', { name: 'New ticket' }).first().click();
	const form = page.getByRole('dialog', { name: 'New ticket' });
	await form.getByRole('textbox', { name: 'Subject' }).fill('A leak');
	await pastePicture(page, 'Description');
	const added = page.getByRole('list', { name: 'Files of this message' });
	await expect(added.getByText(/^screenshot-.*\.png$/)).toBeVisible();
	// It is there again after a reload, with the words.
	await page.reload();
	await page.getByRole('button', { name: 'New ticket' }).first().click();
	await expect(added.getByText(/^screenshot-.*\.png$/)).toBeVisible();
	await form.getByRole('button', { name: 'Create ticket' }).click();
	const files = page.getByRole('list', { name: 'Attachments' });
	await expect(files.getByText('Waits for the network')).toBeVisible();
	await mei.goOnline();
	await expect(files.getByText('Waits for the network')).toBeHidden();

	const said = page.getByRole('article', { name: 'Message by Mei Tanaka' });
	await said.getByRole('button', { name: 'More for this message' }).click();
	await page.getByRole('menuitem', { name: 'Use its files in another ticket…' }).click();
	await page.getByLabel('Find a ticket').fill('downstairs');
	await page.getByRole('button', { name: /The same leak, downstairs/ }).click();
	await page.getByRole('button', { name: 'Open', exact: true }).click();
	await expect(page).toHaveURL(new RegExp(other));
	await expect(added.getByText(/^screenshot-.*\.png$/)).toBeVisible();
	await mei.ticket.getByRole('button', { name: 'Send reply' }).click();
	await expect(files.getByRole('button', { name: /^Open screenshot-/ })).toBeVisible();
	await mei.settled();
});
