import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('a request is made without network, answered, and opened again by writing', async ({
	newColleague
}) => {
	const [hannah, mei] = [await newColleague({ phone: true }), await newColleague()];
	const page = await hannah.open('/sign-in');
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
	await desk.reply('Somebody is on the way.');
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
		await page.getByRole('button', { name: 'Send' }).click();
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
