import type { Page } from '@playwright/test';
import { lookFor, visit } from '../support/looks.ts';
import { test, type Colleague } from '../support/server.ts';
import { word, type Locale } from '../support/words.ts';

const LOOKS = [
	{ name: 'in the light', colorScheme: 'light', locale: 'en' },
	{ name: 'in the dark', colorScheme: 'dark', locale: 'en' },
	{ name: 'from right to left', colorScheme: 'light', locale: 'ar' }
] as const;

/** What opens with a key and closes with another, on the place where it is. */
const OVERLAYS: readonly (readonly [name: string, key: string])[] = [
	['palette', 'Control+k'],
	['shortcuts', '?'],
	['new ticket', 'c'],
	['assignee', 'a'],
	['status', 's'],
	['priority', 'p'],
	['tags', 'l'],
	['team', 'Shift+T']
];

/** The first link inside that leads to one of something. */
async function firstHref(page: Page, start: string): Promise<string> {
	const link = page.locator(`main a[href^="${start}"]`).first();
	await link.waitFor();
	return (await link.getAttribute('href')) ?? start;
}

/** Looks at a page as it is, and at places once what they are for is there. */
function inspector(page: Page) {
	const look = (place: string) => lookFor(page, place);
	const at = async (path: string, content: string) => {
		await visit(page, path);
		await page.locator(content).first().waitFor();
		await look(path);
	};
	return { look, at };
}

async function lookAtWork(who: Colleague, locale: Locale): Promise<void> {
	const page = await who.signIn('Samira Haddad');
	const { look, at } = inspector(page);
	await at('/tickets', 'main [role=listbox] [role=option], main h2');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	await page.locator('[role=option][data-id]').first().waitFor();
	await look('a team’s tickets');
	await page.keyboard.press('j');
	await page.keyboard.press('o');
	await page.locator('[role=log] article').first().waitFor();
	await look('a ticket');
	for (const [name, key] of OVERLAYS) {
		await page.keyboard.press(key);
		await page.getByRole('dialog').waitFor();
		await look(name);
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
	}
	await page.keyboard.press('n');
	await look('a note');
	await page.keyboard.press('Escape');
	await page.getByRole('radio', { name: word(locale, 'tickets.history') }).press(' ');
	await look('history');
	await at('/chat', 'main nav a');
	await at(await firstHref(page, '/chat/'), '[role=log] article');
	await page.getByRole('button', { name: word(locale, 'chat.emoji') }).click();
	await look('emoji');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: word(locale, 'chat.new.channel') }).click();
	await look('new channel');
	await page.keyboard.press('Escape');
	await at('/service', 'main table td');
	await at('/admin/import', 'main [role=group]');
	await at('/device', 'table, [role=table], section h2');
	await at('/device/met', 'h2, h1');
	await at('/account', 'h2');
	await at('/t/~000000', 'h2, h1');
	await at('/nowhere', 'h1, h2');
}

async function lookAtAdministration(who: Colleague, locale: Locale): Promise<void> {
	const page = await who.signIn('Ada Okafor');
	const { look, at } = inspector(page);
	await at('/admin/people', 'main a[href^="/admin/people/"]');
	await at(await firstHref(page, '/admin/people/'), 'h1');
	await page.getByRole('button', { name: word(locale, 'admin.people.new') }).click();
	await page.getByRole('dialog').waitFor();
	await look('new person');
	await page.keyboard.press('Escape');
	await at('/admin/teams', 'main a[href^="/admin/teams/"]');
	await at(await firstHref(page, '/admin/teams/'), 'h1');
	await at('/admin/organisation', 'h1, h2');
}

/** The pages of those who are not signed in; the one for a server that is new is told that it is. */
async function lookAtTheDoor(who: Colleague): Promise<void> {
	const page = await who.open('/sign-in');
	const { look } = inspector(page);
	await page.getByRole('button', { name: 'Samira Haddad' }).waitFor();
	await look('/sign-in');
	await page.goto(`${who.line.address}/reset/no-such-link`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await look('/reset');
	const isNew = { isNeeded: true, isDemoAvailable: true };
	await page.route('**/api/setup', (route) => route.fulfill({ json: isNew }));
	await page.goto(`${who.line.address}/setup`);
	await page.getByRole('textbox').first().waitFor();
	await look('/setup');
}

for (const { name, locale, colorScheme } of LOOKS)
	test(`no screen shuts anybody out ${name}`, async ({ newColleague }) => {
		const next = () => newColleague({ locale, colorScheme });
		await lookAtTheDoor(await next());
		await lookAtWork(await next(), locale);
		await lookAtAdministration(await next(), locale);
	});
