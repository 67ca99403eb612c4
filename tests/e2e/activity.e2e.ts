import { expect, test } from './support/server.ts';
import { offline, settled } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('who leads a team sees what is done as it happens, and the last of it without a network', async ({
	newColleague
}) => {
	const [mei, samira] = [await newColleague(), await newColleague()];
	await mei.signIn('Mei Tanaka');
	const page = await samira.signIn('Samira Haddad');
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Activity' })
		.click();
	const list = page.getByRole('list', { name: 'What was done, newest first' });
	await expect(list.getByRole('listitem').first()).toBeVisible();
	await settled(page);

	const steps = new TicketSteps(mei, false);
	await steps.create('The lift hums at night', 'Only on the third floor.');
	await steps.setPriority('High');
	await steps.settled();
	const newest = list.getByRole('listitem').filter({ hasText: 'The lift hums at night' });
	await expect(newest.filter({ hasText: 'Mei Tanaka created the ticket' })).toBeVisible();
	await expect(newest.filter({ hasText: /Mei Tanaka .*Priority.*“High”/ })).toBeVisible();

	await page.getByLabel('What', { exact: true }).selectOption('New tickets');
	await expect(newest).toHaveCount(1);
	expect(new URL(page.url()).search).toBe('?kind=created');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Export as CSV' }).click()
	]);
	expect(file.suggestedFilename()).toBe('activity.csv');
	await samira.unplug();
	await offline(page);
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Chat' }).click();
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Activity' })
		.click();
	await expect(page.getByText('The server cannot be reached.')).toBeVisible();
	await expect(newest).toBeVisible();
});
