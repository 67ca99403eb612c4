import { expect, test } from '@playwright/test';
import { startCrowd } from './support/crowd-server.ts';
import { showing, withDesk, type Desk } from './support/desk.ts';
import { Results } from './support/results.ts';

const results = new Results('app-many');
test.afterAll(() => results.write());

/** Every view says how many it has, and so does every team. */
const counted = (desk: Desk) =>
	desk.page.waitForFunction(() => document.querySelectorAll('[role=menu] .aside').length > 14);

async function atLists({ page }: Desk): Promise<void> {
	await page.getByRole('button', { name: 'Choose a list' }).focus();
	await page.waitForTimeout(500);
}

/** By a key, on the button that `atLists` went to. */
async function openLists(desk: Desk): Promise<void> {
	await desk.page.keyboard.press('Enter');
	await counted(desk);
}

async function switchViews(desk: Desk): Promise<void> {
	const { page } = desk;
	for (const [view, many] of [
		['Unassigned', /^\d/],
		['All tickets', /^5,\d{3}$/],
		['All unsolved', /^\d/]
	] as const) {
		await atLists(desk);
		await openLists(desk);
		const item = page.getByRole('menuitem', { name: view, exact: false }).first();
		await item.focus();
		await desk.hold(`view: ${view}`, async () => {
			await page.keyboard.press('Enter');
			await desk.count(many);
			await page.waitForTimeout(1_500);
		});
	}
}

async function countAnew(desk: Desk): Promise<void> {
	const { page } = desk;
	await desk.keys('gm');
	await page.waitForTimeout(1_500);
	await desk.hold('the list, with the counts of all views', async () => {
		await desk.openTeamList();
		await page.waitForTimeout(2_000);
	});
	await atLists(desk);
	await desk.hold('counts of teams', async () => {
		await openLists(desk);
		await page.waitForTimeout(1_000);
	});
	await page.keyboard.press('Escape');
}

async function filter(desk: Desk): Promise<void> {
	const { page } = desk;
	for (const words of ['urgent', 'Nobody']) {
		await page.keyboard.press('f');
		const choices = page.getByRole('dialog', { name: 'Filter' });
		await choices.getByRole('combobox').fill(words);
		await expect(choices.getByRole('option')).toHaveCount(1);
		for (const what of [`filter: ${words}`, `filter off: ${words}`])
			await desk.hold(what, async () => {
				await page.keyboard.press('Enter');
				await page.waitForTimeout(1_200);
			});
		await page.keyboard.press('Escape');
	}
	await desk.list.focus();
	await page.keyboard.press('/');
	await desk.hold('filter: words', async () => {
		await desk.keys('printer', 120);
		await page.waitForTimeout(1_000);
	});
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Delete');
	await page.waitForTimeout(1_500);
}

async function previewBulk(desk: Desk): Promise<void> {
	const { page } = desk;
	await desk.list.focus();
	await desk.hold('select all', async () => {
		await page.keyboard.press('Control+a');
		await showing(page, '.bulk', 'selected');
		await page.waitForTimeout(500);
	});
	const toolbar = page.getByRole('toolbar', { name: 'Change the selected tickets' });
	await desk.hold('the form for many', async () => {
		await toolbar.getByRole('button', { name: 'Edit…' }).press('Enter');
		await showing(page, '[role=dialog]', 'Priority');
		await page.waitForTimeout(1_000);
	});
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Priority').selectOption({ label: 'Urgent' });
	await dialog.getByRole('button', { name: 'Preview' }).focus();
	await desk.hold('bulk preview', async () => {
		await page.keyboard.press('Enter');
		await showing(page, '[role=dialog]', 'will change');
		await page.waitForTimeout(2_000);
	});
}

test('many of 5,000 tickets at once, four times slower', async () => {
	const crowd = await startCrowd(5_000, 1);
	try {
		await withDesk({ results, crowd }, [4, false], async (desk) => {
			await desk.who.signIn('Mei Tanaka');
			await desk.openTeamList();
			await desk.count(/^\d,\d{3}$/);
			await desk.page.waitForTimeout(5_000);
			await desk.slowDown();
			await countAnew(desk);
			await switchViews(desk);
			await filter(desk);
			await previewBulk(desk);
			await desk.hold('others change, five a second', async () => {
				await crowd.edit(5);
				await desk.page.waitForTimeout(3_000);
				await crowd.edit(0);
			});
		});
	} finally {
		await crowd.stop();
	}
});
