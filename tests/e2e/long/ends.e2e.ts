import type { Page } from '@playwright/test';
import { meetNewerServer } from '../support/newer-server.ts';
import { expect, test, type Colleague } from '../support/server.ts';
import { onReturn } from '../support/talk.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

/** Two colleagues, the first with a ticket of this test open, the second with it open beside her. */
async function openTicket(
	newColleague: () => Promise<Colleague>,
	subject: string
): Promise<{ device: Colleague; mei: TicketSteps; luca: TicketSteps }> {
	const [device, other] = [await newColleague(), await newColleague()];
	await device.signIn('Mei Tanaka');
	await other.signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(device, false), new TicketSteps(other, false)];
	const id = await mei.create(subject, 'More in a minute.');
	await mei.settled();
	await luca.open(id);
	return { device, mei, luca };
}

test('when a session expires, work goes on and flows after signing in again', async ({
	newColleague
}) => {
	const { device, mei, luca } = await openTicket(newColleague, 'Session runs out');
	const { page } = device;
	await mei.goOffline();
	await page.context().clearCookies();
	await device.plugIn();
	await onReturn(page.getByText('You have been signed out.')).toBeVisible();
	await mei.reply('Written without a session.');
	const place = new URL(page.url()).pathname;
	await page.getByRole('link', { name: 'Sign in again' }).click();
	await page.getByRole('button', { name: 'Mei Tanaka' }).click();
	await expect.poll(() => new URL(page.url()).pathname).toBe(place);
	await expect(mei.message('Written without a session.')).toBeVisible();
	await mei.settled();
	await expect(luca.message('Written without a session.')).toBeVisible();
	await expect(page.getByText('You have been signed out.')).toBeHidden();
});

