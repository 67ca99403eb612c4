import { newEntry, saveEntry } from '../support/catalogues.ts';
import { expect, test, type Colleague } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

// The server is started again later that day.
test.use({ isOwnServer: true });

const TWO_HOURS = 2 * 3_600_000;

async function define(ada: Colleague): Promise<void> {
	const page = await ada.signIn('Ada Okafor');
	const category = await newEntry(page, ada, 'category', 'Printers');
	const keywords = category.getByLabel('Keywords');
	await keywords.fill('printer 60\npaper jam');
	await category.getByRole('button', { name: 'Save' }).click();
	await expect(category.getByText(/^End each line with a number/)).toBeVisible();
	await keywords.fill('printer 60\nERR-# 90');
	await saveEntry(page, 'Printers');
	const tag = await newEntry(page, ada, 'tag', 'Printer');
	await tag.getByLabel('Deutsch').fill('Drucker');
	await saveEntry(page, 'Printer');
	const rule = await newEntry(page, ada, 'rule', 'What printers say');
	const add = rule.getByLabel('Add an action');
	await add.selectOption('sort');
	await rule.getByRole('combobox', { name: 'Sort by keywords' }).selectOption('category');
	await rule.getByLabel('At least so sure').fill('95');
	await add.selectOption('addTag');
	await rule.getByRole('textbox', { name: 'Add a tag' }).fill('drucker');
	await add.selectOption('followUp');
	const planned = rule.getByRole('group', { name: 'Plan a follow-up' });
	await planned.getByText('Send a message').click();
	await planned.getByLabel('After how long').fill('1h');
	const message = planned.getByLabel('Message to the requester');
	await message.fill('Does {{number}} print again, {{nobody}}?');
	// Why it is not kept is seen, however long the rule is.
	await rule.getByRole('textbox', { name: 'English' }).first().focus();
	await page.keyboard.press('Enter');
	await expect(rule.getByText(/“nobody”/)).toBeInViewport();
	await message.fill('Does {{number}} print again?');
	await saveEntry(page, 'What printers say');
}

test('a rule sorts by what a ticket says, and asks again by itself', async ({
	newColleague,
	server
}) => {
	const [ada, mei] = [await newColleague(), await newColleague()];
	await define(ada);
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await page.keyboard.press('c');
	const form = page.getByRole('dialog');
	await form.getByLabel('Subject').fill('The printer in the hall');
	await form.getByLabel('Description').fill('It says ERR-1042.');
	await form.getByLabel('Requester').fill('Rita');
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(steps.ticket.getByRole('button', { name: /^Category/ })).toContainText('Printers');
	await expect(steps.ticket.getByRole('button', { name: /^Tags/ })).toContainText('Printer');
	await steps.ticket.getByText('History', { exact: true }).click();
	await expect(steps.ticket.getByText(/“Printers” \(96 % sure\)/)).toBeVisible();
	await steps.ticket.getByText('Conversation', { exact: true }).click();

	await server.restart({ laterMs: TWO_HOURS });
	await expect(steps.message(/^Does #\d+ print again\?$/)).toBeVisible();
	await expect(page.getByRole('log').getByText('Rule “What printers say”')).toBeVisible();
});
