import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/server.ts';
import { onReturn } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';

const textOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Text', exact: true });

test('an article is written without network, published, found, voted on and restored', async ({
	newColleague
}) => {
	const [ada, guest] = [await newColleague(), await newColleague({ phone: true })];
	const desk = await ada.signIn('Ada Okafor');
	const steps = new TicketSteps(ada, false);
	await desk.goto(`${ada.line.address}/knowledge`);
	await expect(desk.getByRole('heading', { name: 'Knowledge', exact: true })).toBeVisible();
	// The editor is fetched once, and there without a network from then on.
	await desk.getByRole('link', { name: 'New article' }).click();
	await steps.goOffline();
	await desk.getByLabel('Title').fill('When the lift stands');
	await desk.getByLabel('Who may read it').selectOption('public');
	await desk.getByRole('button', { name: 'Write', exact: true }).click();
	await textOf(desk).pressSequentially('## First');
	await textOf(desk).press('Enter');
	await textOf(desk).pressSequentially('Press the **red** button.');
	await expect(desk.getByText('Kept on this device;')).toBeVisible();
	await desk.reload();
	await expect(textOf(desk).getByRole('heading', { name: 'First' })).toBeVisible();
	await steps.goOnline();
	await onReturn(desk.getByText('Saved for everyone')).toBeVisible();

	const page = await guest.open('/help');
	await page.getByLabel('What are you looking for?').fill('red lift');
	await expect(page.getByText('Nothing found.')).toBeVisible();
	await desk.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(desk.locator('strong', { hasText: 'red' })).toBeVisible();
	await steps.settled();
	await page.reload();
	await page.getByLabel('What are you looking for?').fill('red lift');
	await page.getByRole('link', { name: 'When the lift stands' }).click();
	await expect(page.locator('strong', { hasText: 'red' })).toBeVisible();
	await page.getByRole('button', { name: 'Yes' }).click();
	await expect(page.getByText('Thank you.')).toBeVisible();

	await desk.getByRole('button', { name: 'Edit' }).click();
	await textOf(desk).press('Control+a');
	await textOf(desk).press('Delete');
	await textOf(desk).pressSequentially('Nothing left.');
	await desk.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(desk.getByText('Nothing left.').first()).toBeVisible();
	await steps.settled();
	// What was restored is the newest of the versions, without asking for them again.
	await desk.getByRole('button', { name: 'Versions' }).click();
	const versions = desk.getByRole('region', { name: 'Versions' }).getByRole('listitem');
	await expect(versions).toHaveCount(3);
	await desk.getByRole('button', { name: 'Restore' }).first().click();
	await expect(desk.getByRole('heading', { name: 'First' }).first()).toBeVisible();
	await expect(versions).toHaveCount(4);
	await expect(versions.first().getByText('Current')).toBeVisible();
	await steps.settled();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'First' })).toBeVisible();
});

test('two people write an article at once, one of them offline, and publish it', async ({
	newColleague
}) => {
	const [adasDevice, samirasDevice] = [await newColleague(), await newColleague()];
	const ada = await adasDevice.signIn('Ada Okafor');
	const samira = await samirasDevice.signIn('Samira Haddad');
	const [adas, samiras] = [
		new TicketSteps(adasDevice, false),
		new TicketSteps(samirasDevice, false)
	];
	await ada.goto(`${adasDevice.line.address}/knowledge/new`);
	await ada.getByLabel('Title').fill('The car park');
	await ada.getByRole('button', { name: 'Write', exact: true }).click();
	await textOf(ada).pressSequentially('It opens at six.');
	await adas.settled();
	const { pathname, search } = new URL(ada.url());
	await samira.goto(`${samirasDevice.line.address}${pathname}`);
	await samira.getByRole('button', { name: 'Write along' }).click();
	expect(new URL(samira.url()).search).toBe(search);
	await expect(textOf(samira)).toContainText('It opens at six.');
	await expect(ada.getByText('Writing along: Samira Haddad')).toBeVisible();

	// Each sees the other's caret, with their name.
	await textOf(samira).press('Control+End');
	await samira.keyboard.type(' It closes at ten.');
	await expect(textOf(ada)).toContainText('It closes at ten.');
	await expect(textOf(ada).getByText('Samira Haddad')).toBeAttached();

	// Both go on, one of them without a network; what both wrote is there afterwards.
	await adas.goOffline();
	await textOf(ada).press('Control+Home');
	await ada.keyboard.type('Beside the gate. ');
	await textOf(samira).press('Control+End');
	await samira.keyboard.type(' Bring a coin.');
	await ada.reload();
	await expect(textOf(ada)).toContainText('Beside the gate. It opens at six.');
	await adas.goOnline();
	const start = 'Beside the gate. It opens at six. It closes at ten.';
	const whole = `${start} Bring a coin.`;
	// The other's name stands in the text where their caret is.
	for (const page of [ada, samira]) {
		await onReturn(textOf(page)).toContainText(start);
		await expect(textOf(page)).toContainText('Bring a coin.');
	}

	// Whoever still has the draft open sees that it is over, and keeps what they write.
	await ada.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(ada.getByRole('paragraph').filter({ hasText: whole })).toBeVisible();
	await expect(samira.getByText('This draft was published or discarded.')).toBeVisible();
	await samira.keyboard.type(' Or two.');
	await samira.getByRole('button', { name: 'Go on with it' }).click();
	await expect(samira.getByText('This draft was published or discarded.')).toBeHidden();
	await samiras.settled();
	await samira.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(
		ada.getByRole('paragraph').filter({ hasText: 'Bring a coin. Or two.' })
	).toBeVisible();
});

