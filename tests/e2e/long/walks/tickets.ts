import type { Locator, Page } from '@playwright/test';
import type { Walk } from '../../support/walk.ts';
import type { House } from './furnish.ts';

/** The list, what it offers, and what is done to many at once. */
export async function walkLists(walk: Walk, { team }: House): Promise<void> {
	const { page } = walk;
	await walk.at(`/tickets?team=${team}`, '[role=option][data-id]');
	const choose = walk.named('button', 'tickets.lists');
	await walk.through(choose, 'lists', 'menu');
	await walk.through(walk.named('button', 'tickets.filter'), 'filters');
	await walk.through(walk.named('button', 'tickets.view'), 'view options');

	await walk.open(choose, 'menu');
	const builder = await walk.open(walk.named('menuitem', 'work.newView'));
	await walk.named('button', 'views.condition.add').press('Enter');
	await walk.look('a new view');
	await page.getByLabel(walk.word('views.text')).fill('stauts:open');
	await walk.named('button', 'shell.save').press('Enter');
	await walk.look('a view that cannot be kept');
	await walk.discard(builder, 'a new view');

	await walk.open(choose, 'menu');
	await walk.through(walk.named('menuitem', 'work.views'), 'views to choose from');

	await page.getByRole('listbox', { name: walk.word('tickets.list') }).focus();
	await page.keyboard.press('Control+a');
	await walk.look('a selection');
	const edit = await openEditMany(walk);
	await walk.look('edit many');
	await page.getByLabel(walk.word('rules.action.addTag')).fill('spring-clean');
	await walk.named('button', 'work.preview').press('Enter');
	await walk.named('button', 'work.apply').waitFor();
	await walk.look('a preview');
	await page.keyboard.press('Escape');
	await walk.named('button', 'work.preview').waitFor();
	await walk.discard(edit, 'edit many');
}

/** Where the bar has no room for it, it is behind the dots. */
async function openEditMany(walk: Walk): Promise<Locator> {
	const shown = walk.named('button', 'work.editMany');
	if (await shown.isVisible()) return walk.open(shown);
	const bar = walk.page.getByRole('toolbar', { name: walk.word('tickets.bulk') });
	await walk.open(walk.named('button', 'shell.more', bar), 'menu');
	return walk.open(walk.named('menuitem', 'work.editMany'));
}

export async function walkBoardAndSearch(walk: Walk, { team }: House): Promise<void> {
	const { page } = walk;
	await walk.at(`/tickets/board?team=${team}`, '[data-card]');
	await walk.through(walk.named('button', 'board.move'), 'where a card goes', 'menu');
	await walk.at(`/tickets/board?team=${team}&by=class`, '[data-card]');
	await walk.at('/search', 'main [type=search]');
	const asked = page.locator('main [type=search]');
	await asked.fill('lift');
	await page.locator('main section li').first().waitFor();
	await walk.look('what was found');
	await asked.fill('stauts:open');
	await walk.look('a search that says nothing');
	await asked.fill('Freifrau');
	const customer = page.locator('main a[href^="/people/"]').first();
	await walk.at((await customer.getAttribute('href')) ?? '', 'main [role=list] a');
	for (const part of await page.getByRole('radio').all()) {
		await part.press(' ');
		await walk.look('a customer');
	}
	await walk.at('/service', 'main table td');
	await page.keyboard.press('Escape');
}

