import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test.describe.configure({ timeout: 120_000 });

test('a search finds what lies here at once, and asks the server while it can', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Beamer stays dark', 'The Tonerkartusche is not the reason.');
	await steps.settled();

	await page.goto(`${mei.line.address}/search`);
	const field = page.getByRole('searchbox', { name: 'Search tickets' });
	const here = page.getByRole('region', { name: /^On this device/ });
	const there = page.getByRole('region', { name: /^From the server/ });
	const found = (where: typeof here) => where.getByRole('link', { name: /Beamer stays dark/ });
	// A slip is forgiven, and the letters need not be those of the title.
	await field.fill('baemer');
	await expect(found(here)).toContainText('spelled alike');
	await field.fill('is:open creator:me "stays dark" -tag:vip');
	await expect(found(here)).toBeVisible();
	await expect(there.getByText('The server knows no others.')).toBeVisible();
	await expect(page).toHaveURL(/\/search\?q=is%3Aopen/);

	await field.fill('stauts:open');
	await expect(page.getByText(/At character 1: “stauts” is nothing/)).toBeVisible();

	// There is more than is shown at once of this device.
	await field.fill('is:done');
	await expect(there.getByRole('link').first()).toBeVisible();

	// Whoever wrote a mail has no account, and a page of their own.
	const asker = await here.locator('.requester').first().innerText();
	await field.fill(asker);
	const people = page.getByRole('region', { name: 'People' });
	await expect(people.getByRole('link', { name: asker }).first()).toBeVisible();

	await mei.unplug();
	await field.fill('tonerkartusche');
	await expect(found(here)).toBeVisible();
	await expect(there.getByText(/^Offline: only this device was searched/)).toBeVisible();
	await mei.plugIn();
	await expect(there.getByText('The server knows no others.')).toBeVisible();
	await field.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(steps.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue(
		'Beamer stays dark'
	);
});

test('what comes to this device while its search is open is found without asking again @long', async ({
	newColleague
}) => {
	const [desk, other] = [await newColleague(), await newColleague()];
	const page = await desk.signIn('Mei Tanaka');
	await other.signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(desk, false), new TicketSteps(other, false)];
	const id = await mei.create('Beamer stays dark', 'Since this morning.');
	await mei.settled();
	await page.goto(`${desk.line.address}/search`);
	await page.getByRole('searchbox', { name: 'Search tickets' }).fill('zwillingsstecker');
	await expect(page.getByText('Nothing on this device.')).toBeVisible();
	await luca.open(id);
	await luca.reply('Try the other Zwillingsstecker.');
	const here = page.getByRole('region', { name: /^On this device/ });
	// What nobody asks for is looked at every half minute.
	await expect(here.getByRole('link', { name: /Beamer stays dark/ })).toBeVisible({
		timeout: 60_000
	});
});