test('on a shared computer each person’s work stays their own', async ({ newColleague }) => {
	const { device, mei, luca } = await openTicket(newColleague, 'A shared computer');
	const { page } = device;
	const ticket = new URL(page.url()).pathname;
	await mei.goOffline();
	await mei.reply('Said by Mei.');
	await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
	const next = await page.context().newPage();
	await page.close();
	await device.plugIn();

	await next.goto(`${device.line.address}/sign-in`);
	await next.getByRole('button', { name: 'Tomás Herrera' }).click();
	await expect(next.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await next.goto(device.line.address + ticket);
	await expect(mei.message('More in a minute.')).toBeVisible();
	await expect(mei.message('Said by Mei.')).toBeHidden();

	const beside = await next.context().newPage();
	await beside.goto(`${device.line.address}/sign-in`);
	await beside.getByRole('button', { name: 'Mei Tanaka' }).click();
	await expect(luca.message('Said by Mei.')).toBeVisible();
	const heading = next.getByRole('heading', { name: 'This browser was used by somebody else' });
	await onReturn(heading).toBeVisible();
	await expect(next.getByText('More in a minute.')).toBeHidden();
});

/** From now on the database of a page fails to write, in one way or another, or works again. */
async function setDisk(page: Page, state: 'broken' | 'full' | 'fine'): Promise<void> {
	await page.evaluate((now) => {
		const add = 'originalAdd';
		const { prototype } = IDBObjectStore;
		const original: IDBObjectStore['add'] = Reflect.get(prototype, add) ?? prototype.add;
		Reflect.set(prototype, add, original);
		prototype.add = function (this: IDBObjectStore, ...args) {
			const request = original.apply(this, args);
			const { transaction } = this;
			request.addEventListener('success', () => {
				if (now === 'fine') return;
				const error = new DOMException('no room', 'QuotaExceededError');
				if (now === 'full') Object.defineProperty(transaction, 'error', { value: error });
				transaction.abort();
			});
			return request;
		};
	}, state);
}

/** Whoever leaves is asked first, and stays. */
async function staysWhenAsked(page: Page): Promise<void> {
	const asked = page.waitForEvent('dialog');
	await page.evaluate(() => setTimeout(() => location.reload()));
	const question = await asked;
	expect(question.type()).toBe('beforeunload');
	await question.dismiss();
}

test('a disk that takes nothing is told at once, and what was done still reaches the others', async ({
	newColleague
}) => {
	const { device, mei, luca } = await openTicket(newColleague, 'Disk is full');
	const { page } = device;
	await mei.goOffline();
	await setDisk(page, 'broken');
	await mei.reply('This was not stored.');
	await expect(page.getByText('This browser could not store your last changes.')).toBeVisible();
	await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
	await setDisk(page, 'full');
	await mei.reply('There is no room for this.');
	const banner = page.getByText('This device is full: what you do now is not saved here.');
	await expect(banner).toBeVisible();
	await staysWhenAsked(page);
	await expect(mei.message('There is no room for this.')).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save unsent work to a file' }).click();
	expect((await download).suggestedFilename()).toMatch(/\.json$/);

	await device.plugIn();
	await onReturn(luca.message('This was not stored.')).toBeVisible();
	await expect(luca.message('There is no room for this.')).toBeVisible();
	await expect(banner).toBeHidden();
	await setDisk(page, 'fine');
	await mei.reply('Now there is room.');
	await mei.settled();
	await page.reload();
	await expect(mei.message('Now there is room.')).toBeVisible();
});

test('a page that the server has outgrown hands in its work and loses nothing', async ({
	newColleague
}) => {
	const { device, mei, luca } = await openTicket(newColleague, 'An old page');
	const { page } = device;
	await mei.goOffline();
	await mei.reply('From before the update.');
	const newer = await meetNewerServer(page);
	await page.reload();
	await expect(mei.message('From before the update.')).toBeVisible();
	await device.plugIn();
	const banner = page.getByText('The server is newer than this page.');
	await onReturn(banner).toBeVisible();
	await expect(luca.message('From before the update.')).toBeVisible();
	// Nothing was erased, and what is done now goes out as well.
	await mei.reply('From the old page.');
	await expect(luca.message('From the old page.')).toBeVisible();
	await page.reload();
	await expect(mei.message('From the old page.')).toBeVisible();
	await expect(mei.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue('An old page');

	newer.leave();
	await luca.reply('From the new one.');
	await page.getByRole('button', { name: 'Reload' }).click();
	await expect(mei.message('From the new one.')).toBeVisible();
	await expect(banner).toBeHidden();
});

test('a device that was away too long shows nothing, but takes a note', async ({
	newColleague
}) => {
	const { device, mei, luca } = await openTicket(newColleague, 'A long holiday');
	const { page } = device;
	await page.clock.install();
	await page.reload();
	await mei.settled();
	await mei.goOffline();
	await page.clock.fastForward(73 * 3_600_000);
	await expect(page.getByRole('heading', { name: 'Connect to read on' })).toBeVisible();
	await expect(page.getByText('A long holiday')).toBeHidden();
	await page.getByRole('textbox', { name: 'Note' }).fill('Seen from the train\nA broken window.');
	await page.getByRole('button', { name: 'Keep the note' }).click();
	await expect(page.getByText('Kept. It is sent when you connect.')).toBeVisible();
	await device.plugIn();
	await expect(mei.ticket).toBeVisible({ timeout: 40_000 });
	await mei.settled();
	await luca.page.goto(`${luca.page.url().split('/tickets')[0]}/tickets`);
	// The list that one enters by has come, so that the keys are not overtaken by it.
	await expect(luca.page.getByRole('option').first()).toBeVisible();
	await luca.page.keyboard.press('g');
	await luca.page.keyboard.press('l');
	await expect(luca.page.getByText('Seen from the train')).toBeVisible();
});

test('a ticket that moves to another team leaves the devices of those who may not read it', async ({
	newColleague
}) => {
	const { mei, luca } = await openTicket(newColleague, 'Not ours any more');
	const id = new URL(luca.page.url()).pathname.split('/').at(-1) ?? '';
	const copies = () =>
		luca.page.evaluate(
			async (part) =>
				(await indexedDB.databases()).filter(({ name }) => name?.includes(part)).length,
			`ticket.${id}`
		);
	await expect.poll(copies).toBe(1);
	await expect(mei.ticket.getByText(/Luca Moretti looking at this/)).toBeVisible();
	await luca.ticket.getByRole('textbox', { name: 'Reply' }).pressSequentially('Well');
	await expect(mei.ticket.getByText(/Luca Moretti typing/)).toBeVisible();

	await mei.page.keyboard.press('Shift+T');
	await mei.page.getByRole('option', { name: 'Billing' }).click();
	await expect(luca.ticket.getByText('This is not open to you')).toBeVisible();
	await expect.poll(copies).toBe(0);
	await expect(luca.page.getByText('Not ours any more')).toBeHidden();
});