/** What a ticket says, and what is behind each of its fields. */
export async function walkTicket(walk: Walk, house: House): Promise<void> {
	const { page } = walk;
	await walk.at(`/tickets/${house.ticket}`, '[role=log] article');
	const ticket = page.locator('article.ticket');
	const more = walk.named('button', 'tickets.moreFields');
	if (await more.isVisible()) {
		await more.press('Enter');
		await walk.look('more fields');
	}
	for (const field of [
		'tickets.field.tasks',
		'visits.title',
		'tickets.field.links',
		'tickets.field.requester',
		'tickets.field.tags',
		'tickets.field.due'
	] as const)
		await walk.through(walk.named('button', field, ticket), field);
	const levels = await walk.open(walk.named('button', 'service.level', ticket));
	await walk.named('button', 'service.explain.of').press('Enter');
	await walk.look('how time was counted');
	await walk.leave(levels, 'service levels');
	if (await walk.named('button', 'tickets.lessFields').isVisible())
		await walk.named('button', 'tickets.lessFields').press('Enter');

	const ofTicket = walk.named('button', 'tickets.more.ticket');
	await walk.through(ofTicket, 'what one can do', 'menu');
	await walk.open(ofTicket, 'menu');
	await walk.through(walk.named('menuitem', 'tickets.action.merge'), 'merge');
	const ofMessage = page.getByRole('log').getByRole('article').first();
	await walk.open(
		ofMessage.getByRole('button', { name: walk.word('tickets.more.message') }),
		'menu'
	);
	await walk.through(walk.named('menuitem', 'split.action'), 'split');

	await walk.named('radio', 'moments.title').press(' ');
	await page.getByRole('slider').first().press('Home');
	await walk.look('as it was');
	await walk.named('radio', 'moments.difference').press(' ');
	await page.getByRole('slider').nth(1).press('End');
	await walk.look('what is different');
	await walk.named('radio', 'tickets.thread').press(' ');
}

/** A picture as a clipboard has one, put where somebody writes. */
async function pastePicture(page: Page, label: string): Promise<void> {
	await page.getByRole('textbox', { name: label, exact: true }).evaluate(async (field) => {
		const canvas = new OffscreenCanvas(640, 400);
		const pen = canvas.getContext('2d');
		if (pen === null) throw new Error('nothing to draw with');
		pen.fillStyle = '#0d6570';
		pen.fillRect(0, 0, 640, 400);
		const picture = await canvas.convertToBlob({ type: 'image/png' });
		const clipboardData = new DataTransfer();
		const name = 'Aufzugsanlagenwartungsvertragsanhang-Nordgebäude-2026-Seite-4.png';
		clipboardData.items.add(new File([picture], name, { type: 'image/png' }));
		field.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	});
}

/** Writing: templates, files, macros, and with others. */
export async function walkWriting(walk: Walk, { ticket }: House): Promise<void> {
	const { page } = walk;
	await walk.at(`/tickets/${ticket}`, '[role=log] article');
	await page.locator('article.ticket').focus();
	await page.keyboard.press('m');
	await page.getByRole('dialog').waitFor();
	await walk.look('macros');
	await page.getByRole('dialog').getByRole('option').first().click();
	await walk.named('button', 'work.apply').waitFor();
	await walk.look('what a macro does');
	await walk.leave(page.getByRole('dialog'), 'what a macro does');

	await page.keyboard.press('r');
	const reply = page.getByRole('textbox', { name: walk.word('tickets.reply'), exact: true });
	await reply.fill('/');
	await page.getByRole('listbox').last().waitFor();
	await walk.look('templates');
	await reply.fill('Good morning');
	await pastePicture(page, walk.word('tickets.reply'));
	await page.getByRole('list', { name: walk.word('files.added') }).waitFor();
	await walk.look('a file to be sent');
	await reply.press('Control+Enter');
	const picture = walk.named('button', 'files.open');
	await picture.scrollIntoViewIfNeeded();
	await walk.look('a picture');
	await walk.through(picture, 'the picture alone');

	await page.locator('article.ticket').focus();
	await page.keyboard.press('r');
	await walk.named('button', 'together.begin').press('Enter');
	await page.getByRole('textbox', { name: walk.word('together.reply') }).waitFor();
	await page.keyboard.type('We write this together.');
	await walk.look('writing together');
	const menu = walk.named('button', 'together.more');
	await walk.open(menu, 'menu');
	await walk.named('menuitem', 'together.discard').press('Enter');
}

export async function walkKnowledge(walk: Walk, { article }: House): Promise<void> {
	const { page } = walk;
	await walk.at('/knowledge', 'main a[href^="/knowledge/"]');
	await walk.at(`/knowledge/${article}`, 'main ol');
	await walk.named('button', 'knowledge.versions').press('Enter');
	await page.locator('main details').first().waitFor();
	await walk.look('versions of an article');
}
