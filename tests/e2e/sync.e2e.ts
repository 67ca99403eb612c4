import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import {
	composer,
	createChannel,
	message,
	offline,
	onReturn,
	openChannel,
	say,
	settled
} from './support/talk.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

/** Everything the server sends to a page, as text. */
function received(page: Page): string[] {
	const frames: string[] = [];
	page.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => frames.push(payload.toString('latin1')))
	);
	return frames;
}

async function archive(page: Page, name: string, button: 'Archive' | 'Bring back'): Promise<void> {
	await page.getByRole('button', { name: /members$/ }).click();
	await page
		.getByRole('dialog', { name: `About ${name}` })
		.getByRole('button', { name: button })
		.click();
	await settled(page);
}

test('a refused change says why, and can be tried again or given up', async ({ newColleague }) => {
	const [mei, luca] = [await newColleague(), await newColleague()];
	const [meiPage, lucaPage] = [await mei.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
	await createChannel(meiPage, 'closing soon', 'Luca Moretti');
	await openChannel(lucaPage, 'closing soon');
	await luca.unplug();
	await offline(lucaPage);
	await say(lucaPage, 'closing soon', 'One last thing');
	await say(lucaPage, 'closing soon', 'And another');
	await archive(meiPage, 'closing soon', 'Archive');
	await luca.plugIn();
	await onReturn(lucaPage.getByText('Not sent: It has been archived.').first()).toBeVisible();

	await lucaPage.goto(`${luca.line.address}/device`);
	const refused = lucaPage.getByRole('region', { name: 'Not applied' });
	const item = (text: string) => refused.getByRole('article').filter({ hasText: text });
	await expect(item('One last thing')).toContainText('It has been archived.');
	await item('And another').getByRole('button', { name: 'Discard' }).click();
	await expect(item('And another')).toBeHidden();
	await archive(meiPage, 'closing soon', 'Bring back');
	// Until this device has heard that the channel is back, it says so and keeps what was refused.
	await expect(async () => {
		const again = item('One last thing').getByRole('button', { name: 'Try again' });
		if (await again.isVisible()) await again.click();
		await expect(item('One last thing')).toBeHidden({ timeout: 3_000 });
	}).toPass({ timeout: 20_000 });
	await expect(message(meiPage, 'One last thing')).toBeVisible();
	await expect(message(meiPage, 'And another')).toBeHidden();
});

test('a device whose session was ended hands in what it has, and is wiped', async ({
	newColleague
}) => {
	const [old, own] = [await newColleague(), await newColleague()];
	const oldPage = await old.signIn('Priya Raman');
	await createChannel(oldPage, 'lost and found', 'Luca Moretti');
	await old.unplug();
	await offline(oldPage);
	await say(oldPage, 'lost and found', 'From the lost laptop');
	await composer(oldPage, 'lost and found').fill('Half a thought');

	const ownPage = await own.signIn('Priya Raman');
	await ownPage.goto(`${own.line.address}/account`);
	await ownPage.getByRole('button', { name: 'End all others' }).click();
	// How many there were depends on which tests this server has seen.
	await expect(ownPage.getByText(/^\d+ other sessions? w(as|ere) ended\.$/)).toBeVisible();

	await old.plugIn();
	await onReturn(
		oldPage.getByRole('heading', { name: 'This device was signed out' })
	).toBeVisible();
	await expect(oldPage.getByRole('button', { name: 'Go to sign-in' })).toBeVisible();
	await expect
		.poll(() =>
			oldPage.evaluate(
				async () =>
					(await indexedDB.databases()).filter(({ name }) => name?.startsWith('offhook.')).length
			)
		)
		.toBe(0);
	// Neither who worked here nor what she had begun to write is left beside the databases.
	const kept = await oldPage.evaluate(() => Object.entries(localStorage).flat().join(' '));
	expect(kept).not.toMatch(/Priya|Half a thought|offhook\.(me|draft)/);
	// Nothing is lost: it was refused, and waits for its author on her other device.
	await ownPage.goto(`${own.line.address}/device`);
	const refused = ownPage.getByRole('region', { name: 'Not applied' });
	await expect(refused.getByText('From the lost laptop')).toBeVisible();
	await expect(refused.getByText('This device had been signed out by then.')).toBeVisible();
});

test('a member of another team receives not one byte of a team’s tickets', async ({
	newColleague
}) => {
	const [mei, luca, chloe] = [await newColleague(), await newColleague(), await newColleague()];
	const [meiPage, lucaPage, chloePage] = [
		await mei.open('/sign-in'),
		await luca.open('/sign-in'),
		await chloe.open('/sign-in')
	];
	const [own, foreign] = [received(lucaPage), received(chloePage)];
	for (const [page, name] of [
		[meiPage, 'Mei Tanaka'],
		[lucaPage, 'Luca Moretti'],
		[chloePage, 'Chloé Dubois']
	] as const) {
		await page.getByRole('button', { name }).click();
		await settled(page);
	}
	const steps = new TicketSteps(mei, false);
	await meiPage.goto(`${mei.line.address}/tickets`);
	await steps.create('Zugspitze cable car', 'It swings.');
	await steps.settled();
	const has = (frames: string[]) => frames.some((frame) => frame.includes('Zugspitze cable car'));
	await expect.poll(() => has(own)).toBe(true);
	// What Chloé may see arrives after it would have, on the same socket.
	await openChannel(meiPage, 'everyone');
	await say(meiPage, 'everyone', 'After the ticket');
	await expect.poll(() => foreign.some((frame) => frame.includes('After the ticket'))).toBe(true);
	expect(has(foreign)).toBe(false);
});

test('an entry made in a tab that dies at once reaches the server through another @long', async ({
	newColleague
}) => {
	const [mei, luca] = [await newColleague(), await newColleague()];
	const [first, lucaPage] = [await mei.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
	await createChannel(first, 'short-lived tabs', 'Luca Moretti');
	await openChannel(lucaPage, 'short-lived tabs');
	const second = await first.context().newPage();
	await second.goto(`${mei.line.address}/device`);
	await settled(second);
	await mei.unplug();
	await offline(first);
	await composer(first, 'short-lived tabs').fill('Last words of a tab');
	await composer(first, 'short-lived tabs').press('Enter');
	await first.close();
	const waiting = second.getByRole('region', { name: 'Waiting to be sent' });
	await expect(waiting.getByText('Write to short-lived tabs')).toBeVisible();
	await expect(waiting.getByText('made in another tab')).toBeVisible();
	await mei.plugIn();
	await onReturn(message(lucaPage, 'Last words of a tab')).toBeVisible();
	await expect(waiting.getByText('Everything has been sent.')).toBeVisible();
});

test(
	'unsent work goes along in a file and is taken in on another device',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [broken, own, luca] = [await newColleague(), await newColleague(), await newColleague()];
		const [page, lucaPage] = [await broken.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
		await createChannel(page, 'by hand', 'Luca Moretti');
		await openChannel(lucaPage, 'by hand');
		await broken.unplug();
		await offline(page);
		await say(page, 'by hand', 'Carried by hand');
		await page.keyboard.press('Escape');
		await page.keyboard.press('g');
		await page.keyboard.press('s');
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save unsent work to a file' }).click();
		const file = await (await download).path();

		const ownPage = await own.signIn('Mei Tanaka');
		await ownPage.goto(`${own.line.address}/device`);
		await ownPage.locator('input[type="file"]').setInputFiles(file);
		await expect(message(lucaPage, 'Carried by hand')).toBeVisible();
		await broken.plugIn();
		await settled(page);
		await expect(message(lucaPage, 'Carried by hand')).toHaveCount(1);
	}
);

test(
	'signing out with work that waits asks what becomes of it',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [mei, luca] = [await newColleague(), await newColleague()];
		const [page, lucaPage] = [await mei.signIn('Mei Tanaka'), await luca.signIn('Luca Moretti')];
		await createChannel(page, 'end of shift', 'Luca Moretti');
		await openChannel(lucaPage, 'end of shift');
		await mei.unplug();
		await offline(page);
		await say(page, 'end of shift', 'Sealed until I am back');
		const signOut = async () => {
			await page.getByRole('button', { name: 'Mei Tanaka', exact: true }).click();
			await page.getByRole('menuitem', { name: 'Sign out' }).click();
		};
		await signOut();
		const dialog = page.getByRole('dialog', { name: 'Sign out with changes waiting?' });
		await dialog.getByRole('button', { name: 'Stay signed in' }).click();
		await expect(message(page, 'Sealed until I am back')).toBeVisible();
		await signOut();
		await dialog.getByRole('button', { name: 'Sign out and keep them' }).click();
		await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

		await mei.plugIn();
		await page.reload();
		await page.getByRole('button', { name: 'Mei Tanaka' }).click();
		await expect(message(lucaPage, 'Sealed until I am back')).toBeVisible();
	}
);

test(
	'after a long time away, what met others’ changes is one page',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [meisDevice, lucasDevice] = [await newColleague(), await newColleague()];
		await (await meisDevice.signIn('Mei Tanaka')).clock.install();
		await lucasDevice.signIn('Luca Moretti');
		const [mei, luca] = [new TicketSteps(meisDevice, false), new TicketSteps(lucasDevice, false)];
		await mei.page.reload();
		const id = await mei.create('Lift stands still', 'Between two floors.');
		await mei.settled();
		await luca.open(id);
		await mei.goOffline();
		await mei.setPriority('High');
		await luca.setPriority('Low');
		await luca.settled();
		await mei.page.clock.fastForward('10:00');
		await mei.goOnline();

		await expect(mei.page.getByText(/met others’ changes while you were away/)).toBeVisible();
		await mei.page.getByRole('link', { name: 'Show', exact: true }).click();
		await expect(mei.page.getByRole('heading', { name: 'Priority' })).toBeVisible();
		await mei.page.getByRole('button', { name: 'Use “High”' }).click();
		await expect(luca.priority).toHaveText(/High/);
		await expect(mei.page.getByText('Nothing to look at')).toBeVisible();
	}
);

test(
	'the page about this device has no serious accessibility problems',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const mei = await newColleague();
		const page = await mei.signIn('Mei Tanaka');
		await page.goto(`${mei.line.address}/device`);
		await expect(page.getByRole('region', { name: 'Documents on this device' })).toBeVisible();
		const { violations } = await new AxeBuilder({ page }).analyze();
		const serious = violations.filter(
			({ impact }) => impact === 'serious' || impact === 'critical'
		);
		expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	}
);