test('articles are found in the search and the palette, without a network too', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await page.goto(`${mei.line.address}/search`);
	await steps.settled();
	await steps.goOffline();
	const field = page.getByRole('searchbox', { name: 'Search' });
	await field.fill('docking cabinet');
	const articles = page.getByRole('region', { name: 'Knowledge' });
	await expect(articles.getByRole('link')).toHaveCount(1);
	await expect(articles.getByText('Docking stations of spring')).toBeVisible();
	await field.fill('pasword forgot');
	await expect(articles.getByText('I forgot my password')).toBeVisible();
	await field.fill('forgot status:open');
	await expect(articles).toBeHidden();
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('PON lamps');
	await page.getByRole('option', { name: /what the lamps say/ }).click();
	await expect(page.getByRole('heading', { name: /what the lamps say/ }).first()).toBeVisible();
});

test('help that was open once is there without a network, for whom it is', async ({
	newColleague
}) => {
	const hannah = await newColleague({ phone: true });
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await expect(page.getByRole('heading', { name: 'My requests' })).toBeVisible();
	const kept = page.waitForResponse((response) => response.url().endsWith('/api/portal/help/all'));
	await page.getByRole('link', { name: 'Help' }).click();
	await expect(page.getByRole('link', { name: /connect to the office/ })).toBeVisible();
	await (await kept).finished();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await hannah.unplug();
	await page.reload();
	await expect(page.getByText('No network: this is what was here the last time.')).toBeVisible();
	await page.getByLabel('What are you looking for?').fill('upwards E-14');
	await page.getByRole('link', { name: /printer says/ }).click();
	await expect(page.locator('strong', { hasText: 'upwards' })).toBeVisible();
	expect(await page.evaluate(async () => (await caches.keys()).join())).toContain('offhook-help');
	// What only requesters may read goes with whoever signs out.
	await hannah.plugIn();
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	expect(await page.evaluate(async () => (await caches.keys()).join())).not.toContain(
		'offhook-help'
	);
});

test('whoever has no account writes to the team', async ({ newColleague }) => {
	const [guest, mei] = [await newColleague({ phone: true }), await newColleague()];
	const page = await guest.open('/sign-in');
	await page.getByRole('link', { name: 'Help' }).click();
	await page.getByLabel('Your name').fill('Ann Lee');
	await page.getByLabel('Your e-mail address').fill('ann@home.example');
	await page.getByLabel('Message').fill('The door of the car park sticks.');
	await page.reload();
	await expect(page.getByLabel('Your name')).toHaveValue('Ann Lee');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Thank you. Somebody reads it.')).toBeVisible();
	// Whoever is quick is not taken for a program: what they wrote has arrived.
	const desk = await mei.signIn('Mei Tanaka');
	await desk.goto(`${mei.line.address}/search?q=door+sticks`);
	await expect(desk.getByRole('link', { name: /The door of the car park sticks/ })).toBeVisible();
});
