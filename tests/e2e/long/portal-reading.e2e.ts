import { expect, test } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

test('what is new stands in sight, and is seen only where it does', async ({ newColleague }) => {
	const [hannah, meisDevice] = [await newColleague({ phone: true }), await newColleague()];
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: /Docking station/ }).click();
	const said = (text: string) => page.getByRole('article').filter({ hasText: text });
	await expect(said('bring the old one along')).toBeInViewport();
	await meisDevice.signIn('Mei Tanaka');
	const mei = new TicketSteps(meisDevice, false);
	await mei.open(new URL(page.url()).pathname.split('/').at(-1) ?? '');
	await mei.status.click();
	await mei.page.getByRole('option', { name: 'Open', exact: true }).click();
	await expect(page.getByText('The status is now “Open”.')).toBeInViewport({ ratio: 1 });

	// Whoever reads further up stays there, is told, and has not seen it.
	await page.evaluate(() => window.scrollTo(0, 0));
	await mei.reply('Your new dock is here.');
	const news = page.getByRole('button', { name: 'New answer' });
	await expect(news).toBeVisible();
	await expect(said('Your new dock is here.')).not.toBeInViewport();
	const reply = mei.page.getByRole('article', { name: /^Message by Mei/ }).last();
	await expect(reply).toContainText('Your new dock is here.');
	await expect(reply.getByText(/^Seen/)).toBeHidden();
	await news.click();
	await expect(said('Your new dock is here.')).toBeInViewport({ ratio: 1 });
	await expect(reply.getByText(/^Seen/)).toBeVisible();
	await expect(news).toBeHidden();
});
