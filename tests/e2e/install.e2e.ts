import { chromium } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('the app can be installed', async ({ newColleague }) => {
	// In a private window nothing can be installed.
	const mei = await newColleague({ isOnDisk: true });
	const page = await mei.signIn('Mei Tanaka');
	await mei.canDoWithout();
	const browser = await page.context().newCDPSession(page);
	const { url, errors } = await browser.send('Page.getAppManifest');
	expect([url, errors]).toEqual([`${mei.line.address}/manifest.webmanifest`, []]);
	const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
	expect(installabilityErrors).toEqual([]);
});

test('a page deep inside starts without the network', async ({ newColleague }) => {
	const mei = await newColleague({ isOnDisk: true });
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	const subject = () => steps.ticket.getByRole('textbox', { name: 'Subject' });
	await page.goto(`${mei.line.address}/tickets`);
	await steps.create('Lift stuck', 'Between two floors.');
	await steps.settled();
	const address = page.url();

	await mei.unplug();
	await page.reload();
	await expect(subject()).toHaveValue('Lift stuck');
	expect(page.url()).toBe(address);

	await mei.quit();
	await mei.open(new URL(address).pathname);
	await expect(subject()).toHaveValue('Lift stuck');
});

test('another language is there without the network', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');

	await mei.unplug();
	await page.goto(`${mei.line.address}/account`);
	await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Deutsch' });
	await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('on an address that is not secure, the way in says what is missing and why', async ({
	server,
	launchOptions
}) => {
	// Only a name of the machine itself counts as secure without https.
	const name = '--host-resolver-rules=MAP desk.test 127.0.0.1';
	const args = [...(launchOptions.args ?? []), name];
	const browser = await chromium.launch({ ...launchOptions, args });
	const page = await browser.newPage();
	await page.goto(`http://desk.test:${new URL(server.address).port}/sign-in`);
	await expect(page.getByText(/^This address is not secure \(http\)/)).toContainText('https');
	await page.getByRole('button', { name: 'Mei Tanaka' }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await expect(page.getByText('Connected', { exact: true })).toBeVisible();
	await browser.close();
});