test('a view is built, shared with the team, counted and shown as a board', async ({
	newColleague
}) => {
	const [mei, luca] = [await newColleague(), await newColleague({ phone: true })];
	const page = await mei.signIn('Mei Tanaka');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	const list = page.getByRole('region', { name: 'Tickets' });
	const choose = list.getByRole('button', { name: 'Choose a list' });
	await choose.click();
	await page.getByRole('menuitem', { name: 'New view…' }).click();
	const builder = page.getByRole('dialog', { name: 'New view' });
	await builder.getByRole('button', { name: 'Save' }).click();
	await expect(builder.getByText('Give the view a name.')).toBeVisible();
	await builder.getByLabel('Name').fill('Pressing and ours');
	// It begins with what the list is filtered by; a line more says more.
	const text = builder.getByLabel('The same as text');
	await expect(text).toHaveValue('is:unsolved');
	await builder.getByRole('button', { name: 'Add a condition' }).click();
	await builder.getByLabel('Value').last().selectOption('open');
	await expect(text).toHaveValue('is:unsolved is:open');
	await text.fill('is:unsolved priority:>=Normal');
	await expect(builder.getByLabel('What')).toHaveCount(2);
	await expect(builder.getByText(/^\d+ tickets? on this device$/)).toBeVisible();
	await builder.getByLabel('For', { exact: true }).selectOption({ index: 1 });
	await builder.getByRole('button', { name: 'Save' }).click();
	await expect(list.getByText('Pressing and ours')).toBeVisible();
	await expect(list.getByRole('status').first()).toHaveText(/^[1-9]/);
	const count = await list.getByRole('status').first().innerText();
	await choose.click();
	await expect(page.getByRole('menuitem', { name: /^Pressing and ours/ })).toContainText(count);
	await page.keyboard.press('Escape');
	const address = new URL(page.url());

	// Somebody of the team has it, on a phone, too.
	const phone = await luca.signIn('Luca Moretti');
	await phone.goto(`${luca.line.address}/tickets${address.search}`);
	await expect(phone.getByText('Pressing and ours')).toBeVisible();

	// The same tickets as a board: a card moves by key, and asks for what its status owes.
	await choose.click();
	await page.getByRole('menuitem', { name: 'Show as a board' }).click();
	await expect(page).toHaveURL(/\/board/);
	await expect(page.getByText('Pressing and ours')).toBeVisible();
	const column = (name: string) => page.getByRole('group', { name, exact: true });
	const from = column('Open').or(column('New')).or(column('In progress'));
	const card = from.getByRole('article').first();
	const subject = (await card.getAttribute('aria-label')) ?? '';
	await card.getByRole('button', { name: /^Move / }).click();
	await page.getByRole('menuitem', { name: 'Move to Solved' }).click();
	const words = page.getByRole('dialog');
	await words.getByRole('textbox').fill('Changed the lamp');
	await words.getByRole('button', { name: 'Cancel' }).click();
	await expect(from.getByRole('article', { name: subject }).first()).toBeVisible();

	await page.getByText('Whose turn', { exact: true }).click();
	const moving = column('Ours').getByRole('link').first();
	const id = (await moving.getAttribute('data-card')) ?? '';
	const moved = (where: string) => column(where).locator(`[data-card="${id}"]`);
	await moving.focus();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(moved('Waiting')).toBeFocused();
	await page.keyboard.press('z');
	await expect(moved('Ours')).toBeFocused();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(moved('Waiting')).toBeFocused();
	await moved('Waiting').dragTo(column('Ours').getByRole('heading'));
	await expect(moved('Ours')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await expect(moved('Waiting')).toBeVisible();
});

test(
	'a field of the organisation is asked for by name, completed, and counted in a view',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [ada, mei] = [await newColleague(), await newColleague()];
		const office = await ada.signIn('Ada Okafor');
		await office.goto(`${ada.line.address}/admin/catalogues/field`);
		for (const [name, kind] of [
			['Shelf height', 'number'],
			['Asset tag', 'text']
		] as const) {
			await office.getByRole('button', { name: 'Add', exact: true }).click();
			const form = office.getByRole('dialog');
			await form.getByLabel('English').first().fill(name);
			await form.getByLabel('Kind').selectOption(kind);
			await form.getByRole('button', { name: 'Save' }).click();
			await expect(office.getByRole('button', { name }).first()).toBeVisible();
		}

		const page = await mei.signIn('Mei Tanaka');
		const steps = new TicketSteps(mei, false);
		await steps.create('Shelf wobbles', 'Above the printer.');
		for (const [name, value] of [
			['Shelf height', '180'],
			['Asset tag', 'HH-0007']
		] as const) {
			await steps.ticket.getByRole('button', { name: new RegExp(`^${name}`) }).click();
			await page.getByRole('textbox', { name }).fill(value);
			await page.keyboard.press('Enter');
		}
		await steps.settled();

		// What a word may become is offered; nothing is taken unasked.
		await page.goto(`${mei.line.address}/search`);
		const field = page.getByRole('searchbox', { name: 'Search tickets' });
		const offers = page.getByRole('listbox', { name: 'What can be written here' });
		const here = page.getByRole('region', { name: /^On this device/ });
		await field.pressSequentially('asset');
		await expect(offers.getByRole('option', { name: /^asset-tag:/ })).toBeVisible();
		await field.press('Enter');
		await expect(field).toHaveValue('asset');
		await field.press('ArrowDown');
		await field.press('Enter');
		await expect(field).toHaveValue('asset-tag:');
		await field.pressSequentially('hh-0007 (is:do');
		await expect(offers.getByRole('option').first()).toHaveText(/^done/);
		await field.press('ArrowDown');
		await field.press('Tab');
		await field.pressSequentially('OR shelf-height:>=180)');
		await expect(field).toHaveValue('asset-tag:hh-0007 (is:done OR shelf-height:>=180)');
		await expect(here.getByRole('link', { name: /Shelf wobbles/ })).toBeVisible();
		await field.press('Escape');
		await field.fill('shelf-height:high');
		await expect(page.getByText(/At character 14: “high” is no number/)).toBeVisible();

		await page.goto(`${mei.line.address}/tickets`);
		const list = page.getByRole('region', { name: 'Tickets' });
		const choose = list.getByRole('button', { name: 'Choose a list' });
		await choose.click();
		// Each team says what waits there.
		await expect(page.getByRole('menuitem', { name: /^Service Desk\s*\d+/ })).toBeVisible();
		await page.getByRole('menuitem', { name: 'New view…' }).click();
		const builder = page.getByRole('dialog', { name: 'New view' });
		await builder.getByLabel('Name').fill('High shelves');
		await builder.getByLabel('The same as text').fill('');
		await builder.getByRole('button', { name: 'Add a condition' }).click();
		await builder.getByLabel('What').selectOption({ label: 'Shelf height' });
		await builder.getByLabel('How').selectOption({ label: 'at least' });
		await builder.getByLabel('Value').fill('180');
		await expect(builder.getByLabel('The same as text')).toHaveValue('shelf-height:>=180');
		await expect(builder.getByText('1 ticket on this device')).toBeVisible();
		await builder.getByRole('button', { name: 'Save' }).click();
		await expect(list.getByText('High shelves')).toBeVisible();
		await expect(list.getByRole('status').first()).toHaveText('1');
		await choose.click();
		await expect(page.getByRole('menuitem', { name: /^High shelves/ })).toContainText('1');
	}
);

