import { expect, test } from '../support/server.ts';

test('whoever leaves the portal is asked about files that were added, and leaves none', async ({
	newColleague
}) => {
	const hannah = await newColleague({ phone: true });
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: 'New request' }).click();
	const subject = page.getByRole('textbox', { name: 'What is it about?' });
	await expect(subject).toBeVisible();
	const files = Array.from({ length: 11 }, (_, index) => ({
		name: `note ${index}.txt`,
		mimeType: 'text/plain',
		buffer: Buffer.from('It stands.')
	}));
	await page.locator('input[type=file][multiple]').setInputFiles(files);
	await expect(page.getByText('A message takes 10 files.')).toBeVisible();
	const added = page.getByRole('list', { name: 'Files of this message' }).getByRole('listitem');
	await expect(added).toHaveCount(10);

	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	const ask = page.getByRole('dialog', { name: 'Sign out with something half-written?' });
	await ask.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: 'New request' }).click();
	await expect(subject).toBeVisible();
	const left = page.evaluate(async () => {
		const all = await indexedDB.databases();
		const files = all.find(({ name }) => name?.startsWith('offhook.portal.'))?.name;
		if (files === undefined) return 0;
		return new Promise<number>((resolve, reject) => {
			const opening = indexedDB.open(files);
			opening.onerror = () => reject(opening.error ?? new Error('closed'));
			opening.onsuccess = () => {
				const count = opening.result.transaction('bytes').objectStore('bytes').count();
				count.onsuccess = () => resolve(count.result);
			};
		});
	});
	expect(await left).toBe(0);
});

test('a planner without a network is told whose visits are not on this device', async ({
	newColleague
}) => {
	const samira = await newColleague({ phone: true });
	const page = await samira.open('/sign-in');
	await page.getByRole('button', { name: 'Samira Haddad' }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await samira.unplug();
	await page.goto(`${samira.line.address}/visits`);
	await expect(page.getByText('These visits are not on this device')).toBeVisible();
	await expect(page.getByText('No visits planned')).toBeHidden();
	await samira.plugIn();
	await expect(page.getByText('These visits are not on this device')).toBeHidden();
});
