import type { Page } from '@playwright/test';
import { expect, test, type Colleague } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

test.describe.configure({ timeout: 120_000 });

/** Opens the dialog for a new entry of a catalogue and gives it an English name. */
async function newEntry(page: Page, who: Colleague, catalogue: string, name: string) {
	await page.goto(`${who.line.address}/admin/catalogues/${catalogue}`);
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('English').first().fill(name);
	return dialog;
}

async function save(page: Page, name: string): Promise<void> {
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('button', { name, exact: false }).first()).toBeVisible();
}

/** Chooses a value of a field of the open ticket. */
async function choose(steps: TicketSteps, field: string, value: string): Promise<void> {
	await steps.ticket.getByRole('button', { name: new RegExp(`^${field}`) }).click();
	await steps.page.getByRole('option', { name: value, exact: true }).click();
	await expect(steps.ticket.getByRole('button', { name: new RegExp(`^${field}`) })).toContainText(
		value
	);
}

async function solve(steps: TicketSteps, resolution: string): Promise<void> {
	await steps.ticket.getByRole('button', { name: 'Solve', exact: true }).click();
	const dialog = steps.page.getByRole('dialog');
	await dialog.getByRole('textbox').fill(resolution);
	await dialog.getByRole('button', { name: 'Solve' }).click();
}

test('what an administrator defines is asked for before a ticket is done', async ({
	newColleague
}) => {
	const [ada, mei] = [await newColleague(), await newColleague()];
	const adaPage = await ada.signIn('Ada Okafor');
	await newEntry(adaPage, ada, 'status', 'With supplier');
	await adaPage.getByRole('dialog').getByLabel('Kind').selectOption('paused');
	await save(adaPage, 'With supplier');
	await newEntry(adaPage, ada, 'field', 'Floor');
	await adaPage.getByRole('dialog').getByLabel('Problem', { exact: true }).check();
	await adaPage.getByRole('dialog').getByLabel('Required before the ticket is done').check();
	await save(adaPage, 'Floor');

	await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('The lift stops between floors', 'Since this morning.');
	await choose(steps, 'Type', 'Problem');
	await choose(steps, 'Status', 'With supplier');
	await steps.ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await steps.page.getByPlaceholder('Add a sub-task').fill('Order the belt');
	await steps.page.keyboard.press('Enter');
	await expect(steps.page.getByRole('checkbox', { name: 'Order the belt' })).toBeVisible();
	await steps.page.keyboard.press('Escape');

	await solve(steps, 'New belt');
	await expect(
		steps.page.getByText('Finish or remove the open sub-tasks first.').first()
	).toBeVisible();
	// What was written is still there, here and when one comes back.
	const dialog = steps.page.getByRole('dialog');
	await expect(dialog.getByRole('textbox')).toHaveValue('New belt');
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await steps.ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await steps.page.getByRole('checkbox', { name: 'Order the belt' }).check();
	await steps.page.keyboard.press('Escape');
	await solve(steps, 'New belt');
	await expect(steps.page.getByText('before you finish the ticket: Floor.').first()).toBeVisible();
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await steps.ticket.getByRole('button', { name: /^Floor/ }).click();
	await steps.page.getByRole('dialog', { name: /Floor/ }).getByRole('textbox').fill('Third');
	await steps.page.keyboard.press('Enter');
	await expect(steps.ticket.getByRole('button', { name: /^Floor/ })).toContainText('Third');
	await solve(steps, 'New belt');
	await expect(steps.ticket.getByRole('button', { name: /^Status/ })).toContainText('Solved');
	await steps.settled();
});

