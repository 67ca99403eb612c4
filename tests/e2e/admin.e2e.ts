import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { offline, settled } from './support/talk.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

async function createPerson(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: 'New person' }).click();
	const dialog = page.getByRole('dialog', { name: 'New person' });
	await dialog.getByLabel('Name', { exact: true }).fill(name);
	await dialog.getByRole('button', { name: 'Create' }).click();
	await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

test('an administrator creates somebody, who sets a password by the link and signs in', async ({
	newColleague
}) => {
	const [ada, nora] = [await newColleague(), await newColleague()];
	const adaPage = await ada.signIn('Ada Okafor');
	await adaPage.goto(`${ada.line.address}/admin`);
	await createPerson(adaPage, 'Nora Ahlberg');
	await settled(adaPage);
	await adaPage.getByRole('button', { name: 'Make a link' }).click();
	const link = await adaPage.getByLabel('Link to set a password').inputValue();

	const noraPage = await nora.open(new URL(link).pathname);
	await noraPage.getByLabel('New password').fill('four ducks on a pond');
	await noraPage.getByRole('button', { name: 'Set the password' }).click();
	await noraPage.getByRole('link', { name: 'Go to sign-in' }).click();
	await noraPage.getByLabel('User name or e-mail').fill('nora.ahlberg');
	await noraPage.getByLabel('Password', { exact: true }).fill('four ducks on a pond');
	await noraPage.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(noraPage.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await expect(noraPage.getByText('Nora Ahlberg')).toBeVisible();
});

test('blocking reaches an open socket', async ({ newColleague }) => {
	const [ada, nikos] = [await newColleague(), await newColleague()];
	const [adaPage, nikosPage] = [
		await ada.signIn('Ada Okafor'),
		await nikos.signIn('Nikos Papadakis')
	];
	await settled(nikosPage);
	await adaPage.goto(`${ada.line.address}/admin/people`);
	await adaPage.getByRole('link', { name: /Nikos Papadakis/ }).click();
	await adaPage.getByRole('button', { name: 'Block', exact: true }).click();
	await expect(
		nikosPage.getByRole('heading', { name: 'This device was signed out' })
	).toBeVisible();
	await expect(adaPage.getByRole('button', { name: 'Unblock' })).toBeVisible();
});

test('a unit that somebody is given shows its teams at once, and no longer than that', async ({
	newColleague
}) => {
	const [ada, mei] = [await newColleague(), await newColleague()];
	const [adaPage, meiPage] = [await ada.signIn('Ada Okafor'), await mei.signIn('Mei Tanaka')];
	await settled(meiPage);
	// A menu that is open all the time has it, too.
	await meiPage.getByRole('button', { name: 'Choose a list' }).click();
	await expect(meiPage.getByRole('menuitem', { name: /^Service Desk \d+/ })).toBeVisible();
	await adaPage.goto(`${ada.line.address}/admin/people`);
	await adaPage.getByRole('link', { name: /Mei Tanaka/ }).click();
	await expect(adaPage.getByText('Sees: Service Desk', { exact: true })).toBeVisible();
	await adaPage.getByRole('button', { name: 'Add a unit' }).click();
	await adaPage.getByRole('option', { name: 'Finance' }).click();
	await adaPage.keyboard.press('Escape');
	await expect(adaPage.getByText('Sees: Billing and Service Desk')).toBeVisible();

	const billing = meiPage.getByRole('menuitem', { name: /^Billing/ });
	await expect(meiPage.getByRole('menuitem', { name: /^Finance \d+/ })).toBeVisible();
	await billing.click();
	await expect(meiPage.getByRole('heading', { name: 'Billing', level: 1 })).toBeVisible();
	await expect(meiPage.getByRole('option').first()).toBeVisible();

	await adaPage.getByRole('button', { name: 'Remove Finance' }).click();
	await expect(adaPage.getByText('Sees: Service Desk', { exact: true })).toBeVisible();
	await expect(meiPage.getByRole('option')).toHaveCount(0);
});

test('what is changed offline shows at once, says so, and is confirmed on return', async ({
	newColleague
}) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/people`);
	await settled(page);
	await ada.unplug();
	await offline(page);
	await createPerson(page, 'Ines Duarte');
	await expect(page.getByText('Not confirmed yet').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Make a link' })).toBeDisabled();
	await expect(page.getByText('The link is made by the server: connect first.')).toBeVisible();
	await ada.plugIn();
	await settled(page);
	await expect(page.getByRole('button', { name: 'Make a link' })).toBeEnabled();
});

test('a name that is taken is refused at its field', async ({ newColleague }) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/people`);
	await page.getByRole('button', { name: 'New person' }).click();
	const dialog = page.getByRole('dialog', { name: 'New person' });
	await dialog.getByLabel('Name', { exact: true }).fill('Another Mei');
	await dialog.getByLabel('User name').fill('mei');
	await dialog.getByRole('button', { name: 'Create' }).click();
	await expect(dialog.getByLabel('User name')).toHaveAccessibleDescription(
		'That user name or address is already in use.'
	);
});

test(
	'administration has no serious accessibility problems',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const ada = await newColleague();
		const page = await ada.signIn('Ada Okafor');
		for (const place of ['people', 'teams', 'organisation']) {
			await page.goto(`${ada.line.address}/admin/${place}`);
			await settled(page);
			const { violations } = await new AxeBuilder({ page }).analyze();
			const serious = violations.filter(
				({ impact }) => impact === 'serious' || impact === 'critical'
			);
			expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		}
	}
);
