import { expect, test } from '../support/server.ts';
import { onReturn } from '../support/talk.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

test('the page of a customer is reached from a ticket, noted on without network, and kept from them', async ({
	newColleague
}) => {
	const [meisPhone, lucas, hannahs] = [
		await newColleague({ phone: true }),
		await newColleague(),
		await newColleague({ phone: true })
	];
	const page = await hannahs.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: /Docking station/ }).click();
	await page.waitForURL(/\/[0-9a-z]{26}$/);
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	await meisPhone.signIn('Mei Tanaka');
	const mei = new TicketSteps(meisPhone, true);
	await mei.open(id);
	await mei.ticket.getByRole('button', { name: 'More for this ticket' }).click();
	await mei.page.getByRole('menuitem', { name: 'Customer profile' }).click();
	await expect(mei.page.getByRole('heading', { name: 'Hannah Krüger' })).toBeVisible();
	const tickets = mei.page.getByRole('list', { name: 'Tickets' });
	await expect(tickets.getByRole('link', { name: /Docking station/ })).toBeVisible();
	await mei.page.getByRole('radio', { name: 'Conversations' }).press(' ');
	const said = mei.page.getByRole('list', { name: 'Conversations' });
	await expect(said.getByText('please unplug the dock')).toBeVisible();
	// The arrow leads back to where one came from.
	await mei.page.getByRole('link', { name: 'Back' }).click();
	await expect(mei.ticket.getByRole('textbox', { name: 'Subject' })).toBeVisible();
	await mei.page.goBack();

	// What colleagues should know is written without a network, and is there after a reload.
	await mei.page.getByRole('radio', { name: 'About' }).press(' ');
	await mei.goOffline();
	await mei.page.getByRole('textbox', { name: 'Write a note' }).fill('Calls before eight.');
	await mei.page.getByRole('button', { name: 'Save', exact: true }).click();
	await mei.page.getByRole('combobox', { name: 'Add a tag' }).fill('key account');
	await mei.page.getByRole('button', { name: 'Add', exact: true }).click();
	await mei.page.getByRole('textbox', { name: 'Phone' }).fill('+49 40 12345');
	await mei.page.getByRole('textbox', { name: 'Phone' }).press('Enter');
	await mei.page.reload();
	await mei.page.getByRole('radio', { name: 'About' }).press(' ');
	await expect(mei.page.getByText('Calls before eight.')).toBeVisible();
	await mei.goOnline();

	const desk = await lucas.signIn('Luca Moretti');
	await desk.goto(lucas.line.address + new URL(mei.page.url()).pathname);
	await onReturn(desk.getByText('Calls before eight.')).toBeVisible();
	await expect(desk.getByText('key account', { exact: true })).toBeVisible();
	await expect(desk.getByRole('textbox', { name: 'Phone' })).toHaveValue('+49 40 12345');

	// They themselves read nothing of it.
	const told = await page.request.get(`${hannahs.line.address}/api/portal/requests/${id}`);
	expect(await told.text()).not.toMatch(/Calls before eight|key account/);
	const asked = await page.request.get(
		`${hannahs.line.address}/api/contacts/${desk.url().split('/').at(-1)}`
	);
	expect(asked.status()).toBe(403);
});
