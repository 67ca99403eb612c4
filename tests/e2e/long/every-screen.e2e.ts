import type { Page } from '@playwright/test';
import { test, type Colleague } from '../support/server.ts';
import { Walk } from '../support/walk.ts';
import { furnish } from './walks/furnish.ts';
import {
	walkCatalogues,
	walkOutside,
	walkPortal,
	walkReports,
	walkVisits
} from './walks/others.ts';
import {
	walkBoardAndSearch,
	walkKnowledge,
	walkLists,
	walkTicket,
	walkWriting
} from './walks/tickets.ts';

const LOOKS = [
	{ name: 'on a desktop in the dark', colorScheme: 'dark', locale: 'en', phone: false },
	{ name: 'on a German phone in the light', colorScheme: 'light', locale: 'de', phone: true },
	{ name: 'on an Arabic phone in the dark', colorScheme: 'dark', locale: 'ar', phone: true }
] as const;

test.describe.configure({ timeout: 300_000 });

for (const { name, ...taste } of LOOKS) {
	const { locale } = taste;
	test(`every screen has room, can be told apart and is reached by key ${name}`, async ({
		newColleague,
		server
	}) => {
		const house = await furnish(server.address);
		const as = async (person: string) => {
			const who = await newColleague(taste);
			return new Walk(await who.signIn(person), locale);
		};
		const staff = await as('Samira Haddad');
		await walkLists(staff, house);
		await walkBoardAndSearch(staff, house);
		await walkTicket(staff, house);
		await walkWriting(staff, house);
		const administrator = await as('Ada Okafor');
		await walkKnowledge(administrator, house);
		await walkCatalogues(administrator);
		await walkReports(administrator);
		await walkVisits(await as('Pieter van der Berg'), house);
		await walkOutside(await newColleague(taste), locale, house);
		const requester = await asRequester(await newColleague(taste));
		await walkPortal(new Walk(requester, locale), house);
	});
}

/** Requesters come in by their own door. */
async function asRequester(who: Colleague): Promise<Page> {
	const page = await who.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.locator('main a[href="/requests/new"]').first().waitFor();
	return page;
}
