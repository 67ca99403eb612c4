import { newEntry, saveEntry } from './support/catalogues.ts';
import { expect, test, type Colleague } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test.describe.configure({ timeout: 120_000 });

async function define(ada: Colleague): Promise<void> {
	const page = await ada.signIn('Ada Okafor');
	const template = await newEntry(page, ada, 'template', 'Greeting');
	const words = 'Hello {{requester}}, this is {{me}} about “{{subject}}”.';
	await template.getByLabel('English').last().fill(words);
	await saveEntry(page, 'Greeting');
	const macro = await newEntry(page, ada, 'macro', 'Ask and wait');
	await macro.getByRole('button', { name: 'Save' }).click();
	await expect(macro.getByText('Something is still empty here.')).toBeVisible();
	const add = macro.getByLabel('Add a step');
	await add.selectOption('addTag');
	await macro.getByRole('textbox', { name: 'Add a tag' }).fill('asked');
	await add.selectOption('status');
	await macro.getByRole('combobox', { name: 'Set the status' }).selectOption('waiting');
	await add.selectOption('note');
	await macro.getByRole('textbox', { name: 'Keep a note' }).fill('Asked about {{subject}}');
	await saveEntry(page, 'Ask and wait');
}

test('templates, macros and views: the same work with fewer keys', async ({ newColleague }) => {
	const [ada, mei] = [await newColleague(), await newColleague()];
	await define(ada);
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Beamer stays dark', 'In the large room.');
	await steps.settled();

	// A template by a slash at the start of a line; what nobody knows is marked and selected.
	const reply = steps.ticket.getByRole('textbox', { name: 'Reply' });
	await reply.fill('Good morning\n');
	await reply.press('End');
	await reply.pressSequentially('/gre');
	await expect(page.getByRole('option', { name: 'Greeting' })).toBeVisible();
	await reply.press('Enter');
	await expect(reply).toHaveValue(
		'Good morning\nHello ⟦requester⟧, this is Mei Tanaka about “Beamer stays dark”.'
	);
	await page.keyboard.type('Lena');
	await expect(reply).toHaveValue(/Hello Lena, this is Mei Tanaka/);
	await reply.fill('');

	// A macro: seen first, made by Enter, taken back as a whole.
	await reply.press('Escape');
	await page.keyboard.press('m');
	await page.getByRole('option', { name: 'Ask and wait' }).click();
	const preview = page.getByRole('dialog', { name: 'Ask and wait' });
	await expect(preview.getByText('1 ticket will change')).toBeVisible();
	await expect(preview.getByText('Status: New → Waiting')).toBeVisible();
	await expect(preview.getByText('Note: Asked about Beamer stays dark')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(preview).toBeHidden();
	await expect(steps.status).toContainText('Waiting');
	await expect(steps.message('Asked about Beamer stays dark')).toBeVisible();
	await page.keyboard.press('z');
	await expect(steps.status).toContainText('New');
	await expect(steps.message('Asked about Beamer stays dark')).toBeHidden();

	// A view says how many tickets it has before it is opened, and keeps up.
	const list = page.getByRole('region', { name: 'Tickets' });
	const pressing = page.getByRole('menuitem', { name: /^Urgent and high/ });
	const choose = list.getByRole('button', { name: 'Choose a list' });
	await choose.click();
	const before = Number((await pressing.innerText()).match(/\d+/)?.[0]);
	await page.keyboard.press('Escape');
	await steps.setPriority('Urgent');
	await choose.click();
	await expect(pressing).toContainText(String(before + 1));
	await pressing.click();
	await expect(page).toHaveURL(/priority=high,urgent/);
	await expect(list.getByText('Urgent and high', { exact: true })).toBeVisible();
	await expect(list.getByRole('status').first()).toHaveText(String(before + 1));
});

test('many tickets are edited together, and what would be refused is said before', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	const list = page.getByRole('region', { name: 'Tickets' });
	const count = list.getByRole('status').first();
	await list.getByRole('listbox').focus();
	await page.keyboard.press('ControlOrMeta+a');
	const many = (await list.getByText(/^\d+ tickets selected$/).innerText()).match(/\d+/)?.[0] ?? '';
	await page.getByRole('button', { name: 'Edit…' }).click();
	const edit = page.getByRole('dialog', { name: 'Edit tickets' });
	await edit.getByLabel('Status').selectOption('solved');
	await edit.getByLabel('Add a tag').fill('spring-clean');
	await edit.getByRole('button', { name: 'Preview' }).click();
	// Nobody said how they were solved.
	await expect(edit.getByText(`${many} tickets cannot be changed`)).toBeVisible();
	await expect(edit.getByRole('button', { name: 'Apply' })).toBeDisabled();
	// What was chosen is still there, and does not go by a slip.
	await edit.getByRole('button', { name: 'Back' }).click();
	const stay = edit.getByRole('button', { name: 'Keep writing' });
	await page.keyboard.press('Escape');
	await stay.click();
	await edit.getByRole('button', { name: 'Cancel' }).click();
	await stay.click();
	await expect(edit.getByLabel('Add a tag')).toHaveValue('spring-clean');
	await edit.getByLabel('Status').selectOption({ label: 'Leave as it is' });
	await edit.getByRole('button', { name: 'Preview' }).click();
	await expect(edit.getByText(`${many} tickets will change`)).toBeVisible();
	await edit.getByRole('button', { name: 'Apply' }).click();
	await expect(page.getByText(`${many} tickets: Edit tickets`)).toBeVisible();
	await list.getByRole('button', { name: 'Clear the selection' }).click();
	await list.getByRole('searchbox').fill('spring-clean');
	await expect(count).toHaveText(many);
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await expect(count).toHaveText('0');
});

test('a tag goes to all that lack it, and is taken off again before its dialog closes @long', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	for (const subject of ['Lantern one', 'Lantern two']) await steps.create(subject, 'Dark.');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	const list = page.getByRole('region', { name: 'Tickets' });
	const [count, search] = [list.getByRole('status').first(), list.getByRole('searchbox')];
	const dialog = page.getByRole('dialog', { name: 'Tags' });
	const find = async (text: string, found: string) => {
		await search.fill(text);
		await expect(count).toHaveText(found);
	};
	const tag = async (text: string) => {
		await list.getByRole('listbox', { name: 'Tickets' }).focus();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('l');
		await expect(dialog.getByRole('combobox')).toBeFocused();
		await page.keyboard.type(text);
		await page.keyboard.press('Enter');
	};
	const leave = async () => {
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
		await list.getByRole('button', { name: 'Clear the selection' }).click();
	};
	await find('lantern two', '1');
	await tag('wick');
	await leave();
	await find('lantern', '2');
	await tag('wick');
	await leave();
	await find('tag:wick', '2');

	await tag('wikc');
	await dialog.getByRole('button', { name: 'Remove wikc' }).click();
	await leave();
	await find('tag:wikc', '0');

	// What a row shows is found by what it shows.
	await find('tag:wick', '2');
	await tag('Drucker');
	await expect(dialog.getByRole('button', { name: 'Remove Printer' })).toBeVisible();
	await leave();
	await find('lantern drucker', '2');
});
