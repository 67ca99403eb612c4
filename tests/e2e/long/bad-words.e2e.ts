import { newEntry, saveEntry } from '../support/catalogues.ts';
import { expect, test } from '../support/server.ts';

test('a request that lacks what its form asks for by now is mended, and not typed anew', async ({
	newColleague
}) => {
	const [hannah, ada] = [await newColleague({ phone: true }), await newColleague()];
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await expect(page.getByRole('link', { name: 'New request' })).toBeVisible();
	await hannah.unplug();
	await page.getByRole('link', { name: 'New request' }).click();
	await page.getByRole('textbox', { name: 'What is it about?' }).fill('The lift stands');
	await page.getByRole('textbox', { name: 'What happened' }).fill('Between two floors.');

	const desk = await ada.signIn('Ada Okafor');
	const dialog = await newEntry(desk, ada, 'field', 'Floor');
	await dialog.getByLabel('Kind').selectOption('number');
	await dialog.getByLabel('Asked in the portal').check();
	await dialog.getByLabel('Required before the ticket is done').check();
	await saveEntry(desk, 'Floor');

	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Waits for the network', { exact: true })).toBeVisible();
	await hannah.plugIn();
	await expect(page.getByText('Not taken')).toBeVisible();
	await page.getByRole('button', { name: 'Change' }).click();
	const form = page.getByRole('form', { name: 'Change' });
	const floor = form.getByRole('textbox', { name: 'Floor' });
	await expect(form.getByText('Please fill this in.')).toBeVisible();
	await floor.fill('1234567890123456');
	await expect(form.getByText('Please write a number of at most 15 digits.')).toBeVisible();
	await form.getByRole('button', { name: 'Send' }).click();
	await expect(floor).toBeFocused();
	await floor.fill('2');
	await page.reload();
	await page.getByRole('button', { name: 'Change' }).click();
	await expect(floor).toHaveValue('2');
	await form.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText(/^#\d+$/)).toBeVisible();
	await expect(page.getByText('Between two floors.')).toBeVisible();
	await expect(page.getByText('Not taken')).toBeHidden();
});
