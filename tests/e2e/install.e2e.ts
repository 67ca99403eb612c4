import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test('the app can be installed', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const browser = await page.context().newCDPSession(page);
	const { url, errors } = await browser.send('Page.getAppManifest');
	expect([url, errors]).toEqual([`${mei.line.address}/manifest.webmanifest`, []]);
	const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
	expect(installabilityErrors).toEqual([]);
});

test('a page deep inside starts without the network', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	const subject = () => steps.ticket.getByRole('textbox', { name: 'Subject' });
	await page.goto(`${mei.line.address}/tickets`);
	await steps.create('Lift stuck', 'Between two floors.');
	await steps.settled();
	const address = page.url();

	mei.line.cut();
	await page.reload();
	await expect(subject()).toHaveValue('Lift stuck');
	expect(page.url()).toBe(address);

	await mei.quit();
	await mei.open(new URL(address).pathname);
	await expect(subject()).toHaveValue('Lift stuck');
});
