import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('an article is written without network, published, found, voted on and restored', async ({
	newColleague
}) => {
	const [ada, guest] = [await newColleague(), await newColleague({ phone: true })];
	const desk = await ada.signIn('Ada Okafor');
	const steps = new TicketSteps(ada, false);
	await desk.goto(`${ada.line.address}/knowledge`);
	await expect(desk.getByRole('heading', { name: 'No articles yet' })).toBeVisible();
	await steps.goOffline();
	await desk.getByRole('link', { name: 'New article' }).click();
	await desk.getByLabel('Title').fill('When the lift stands');
	await desk.getByLabel('Text', { exact: true }).fill('# First\nPress the **red** button.');
	await desk.getByLabel('Who may read it').selectOption('public');
	await desk.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(desk.getByRole('heading', { name: 'First' })).toBeVisible();
	await desk.reload();
	await expect(desk.getByRole('heading', { name: 'First' })).toBeVisible();
	await steps.goOnline();

	const page = await guest.open('/help');
	await expect(page.getByText('Nothing is written here yet')).toBeVisible();
	await desk.getByRole('button', { name: 'Publish', exact: true }).click();
	await steps.settled();
	await page.reload();
	await page.getByLabel('What are you looking for?').fill('red lift');
	await page.getByRole('link', { name: 'When the lift stands' }).click();
	await expect(page.locator('strong', { hasText: 'red' })).toBeVisible();
	await page.getByRole('button', { name: 'Yes' }).click();
	await expect(page.getByText('Thank you.')).toBeVisible();

	await desk.getByRole('button', { name: 'Edit' }).click();
	await desk.getByLabel('Text', { exact: true }).fill('Nothing left.');
	await desk.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(desk.getByText('Nothing left.').first()).toBeVisible();
	await steps.settled();
	await desk.getByRole('button', { name: 'Versions' }).click();
	await desk.getByRole('button', { name: 'Restore' }).click();
	await expect(desk.getByRole('heading', { name: 'First' }).first()).toBeVisible();
	await steps.settled();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'First' })).toBeVisible();
});

test('whoever has no account writes to the team', async ({ newColleague }) => {
	const guest = await newColleague({ phone: true });
	const page = await guest.open('/help');
	await page.getByLabel('Your name').fill('Ann Lee');
	await page.getByLabel('Your e-mail address').fill('ann@home.example');
	await page.getByLabel('Message').fill('The door of the car park sticks.');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Thank you. Somebody reads it.')).toBeVisible();
});
