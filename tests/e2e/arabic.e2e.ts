import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { message, openChannel } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { englishLeftIn } from './support/words.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

/** Nothing is said in English, and the page runs from right to left. */
async function isArabic(page: Page): Promise<void> {
	await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
	await expect(page.locator('html')).toHaveCSS('direction', 'rtl');
	expect(await englishLeftIn(page)).toEqual([]);
}

/** Where something begins, as a part of the width of its page. */
async function middleOf(page: Page, one: Locator): Promise<number> {
	const box = await one.boundingBox();
	if (box === null) throw new Error(`${one.toString()} is not on screen.`);
	return (box.x + box.width / 2) / (page.viewportSize()?.width ?? 1);
}

test('a ticket is made and answered offline in Arabic, and goes out on return', async ({
	newColleague
}) => {
	const [meisDevice, lucasDevice] = [await newColleague({ locale: 'ar' }), await newColleague()];
	const page = await meisDevice.signIn('Mei Tanaka');
	await lucasDevice.signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(meisDevice, false), new TicketSteps(lucasDevice, false)];
	const [subject, reply] = ['الطابعة لا تطبع', 'سنرسل فنيًا إليكم بعد الظهر.'];

	const id = await mei.create(subject, 'منذ هذا الصباح.');
	await mei.settled();
	await isArabic(page);
	// What stands first stands on the right: the rail, then the list, then the ticket.
	const rail = page.getByRole('navigation', { name: meisDevice.word('shell.nav') });
	const list = page.getByRole('region', { name: meisDevice.word('tickets.list') });
	expect(await middleOf(page, rail)).toBeGreaterThan(0.9);
	expect(await middleOf(page, list)).toBeGreaterThan(await middleOf(page, mei.ticket));

	await mei.goOffline();
	await mei.reply(reply);
	await isArabic(page);
	await page.reload();
	await expect(mei.message(reply)).toBeVisible();
	await mei.close('تم استبدالها.');
	await isArabic(page);

	await mei.goOnline();
	await luca.open(id);
	await expect(luca.message(reply)).toBeVisible();
	await expect(luca.message(reply)).toHaveCSS('direction', 'rtl');
	await expect(luca.status).toHaveText(/Closed/);
});

test('on an Arabic phone one mentions a colleague in a channel, who sees it @long', async ({
	newColleague
}) => {
	const [omar, freya] = [await newColleague({ locale: 'ar', phone: true }), await newColleague()];
	const page = await omar.signIn('Omar Farouk');
	const freyaPage = await freya.signIn('Freya Lindqvist');
	await openChannel(freyaPage, 'everyone');

	const bar = page.getByRole('navigation', { name: omar.word('shell.nav') });
	await bar.getByRole('link', { name: omar.word('shell.nav.chat') }).click();
	const channels = page.getByRole('navigation', { name: omar.word('chat.list') });
	await channels.getByRole('link', { name: /^everyone/ }).click();
	const box = page.getByRole('textbox', { name: /everyone/ });
	await expect(box).toBeVisible();
	await isArabic(page);
	// The way back points to where one came from.
	const back = page.getByRole('link', { name: omar.word('shell.back') });
	expect(await middleOf(page, back)).toBeGreaterThan(0.9);

	await box.pressSequentially('شكرًا يا @fre');
	await page.getByRole('option', { name: 'Freya Lindqvist' }).click();
	await page.getByRole('button', { name: omar.word('chat.send'), exact: true }).click();
	const said = page.getByRole('article').filter({ hasText: 'شكرًا يا @Freya Lindqvist' });
	await expect(said).toBeVisible();
	await isArabic(page);

	const heard = message(freyaPage, 'شكرًا يا @Freya Lindqvist');
	await expect(heard).toBeVisible();
	await expect(heard.getByText('شكرًا يا')).toHaveCSS('direction', 'rtl');
	await back.click();
	await expect(channels).toBeVisible();
	await isArabic(page);
});
