import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/server.ts';
import {
	composer,
	createChannel,
	message,
	offline,
	openChannel,
	say,
	settled
} from './support/talk.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

test('what is written offline is marked, and arrives on return', async ({ newColleague }) => {
	const [mei, luca] = [await newColleague(), await newColleague()];
	const [meiPage, lucaPage] = [await mei.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
	await createChannel(meiPage, 'night shift', 'Luca Moretti');
	await openChannel(lucaPage, 'night shift');
	await say(lucaPage, 'night shift', 'Anybody here?');
	await expect(message(meiPage, 'Anybody here?')).toBeVisible();

	await mei.unplug();
	await offline(meiPage);
	await say(meiPage, 'night shift', 'Written in the lift');
	await expect(message(meiPage, 'Written in the lift')).toContainText(
		'Will be sent when connected'
	);
	await say(lucaPage, 'night shift', 'Meanwhile, elsewhere');
	await meiPage.reload();
	await expect(message(meiPage, 'Written in the lift')).toBeVisible();

	await mei.plugIn();
	await settled(meiPage);
	await expect(message(lucaPage, 'Written in the lift')).toBeVisible();
	await expect(message(meiPage, 'Meanwhile, elsewhere')).toBeVisible();
	await expect(message(meiPage, 'Written in the lift')).not.toContainText('Will be sent');
});

test('what one device has read is read on all of a person’s devices @long', async ({
	newColleague
}) => {
	const [desk, phone] = [await newColleague(), await newColleague({ phone: true })];
	const priya = await newColleague();
	const deskPage = await desk.signIn('Luca Moretti');
	const priyaPage = await priya.signIn('Priya Raman');
	await createChannel(priyaPage, 'handover', 'Luca Moretti');
	await say(priyaPage, 'handover', 'One');
	await say(priyaPage, 'handover', 'Two');
	const phonePage = await phone.signIn('Luca Moretti');

	const line = (page: typeof deskPage) =>
		page
			.getByRole('navigation', { name: 'Conversations' })
			.getByRole('link', { name: /^handover/ });
	for (const page of [deskPage, phonePage]) {
		await page
			.getByRole('navigation', { name: 'Main' })
			.getByRole('link', { name: 'Chat' })
			.click();
		await expect(line(page)).toHaveAccessibleName('handover, 2 unread messages');
	}
	await line(phonePage).click();
	await expect(message(phonePage, 'Two')).toBeVisible();
	await expect(line(deskPage)).toHaveAccessibleName('handover');
});

test('a direct message reaches somebody one has never written to, with a mention', async ({
	newColleague
}) => {
	const [omar, freya] = [await newColleague(), await newColleague()];
	const [omarPage, freyaPage] = [
		await omar.signIn('Omar Farouk'),
		await freya.signIn('Freya Lindqvist')
	];
	await omarPage
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Chat' })
		.click();
	await omarPage.getByRole('button', { name: 'Message somebody' }).click();
	await omarPage.getByRole('combobox', { name: 'Message somebody' }).fill('freya');
	await omarPage.getByRole('option', { name: /Freya/ }).click();
	await composer(omarPage, 'Freya Lindqvist').pressSequentially('Lunch @fre');
	await omarPage.getByRole('option', { name: 'Freya Lindqvist' }).click();
	await composer(omarPage, 'Freya Lindqvist').press('Enter');
	await expect(message(omarPage, 'Lunch @Freya Lindqvist')).toBeVisible();

	await freyaPage
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Chat' })
		.click();
	await freyaPage
		.getByRole('navigation', { name: 'Conversations' })
		.getByRole('link', { name: /Omar/ })
		.click();
	await expect(message(freyaPage, 'Lunch @Freya Lindqvist')).toBeVisible();
	await expect(freyaPage.getByText('Here now')).toBeVisible();
	await composer(freyaPage, 'Omar Farouk').pressSequentially('At');
	await expect(omarPage.getByText('Freya Lindqvist is typing')).toBeVisible();
});

test('one edits and takes back what one said, by keyboard', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	await createChannel(page, 'drafts', 'Tomás Herrera');
	await say(page, 'drafts', 'Teh answer');
	await composer(page, 'drafts').press('ArrowUp');
	await page.getByRole('textbox', { name: 'Edit the message' }).fill('The answer');
	await page.keyboard.press('Enter');
	await expect(message(page, 'The answer')).toContainText('edited');

	await message(page, 'The answer').hover();
	await message(page, 'The answer').getByRole('button', { name: 'More for this message' }).click();
	await page.getByRole('menuitem', { name: 'Take back' }).click();
	await expect(message(page, 'This message was taken back.')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(message(page, 'The answer')).toBeVisible();
});

test('what arrives does not move what is being read', async ({ newColleague }) => {
	const [mei, luca] = [await newColleague(), await newColleague()];
	const [meiPage, lucaPage] = [await mei.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
	await createChannel(meiPage, 'long talk', 'Luca Moretti');
	await composer(meiPage, 'long talk').fill(
		Array.from({ length: 60 }, (_, i) => `line ${i}`).join('\n')
	);
	await composer(meiPage, 'long talk').press('Enter');
	await say(meiPage, 'long talk', 'The end');
	await openChannel(lucaPage, 'long talk');
	const log = meiPage.getByRole('log', { name: 'Messages' });
	await log.evaluate((view) => view.scrollTo({ top: 0 }));
	await expect(meiPage.getByRole('button', { name: 'Go to the newest message' })).toBeVisible();
	const before = await log.evaluate((view) => view.scrollTop);

	await say(lucaPage, 'long talk', 'Something new');
	await expect(meiPage.getByRole('button', { name: '1 new' })).toBeVisible();
	expect(await log.evaluate((view) => view.scrollTop)).toBe(before);
	await meiPage.getByRole('button', { name: '1 new' }).click();
	await expect(message(meiPage, 'Something new')).toBeInViewport();
});

test('chat has no serious accessibility problems', { tag: '@long' }, async ({ newColleague }) => {
	const page = await (await newColleague()).signIn('Mei Tanaka');
	await openChannel(page, 'everyone');
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