test('a supervisor decides on a solution that needs approval', async ({ newColleague }) => {
	const [samira, mei] = [await newColleague(), await newColleague()];
	const office = await samira.signIn('Samira Haddad');
	const lead = new TicketSteps(samira, false);
	await office.keyboard.press('c');
	const form = office.getByRole('dialog');
	await form.getByLabel('Subject').fill('Give Noor access to the archive');
	await form.getByLabel('Assignee').selectOption('Mei Tanaka');
	await form.getByRole('checkbox', { name: 'Needs approval' }).check();
	await form.getByRole('button', { name: 'Create ticket' }).click();
	await expect(lead.ticket.getByRole('checkbox', { name: 'Needs approval' })).toBeChecked();
	await lead.settled();
	const id = new URL(office.url()).pathname.split('/').at(-1) ?? '';
	await mei.signIn('Mei Tanaka');
	const agent = new TicketSteps(mei, false);
	await agent.open(id);

	await expect(agent.status).toContainText('New');
	await agent.ticket.getByRole('button', { name: 'Begin' }).click();
	await expect(agent.status).toContainText('In progress');
	await agent.ticket.getByRole('button', { name: 'Ask for approval' }).click();
	await agent.page.getByRole('dialog').getByRole('textbox').fill('Access given');
	await agent.page.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
	const waiting = lead.page.getByRole('region', { name: 'A solution waits for approval' });
	await expect(waiting).toContainText('Access given');
	await waiting.getByRole('button', { name: 'Send back' }).click();
	await expect(waiting.getByRole('textbox')).toBeFocused();
	await lead.page.keyboard.type('Read only, please');
	await waiting.getByRole('button', { name: 'Send back' }).click();

	const back = agent.page.getByRole('region', { name: 'The solution was sent back' });
	await expect(back).toContainText('Read only, please');
	await agent.ticket.getByRole('button', { name: 'Ask for approval' }).click();
	await agent.page.getByRole('dialog').getByRole('textbox').fill('Read access given');
	await agent.page.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
	await waiting.getByRole('button', { name: 'Approve' }).click();
	await expect(agent.ticket.getByRole('button', { name: /^Status/ })).toContainText('Solved');
	await expect(agent.page.getByText('Read access given').first()).toBeVisible();
});

test('two tickets about one thing are joined, and taken apart again', async ({ newColleague }) => {
	const mei = await newColleague();
	await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Beamer in the blue room flickers', 'It flickers.');
	await steps.create('Blue room: flickering picture', 'Same as yesterday.');
	await steps.settled();
	await steps.ticket.getByRole('button', { name: 'More for this ticket' }).click();
	await steps.page.getByRole('menuitem', { name: 'Merge into…' }).click();
	const dialog = steps.page.getByRole('dialog', { name: 'Merge into another ticket' });
	await dialog.getByLabel('Find a ticket').fill('Beamer');
	await dialog.getByRole('button', { name: /Beamer in the blue room/ }).click();
	await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
	await expect(steps.ticket.getByRole('button', { name: /^Status/ })).toContainText('Merged');
	// Where it went on is a link, and no reason that a machine wrote.
	await expect(steps.ticket.getByRole('link', { name: /Beamer in the blue room/ })).toBeVisible();
	await expect(steps.ticket.getByText('ticket.')).toHaveCount(0);
	await steps.settled();
	await steps.ticket.getByRole('button', { name: /^Links/ }).click();
	const links = steps.page.getByRole('dialog', { name: 'Links' });
	await expect(links.getByRole('link', { name: /Beamer in the blue room/ })).toBeVisible();
	await steps.page.getByRole('button', { name: 'Take it out again' }).click();
	await expect(steps.ticket.getByRole('button', { name: /^Status/ })).toContainText('Open');
});

test('a sub-task is given to anybody, and says what is in its way @long', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('Move the archive', 'Two floors down.');
	await steps.ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await page.getByPlaceholder('Add a sub-task').fill('Order a van');
	await page.keyboard.press('Enter');
	await page.getByPlaceholder('Add a sub-task').fill('Carry the shelves');
	await page.keyboard.press('Enter');
	const more = page.getByRole('button', { name: 'More for “Carry the shelves”' });
	// What is asked for has the keyboard, and the one who comes last by name can be chosen.
	await more.click();
	await page.getByRole('menuitem', { name: 'Give to…' }).click();
	await expect(page.getByRole('combobox', { name: 'Give to…' })).toBeFocused();
	await page.getByRole('option').last().click();
	const last = page.getByText('Tomás Herrera', { exact: true });
	await expect(last).toBeVisible();
	await more.click();
	await page.getByRole('menuitem', { name: 'Give to…' }).click();
	await page.getByRole('option', { name: 'Nobody', exact: true }).click();
	await expect(last).toBeHidden();
	await expect(more).toBeFocused();
	await more.click();
	await page.getByRole('menuitem', { name: 'Mark as blocked' }).click();
	await expect(page.getByRole('textbox', { name: 'What is in the way?' })).toBeFocused();
	await page.keyboard.type('The lift is out of order');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Blocked: The lift is out of order')).toBeVisible();
	// The keyboard goes on at the sub-task that it was about, not at the first one.
	await expect(more).toBeFocused();
	await page.getByPlaceholder('Add a sub-task').fill('Half typ');
	await page.keyboard.press('Escape');
	await steps.ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await expect(page.getByPlaceholder('Add a sub-task')).toHaveValue('Half typ');
	await steps.settled();
});