test('the views that are offered, and that which opens first, are one’s own on all devices @long', async ({
	newColleague
}) => {
	// No other test looks at her lists: there, another one would open first.
	const [desk, phone] = [await newColleague(), await newColleague({ phone: true })];
	const page = await desk.signIn('Freya Lindqvist');
	const choose = page.getByRole('button', { name: 'Choose a list' });
	await choose.click();
	await page.getByRole('menuitem', { name: 'Choose views…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Views' });
	await dialog.getByLabel('Opens first').selectOption({ label: 'Urgent and high' });
	await dialog.getByLabel('With open sub-tasks').uncheck();
	await dialog.getByRole('button', { name: 'Close' }).last().click();
	await choose.click();
	await expect(page.getByRole('menuitem', { name: /^Urgent and high/ })).toBeVisible();
	await expect(page.getByRole('menuitem', { name: /^With open sub-tasks/ })).toHaveCount(0);

	// Another list says what is not in it any more, and one comes back to the first by the frame.
	await page.getByRole('menuitem', { name: /^All solved/ }).click();
	const older = page.getByText('What was closed more than 30 days ago is not here.');
	await expect(older).toBeVisible();
	const frame = page.getByRole('navigation').getByRole('link', { name: 'Tickets' }).first();
	await frame.click();
	await expect(page).toHaveURL(/priority=high,urgent/);
	await expect(older).toBeHidden();

	const small = await phone.signIn('Freya Lindqvist');
	await expect(small).toHaveURL(/priority=high,urgent/);
	await small.getByRole('button', { name: 'More', exact: true }).click();
	await small.getByRole('menuitem', { name: 'Search everywhere' }).click();
	await expect(small.getByRole('searchbox', { name: 'Search tickets' })).toBeFocused();

	// One that she made herself may come before all, too, whatever its name leaves room for.
	const CORNER = 'My corner, where whatever came in the night lies';
	await choose.click();
	await page.getByRole('menuitem', { name: 'New view…' }).click();
	await page.getByRole('dialog').getByLabel('Name').fill(CORNER);
	await page.getByRole('dialog').getByLabel('The same as text').fill('created:>2000-01-01');
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await choose.click();
	await page.getByRole('menuitem', { name: 'Choose views…' }).click();
	await dialog.getByLabel('Opens first').selectOption({ label: CORNER });
	await dialog.getByRole('button', { name: 'Close' }).last().click();
	await choose.click();
	await page.getByRole('menuitem', { name: /^All solved/ }).click();
	await expect(older).toBeVisible();
	await page.keyboard.press('g');
	await page.keyboard.press('t');
	const corner = page.getByRole('region', { name: 'Tickets' }).getByText(CORNER, { exact: true });
	await expect(corner).toBeVisible();
	await small.goto(`${phone.line.address}/tickets`);
	await expect(small.getByText(CORNER)).toBeVisible();
	const count = small.getByRole('region', { name: 'Tickets' }).getByRole('status').first();
	await expect(count).toHaveText(/^\d\d/);
	expect((await count.boundingBox())?.height).toBeLessThan(30);
	// Any other is shown when it is named.
	await choose.click();
	await page.getByRole('menuitem', { name: /^All unsolved/ }).click();
	await expect(corner).toBeHidden();
	// What a list does not have is found, with nothing above it.
	await choose.click();
	await page.getByRole('menuitem', { name: /^All solved/ }).click();
	await older.getByRole('link').click();
	await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toHaveValue('is:done');
	await expect(
		page
			.getByRole('region', { name: /^On this device/ })
			.getByRole('link')
			.first()
	).toBeVisible();
	await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('a list that was chosen is a place to go back to, and a press beside its menu opens nothing @long', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	const list = page.getByRole('region', { name: 'Tickets' });
	const count = list.getByRole('status').first();
	const choose = list.getByRole('button', { name: 'Choose a list' });
	const row = list.getByRole('option').nth(3);
	await expect(row).toBeVisible();
	const [before, all] = [page.url(), (await count.textContent()) ?? ''];

	const menu = page.getByRole('menu');
	await choose.click();
	await expect(menu).toBeVisible();
	const box = await row.boundingBox();
	if (box === null) throw new Error('the row is not on the screen');
	await page.mouse.click(box.x + box.width - 20, box.y + box.height / 2);
	await expect(menu).toBeHidden();
	expect(page.url()).toBe(before);

	await choose.click();
	await page.getByRole('menuitem', { name: /^Urgent and high/ }).click();
	await expect(page).toHaveURL(/priority=high,urgent/);
	await expect(count).not.toHaveText(all);
	const few = (await count.textContent()) ?? '';
	// Each letter is no place of its own.
	await list.getByRole('searchbox').pressSequentially('zzz');
	await expect(page).toHaveURL(/zzz/);
	await expect(count).toHaveText('0');
	await page.reload();
	await expect(count).toHaveText('0');
	await page.goBack();
	await expect(count).toHaveText(few);
	await page.goBack();
	await expect(page).toHaveURL(before);
	await expect(count).toHaveText(all);
});
