import { newEntry } from '../support/catalogues.ts';
import { expect, test } from '../support/server.ts';

test('an administrator is told what a field needs, and loses nothing by a slip', async ({
	newColleague
}) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/catalogues/field`);
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('English').fill('Building');
	await dialog.getByLabel('Kind').selectOption('choice');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByText('A choice needs at least one option.')).toBeVisible();
	await page.mouse.click(4, 400);
	await expect(dialog.getByLabel('English')).toHaveValue('Building');
	await dialog.getByLabel('Options').fill('North\nSouth');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('button', { name: /^Building/ })).toBeVisible();

	await page.goto(`${ada.line.address}/admin/connections/smtp`);
	const port = page.getByRole('textbox', { name: 'Port' });
	await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
	await port.fill('smtp');
	await page.getByLabel('Sender address').fill('desk@example.org');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(port).toBeFocused();
	await expect(port).toHaveAccessibleDescription('It must be like 587.');
	await port.fill('1');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('button', { name: 'Remove this connection' }).click();
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByRole('button', { name: 'Try it now' })).toBeVisible();
	await page.getByRole('button', { name: 'Remove this connection' }).click();
	await dialog.getByRole('button', { name: 'Remove this connection' }).click();
	await expect(page.getByText('The connection was removed.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Try it now' })).toBeHidden();
});

test('what is copied can be pasted where the page has no clipboard of its own', async ({
	newColleague
}) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	// As it is for a page that came by plain http from another machine.
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'clipboard', { value: undefined });
	});
	await page.goto(`${ada.line.address}/admin/requesters`);
	const addresses = page.getByLabel('E-mail addresses');
	await addresses.fill('"Berg, Ben" <ben@customer.example>, Zoë <zoe@customer.example>');
	await page.getByRole('button', { name: 'Make links' }).click();
	await page.getByRole('button', { name: 'Copy all' }).click();
	await expect(page.getByText('Copied', { exact: true })).toBeVisible();
	await addresses.press('ControlOrMeta+v');
	await expect(addresses).toHaveValue(
		/^ben@customer\.example\s+http:\S+\/join\/\S+\s+zoe@customer\.example\s+http:\S+$/
	);
});

test('of two service levels for the same tickets one counts, and what is archived stays named', async ({
	newColleague
}) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	const dialog = page.getByRole('dialog');
	const category = await newEntry(page, ada, 'category', 'Cranes');
	await category.getByRole('button', { name: 'Save' }).click();
	for (const name of ['Cranes first', 'Cranes again']) {
		const target = await newEntry(page, ada, 'target', name);
		await target.getByLabel('Category').selectOption('Cranes');
		await target.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
	}
	const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
	await expect(row('Does not count: “Cranes first”')).toContainText('Cranes again');
	await page.getByRole('button', { name: 'Move Cranes again up' }).click();
	await expect(row('Does not count: “Cranes again”')).toContainText('Cranes first');

	await page.goto(`${ada.line.address}/admin/catalogues/category`);
	await page.getByRole('button', { name: 'Cranes', exact: true }).click();
	await dialog.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('checkbox', { name: 'Show archived' })).toBeVisible();
	await page.goto(`${ada.line.address}/admin/catalogues/target`);
	await page.getByRole('button', { name: /^Cranes again/ }).click();
	await expect(dialog.getByLabel('Category')).toHaveValue(/^\w{26}$/);
	await expect(dialog.getByLabel('Category').getByRole('option', { name: 'Cranes' })).toHaveCount(
		1
	);
	await expect(dialog.getByRole('status')).toContainText('This one stands above it');
});
