import { CATALOGUES } from '#lib/domain/catalogue/definitions.ts';
import type { Colleague } from '../../support/server.ts';
import { Walk } from '../../support/walk.ts';
import type { Locale } from '../../support/words.ts';
import type { House } from './furnish.ts';

async function hrefOf({ page }: Walk, link: string): Promise<string> {
	return (await page.locator(link).first().getAttribute('href')) ?? '';
}

/** A technician’s day, and a visit from its start to its end. */
export async function walkVisits(walk: Walk, { ticket }: House): Promise<void> {
	await walk.at('/visits', 'main section li');
	await walk.named('button', 'visits.order').press('Enter');
	await walk.look('visits in another order');
	await walk.through(walk.named('button', 'visits.scan'), 'scan');
	await walk.at(await hrefOf(walk, `main a[href^="/visits/${ticket}/"]`), 'main section');
	for (const step of ['visits.depart', 'visits.arrive'] as const) {
		await walk.named('button', step).press('Enter');
		await walk.look(step);
	}
	await walk.through(walk.named('button', 'visits.signature.sign'), 'sign');
	const finish = await walk.open(walk.named('button', 'visits.finish'));
	await walk.named('button', 'visits.state.could-not').press('Enter');
	await walk.look('finish');
	await walk.leave(finish, 'finish');
}

/** Every catalogue, and the dialog of what is in it. */
export async function walkCatalogues(walk: Walk): Promise<void> {
	const { page } = walk;
	await walk.at('/admin/catalogues', 'main nav a[href^="/admin/catalogues/"]');
	for (const catalogue of CATALOGUES) {
		await walk.at(`/admin/catalogues/${catalogue}`, 'main li .open');
		await walk.through(page.locator('main li .open').last(), `one of ${catalogue}`);
	}
	await walk.at('/admin/catalogues/rule', 'main li .open');
	await walk.named('button', 'rules.log.show').press('Enter');
	await page.getByRole('list', { name: walk.word('rules.log') }).waitFor();
	await walk.look('what rules did');
	const empty = await walk.open(walk.named('button', 'catalogues.add'));
	await walk.named('button', 'shell.save').press('Enter');
	await walk.look('a rule that says nothing');
	await walk.leave(empty, 'a rule that says nothing');
	await walk.at('/admin/requesters', 'main textarea');
	await page
		.getByLabel(walk.word('portal.invite.addresses'))
		.fill('olga@home.example\nolaf@home.example');
	await walk.named('button', 'portal.invite.do').press('Enter');
	await walk.named('button', 'portal.invite.copyAll').waitFor();
	await walk.look('links that were made');
}

/** The figures of teams, what one of them means, and each of their parts. */
export async function walkReports(walk: Walk): Promise<void> {
	await walk.at('/reports', 'main dl');
	await walk.through(walk.page.locator('main dl button').first(), 'what a figure means');
	await walk.page.locator('main [type=radio]').nth(1).press('Space');
	await walk.look('figures of people');
	await walk.named('button', 'reports.asTable').press('Enter');
	await walk.look('hours as a table');
	await walk.at('/activity', 'main [role=listitem]');
	await walk.at('/admin/provider', 'main h2');
}

/** What somebody sees who asks for help. */
export async function walkPortal(walk: Walk, { article }: House): Promise<void> {
	await walk.at('/requests', 'main a[href^="/requests/"]');
	await walk.at('/requests/new', 'main form');
	await walk.named('button', 'portal.send').press('Enter');
	await walk.look('a request that says nothing');
	await walk.at('/requests/settings', 'main h2');
	await walk.at('/requests/help', 'main li');
	await walk.at(`/requests/help/${article}`, 'main article');
	await walk.at('/requests', 'main li a');
	await walk.at(await hrefOf(walk, 'main li a'), 'main article');
}

/** The pages for whoever has no account. */
export async function walkOutside(who: Colleague, locale: Locale, house: House): Promise<void> {
	const page = await who.open('/help');
	const walk = new Walk(page, locale);
	await page.locator('main li').first().waitFor();
	await walk.named('button', 'knowledge.help.send').press('Enter');
	await walk.look('/help');
	await page.goto(`${who.line.address}/help/${house.article}`);
	await page.locator('main article').waitFor();
	await walk.look('/help/…');
	const paths = ['/sign-up', '/forgotten-password', '/join/no-such-link', '/rate/no-such-link'];
	for (const path of [...paths, '/sign-in']) {
		await page.goto(who.line.address + path);
		await page.getByRole('heading').first().waitFor();
		await walk.look(path);
	}
}
