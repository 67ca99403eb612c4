import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Colleague } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

/** A picture as a phone's camera gives it. */
async function photo(page: Page): Promise<Buffer> {
	const bytes = await page.evaluate(async () => {
		const canvas = new OffscreenCanvas(640, 480);
		const pen = canvas.getContext('2d');
		if (pen === null) throw new Error('nothing to draw with');
		pen.fillStyle = '#345';
		pen.fillRect(0, 0, 640, 480);
		pen.fillStyle = '#fff';
		pen.fillRect(90, 90, 200, 150);
		const picture = await canvas.convertToBlob({ type: 'image/jpeg' });
		return [...new Uint8Array(await picture.arrayBuffer())];
	});
	return Buffer.from(bytes);
}

/** A dispatcher plans a visit of tomorrow on a ticket of theirs. */
async function planVisit(steps: TicketSteps, technician: string, address: string): Promise<void> {
	await steps.ticket.getByRole('button', { name: /^Visits/ }).click();
	const form = steps.page.getByRole('form', { name: 'Plan a visit' });
	await form.getByLabel('Technician').selectOption({ label: technician });
	await form.getByLabel('Address').fill(address);
	await form.getByRole('button', { name: 'Plan a visit' }).click();
	await expect(steps.page.getByText('The visit is planned')).toBeVisible();
	await steps.page.keyboard.press('Escape');
	await steps.settled();
}

async function openVisits({ page }: Colleague): Promise<Page> {
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Visits' })
		.click();
	await expect(page.getByRole('region', { name: /^Today/ })).toBeVisible();
	return page;
}

/** Every target that is on screen is as large as a glove needs it. */
async function smallTargets(page: Page): Promise<string[]> {
	return page.locator('main').evaluate((main) =>
		[...main.querySelectorAll<HTMLElement>('.tool, label:has(input), .what, .grip')].flatMap(
			(target) => {
				const { width, height } = target.getBoundingClientRect();
				const isShown = width > 0 && target.offsetParent !== null;
				return isShown && (height < 56 || width < 56) ? [target.innerText || target.className] : [];
			}
		)
	);
}

