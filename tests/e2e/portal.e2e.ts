import type { Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

/** A browser without a window has said no to notifications before anybody was asked. */
const neverAsked = () =>
	void Object.defineProperty(Notification, 'permission', { get: () => 'default' });

test('a request is made without network, answered, and opened again by writing', async ({
	newColleague
}) => {
	const [hannah, mei] = [await newColleague({ phone: true }), await newColleague()];
	const page = await hannah.open('/sign-in', neverAsked);
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await expect(page.getByRole('heading', { name: 'My requests' })).toBeVisible();
	await expect(page.getByRole('link', { name: /Docking station/ })).toContainText('Mei Tanaka');
	// The desk of the staff is not loaded, nor anything of theirs.
	const loaded = await page.evaluate(async () => ({
		databases: (await indexedDB.databases()).length,
		staff: performance.getEntriesByType('resource').filter(({ name }) => name.includes('/sync'))
			.length
	}));
	expect(loaded).toEqual({ databases: 0, staff: 0 });

	await hannah.unplug();
	await page.getByRole('link', { name: 'New request' }).click();
	await page.getByRole('textbox', { name: 'What is it about?' }).fill('The lift stands');
	await page.reload();
	await expect(page.getByRole('textbox', { name: 'What is it about?' })).toHaveValue(
		'The lift stands'
	);
	await page.getByRole('textbox', { name: 'What happened' }).fill('Between two floors.');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Waits for the network', { exact: true })).toBeVisible();
	await page.getByRole('link', { name: 'All requests' }).click();
	const line = page.getByRole('link', { name: /^The lift stands/ });
	await expect(line).toContainText('Waits for the network');
	await line.click();
	await expect(page.getByText('Between two floors.')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Between two floors.')).toBeVisible();
	await hannah.plugIn();
	await page.reload();
	await expect(page.getByText(/^#\d+$/)).toBeVisible();
	await expect(page.getByText('Waits for the network', { exact: true })).toHaveCount(0);

	await mei.signIn('Mei Tanaka');
	const desk = new TicketSteps(mei, false);
	await desk.open(new URL(page.url()).pathname.split('/').at(-1) ?? '');
	await expect(desk.ticket.getByText('Hannah Krüger').first()).toBeVisible();
	const asked = desk.page.getByRole('log').getByRole('article').first();
	await expect(asked).toContainText('Requester');
	// Whoever looks at something else in the portal is told, and asked once whether also outside.
	await expect(page.getByText('Shall this device tell you')).toBeVisible();
	await page.getByRole('button', { name: 'No', exact: true }).click();
	await expect(page.getByText('Shall this device tell you')).toBeHidden();
	// Each sees that the other types, and the requester nothing of a note.
	const box = page.getByRole('textbox', { name: 'Write a message' });
	await box.pressSequentially('Is');
	await expect(desk.ticket.getByText('Hannah Krüger typing')).toBeVisible();
	await box.fill('');
	await desk.ticket.getByRole('textbox', { name: 'Reply' }).pressSequentially('Some');
	await expect(page.getByText('Support is typing…')).toBeVisible();
	await page.getByRole('link', { name: 'All requests' }).click();
	await desk.reply('Somebody is on the way.');
	await expect(page.getByText('The lift stands: Mei Tanaka answered')).toBeVisible({
		timeout: 12_000
	});
	await page.getByRole('button', { name: 'Open', exact: true }).click();
	await desk.ticket.getByRole('radio', { name: 'Internal note' }).press(' ');
	await desk.ticket
		.getByRole('textbox', { name: 'Internal note' })
		.fill('The third time this week.');
	await desk.ticket.getByRole('button', { name: 'Add note' }).click();
	await desk.settled();

	const said = page.getByRole('list', { name: 'Conversation' });
	await page.reload();
	await expect(said.getByText('Somebody is on the way.')).toBeVisible();
	await expect(said.getByRole('article')).toHaveCount(2);
	await expect(page.getByText('The third time')).toHaveCount(0);
	const write = async (text: string) => {
		await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
		await page.getByRole('button', { name: 'Send' }).last().click();
		await expect(said.getByText(text)).toBeVisible();
	};
	await write('Thank you.');
	await expect(desk.message('Thank you.')).toBeVisible();

	await desk.close('It moves again.');
	await desk.settled();
	await page.reload();
	await expect(page.getByText('This request is done.')).toBeVisible();
	await write('It stands again.');
	await expect(desk.status).toContainText('Open');
	await expect(desk.message('It stands again.')).toBeVisible();
	await expect(page.getByText('This request is done.')).toHaveCount(0);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/sign-in/);
});

/** Puts a picture, drawn here, on the page as the clipboard would. */
async function pastePicture(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const canvas = new OffscreenCanvas(320, 200);
		const pen = canvas.getContext('2d');
		if (pen === null) throw new Error('nothing to draw with');
		pen.fillStyle = '#0d6570';
		pen.fillRect(0, 0, 320, 200);
		const picture = await canvas.convertToBlob({ type: 'image/png' });
		const clipboardData = new DataTransfer();
		clipboardData.items.add(new File([picture], 'lift.png', { type: 'image/png' }));
		document.body.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	});
}

test('somebody is invited, sends a picture without network, and rates what was done', async ({
	newColleague
}) => {
	const [ada, olga] = [await newColleague(), await newColleague({ phone: true })];
	const desk = await ada.signIn('Ada Okafor');
	await desk.goto(`${ada.line.address}/admin/requesters`);
	await desk.getByLabel('E-mail addresses').fill('olga@home.example');
	await desk.getByRole('button', { name: 'Make links' }).click();
	const link = await desk.getByLabel('olga@home.example').inputValue();

	const page = await olga.open(new URL(link).pathname);
	await page.getByLabel('Your name').fill('Olga Petrova');
	await page.getByLabel('New password').fill('four ducks on a pond');
	await page.getByRole('button', { name: 'Create account' }).click();
	await expect(page.getByRole('heading', { name: 'My requests' })).toBeVisible();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.getByRole('link', { name: 'New request' }).click();
	await page.getByRole('textbox', { name: 'What is it about?' }).fill('The lift stands');
	await page.getByRole('textbox', { name: 'What happened' }).fill('Between two floors.');
	await pastePicture(page);
	const added = page.getByRole('list', { name: 'Files of this message' });
	await expect(added.getByText('lift.png')).toBeVisible();
	olga.line.cut();
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByRole('img', { name: 'lift.png' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('img', { name: 'lift.png' })).toBeVisible();
	olga.line.mend();
	await page.reload();
	await expect(page.getByText(/^#\d+$/)).toBeVisible();

	const work = new TicketSteps(ada, false);
	await work.open(new URL(page.url()).pathname.split('/').at(-1) ?? '');
	const picture = work.page.getByRole('button', { name: 'Open lift.png' });
	// Small at first, as its message has it.
	await expect(picture.locator('img').last()).toBeVisible({ timeout: 20_000 });
	await work.close('It moves again.');
	await work.settled();
	await page.reload();
	await page.getByRole('radio', { name: '4 stars' }).press('Space');
	await page.getByRole('radio', { name: 'Yes' }).press('Space');
	await page.getByRole('textbox', { name: 'In your words' }).fill('Quick.');
	await page.getByRole('button', { name: 'Send' }).first().click();
	await expect(page.getByText('Thank you. You gave 4 stars.')).toBeVisible();
	await expect(work.ticket.getByText('Quick.')).toBeVisible();
});
