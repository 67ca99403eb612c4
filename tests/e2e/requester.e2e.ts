import { expect, test } from './support/server.ts';

test('a requester is told that there is nothing for them yet, and can leave', async ({
	newColleague
}) => {
	const page = await (await newColleague()).open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	const heading = page.getByRole('heading', { name: 'Your tickets are not here yet' });
	await expect(heading).toBeVisible();
	await expect(page.getByText('Hannah Krüger, a requester of')).toBeVisible();
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await page.getByRole('button', { name: 'Deutsch' }).click();
	await expect(
		page.getByRole('heading', { name: 'Ihre Tickets sind noch nicht hier' })
	).toBeVisible();
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await expect(page).toHaveURL(/\/sign-in/);
});