test('a whole visit without a network, over a reload, reaches the dispatcher', async ({
	newColleague
}) => {
	const [desk, phone] = [await newColleague(), await newColleague({ phone: true })];
	await desk.signIn('Jonas Weber');
	const jonas = new TicketSteps(desk, false);
	await desk.page.goto(`${desk.line.address}/tickets`);
	const id = await jonas.create('Gate does not open', 'It hums.');
	await planVisit(jonas, 'Aisha Bello', 'Quay 7, Hamburg');

	const page = await phone.signIn('Aisha Bello');
	await openVisits(phone);
	const card = page.getByRole('link', { name: /^09:00.*Gate does not open/ });
	await expect(card).toContainText('Quay 7, Hamburg');
	await expect(page.getByText(/All on this device, readable without a network/)).toBeVisible();
	expect(await smallTargets(page)).toEqual([]);
	await phone.unplug();
	await expect(page.getByText('No network. Everything here goes on working.')).toBeVisible();

	await card.click();
	await page.getByRole('button', { name: 'I am on my way' }).click();
	await expect(page.getByRole('button', { name: 'Go on counting' })).toBeHidden();
	await page.getByRole('button', { name: 'Start work' }).click();
	await expect(page.getByText(/^Counting since/)).toBeVisible();
	await page.getByRole('checkbox', { name: 'Power is off' }).check();
	await page.getByRole('checkbox', { name: 'Left it clean' }).check();
	await page
		.locator('input[type="file"][capture]')
		.setInputFiles({ name: 'gate.jpg', mimeType: 'image/jpeg', buffer: await photo(page) });
	await expect(page.getByRole('button', { name: 'Open gate.jpg' }).locator('img')).toBeVisible();
	await page.getByRole('combobox', { name: 'Name or number of a part' }).fill('nc-5');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await page.getByRole('button', { name: 'One more: Network cable, 5 m' }).click();
	expect(await smallTargets(page)).toEqual([]);

	// The battery was changed: what was done is there, and so is what comes next.
	await page.reload();
	await expect(page.getByRole('checkbox', { name: 'Power is off' })).toBeChecked();
	await expect(page.getByText('Waits for the network')).toBeVisible();
	await page.getByRole('button', { name: 'Have it signed' }).click();
	const sign = page.getByRole('dialog', { name: 'Signature' });
	await sign.getByRole('button', { name: 'Keep the signature' }).click();
	await expect(sign.getByText('Write who signs.')).toBeVisible();
	await sign.getByLabel('Name of whoever signs').fill('Rosa Lund');
	const box = await sign.locator('canvas').boundingBox();
	if (box === null) throw new Error('there is nowhere to sign');
	await page.mouse.move(box.x + 20, box.y + 60);
	await page.mouse.down();
	await page.mouse.move(box.x + 120, box.y + 30, { steps: 8 });
	await page.mouse.up();
	await sign.getByRole('button', { name: 'Keep the signature' }).click();
	await expect(page.getByRole('region', { name: 'Signature' })).toContainText('Rosa Lund');
	await page.getByRole('button', { name: 'Finish the visit' }).click();
	const finish = page.getByRole('dialog', { name: 'Finish the visit' });
	await finish.getByRole('checkbox', { name: 'The ticket is solved, too' }).check();
	await finish.getByRole('textbox', { name: 'What solved it' }).fill('New relay.');
	await finish.getByRole('button', { name: 'Finish the visit' }).click();
	await expect(page.getByRole('button', { name: 'Go on with the visit' })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([]);

	await phone.plugIn();
	const link = jonas.ticket.getByRole('button', { name: /^Visits/ });
	await expect(link).toContainText('Done', { timeout: 25_000 });
	await expect(jonas.status).toContainText('Solved');
	await link.click();
	await desk.page.locator(`a[href^="/visits/${id}/"]`).click();
	const seen = desk.page;
	await expect(seen.getByRole('checkbox', { name: 'Left it clean' })).toBeChecked();
	await expect(seen.getByRole('list', { name: 'Parts used' })).toContainText('Network cable, 5 m');
	await expect(seen.getByRole('region', { name: 'Signature' })).toContainText('Rosa Lund');
	for (const name of ['Open gate.jpg', 'Open signature.png']) {
		const picture = seen.getByRole('button', { name }).locator('img');
		await expect
			.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
			.toBe(640);
		await picture.click();
		const large = seen.getByRole('dialog');
		await expect(large.getByRole('img')).toBeVisible();
		await seen.keyboard.press('Escape');
		await expect(large).toBeHidden();
	}
});

test('a day is put in order by keyboard and by hand, and a code leads to its ticket', async ({
	newColleague
}) => {
	const phone = await newColleague({ phone: true });
	const page = await phone.open('/sign-in');
	await page.getByRole('button', { name: 'Pieter van der Berg' }).click();
	// Whoever goes out begins there. The line above the day is longer until then: what one drags to
	// would move away.
	await expect(page.getByText(/All on this device, readable without a network/)).toBeVisible();
	const today = page.getByRole('region', { name: /^Today/ }).getByRole('listitem');
	const before = await today.allInnerTexts();
	expect(before.length).toBeGreaterThan(1);
	await page.getByRole('button', { name: 'Order', exact: true }).click();
	await today.last().getByRole('button', { name: /^Drag/ }).press('ArrowUp');
	await expect
		.poll(async () => (await today.allInnerTexts()).at(-2)?.slice(0, 40))
		.toBe(before.at(-1)?.slice(0, 40));
	await expect(today.nth(-2).getByRole('button', { name: /^Drag/ })).toBeFocused();
	const moved = await today.allInnerTexts();
	const dragged = /#\d+/.exec(moved[0] ?? '')?.[0] ?? '';
	const grip = today.filter({ hasText: dragged }).getByRole('button', { name: /^Drag/ });
	await grip.hover();
	await page.mouse.down();
	const next = await today.nth(1).boundingBox();
	if (next === null) throw new Error('there is nothing to drag past');
	await page.mouse.move(next.x + next.width - 40, next.y + next.height * 0.75, { steps: 8 });
	await page.mouse.up();
	await expect(today.nth(1)).toContainText(dragged);
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([]);

	const number = /#\d+/.exec(before[0] ?? '')?.[0] ?? '';
	await page.getByRole('button', { name: 'Scan' }).click();
	const scan = page.getByRole('dialog', { name: 'Scan' });
	await scan.getByLabel('Number or code').fill(number);
	await scan.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/\/(t|tickets)\//);
	await expect(page.getByRole('article').getByText(number).first()).toBeVisible();
});

test(
	'a technician who was away is told what is new, changed, or no longer theirs',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [phone, office] = [await newColleague({ phone: true }), await newColleague()];
		await phone.signIn('Pieter van der Berg');
		const page = await openVisits(phone);
		await office.signIn('Jonas Weber');
		const jonas = new TicketSteps(office, false);
		await office.page.goto(`${office.line.address}/tickets`);
		await jonas.create('The barrier does not open', 'At the second gate.');
		await phone.unplug();
		await planVisit(jonas, 'Pieter van der Berg', 'Quay 3');
		await phone.plugIn();
		const card = page.getByRole('listitem').filter({ hasText: 'The barrier does not open' });
		await expect(card.getByText('New', { exact: true })).toBeVisible({ timeout: 40_000 });
		// Whoever has looked at it knows it.
		await card.getByRole('link').first().click();
		await expect(page.getByText('Quay 3').first()).toBeVisible();
		await page.getByRole('link', { name: 'Back', exact: true }).click();
		await expect(card).toBeVisible();
		await expect(card.getByText('New', { exact: true })).toBeHidden();

		await jonas.ticket.getByRole('button', { name: /^Visits/ }).click();
		await jonas.page.getByRole('button', { name: /^Take the visit of .* away/ }).click();
		await expect(card).toBeHidden();
		const gone = page.getByText('A visit is no longer yours').last();
		await expect(gone).toBeVisible();
		await page.getByRole('button', { name: 'All right' }).click();
		await expect(page.getByRole('button', { name: 'All right' })).toBeHidden();
	}
);
