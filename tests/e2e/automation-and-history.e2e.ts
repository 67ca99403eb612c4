import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { offline, settled } from './support/talk.ts';

test('a ticket is seen as it was, and what became of it, with the network off', async ({
	newColleague
}) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('The clock in the hall stands still', 'Since Monday.');
	await steps.setPriority('High');
	await steps.reply('We bring a battery.');
	await steps.take();
	await steps.ticket.getByRole('button', { name: /^Sub-tasks/ }).click();
	await page.getByPlaceholder('Add a sub-task').fill('Buy a battery');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Escape');
	await steps.settled();
	await mei.unplug();
	await offline(page);

	await steps.ticket.getByText('As it was').click();
	const moments = steps.ticket.getByRole('region', { name: 'As it was' });
	const slider = moments.getByRole('slider', { name: 'Moment' });
	await expect(moments.getByText('We bring a battery.')).toBeVisible();
	const tasks = moments.getByRole('definition').getByText('0 of 1 done: Buy a battery');
	await expect(tasks).toBeVisible();
	await slider.press('Home');
	await expect(moments.getByText('1 of')).toBeVisible();
	await expect(moments.getByText('Since Monday.')).toBeVisible();
	await expect(moments.getByText('We bring a battery.')).toBeHidden();
	await expect(tasks).toBeHidden();
	await expect(moments.getByRole('definition').getByText('Normal')).toBeVisible();

	await moments.getByText('What is different').click();
	const found = moments.getByRole('list', { name: 'What is different' });
	await expect(found.getByRole('listitem').filter({ hasText: 'Priority' })).toHaveText(
		/Changed.*Normal.*High/
	);
	await expect(found.getByRole('listitem').filter({ hasText: 'We bring a battery.' })).toHaveText(
		/Added.*Message by Mei Tanaka/
	);
	await moments.getByRole('slider', { name: 'Compared with' }).press('Home');
	await expect(moments.getByText('Nothing is different')).toBeVisible();
});

test('a rule acts in its own name, and somebody is suggested with the reason', async ({
	newColleague
}) => {
	const [ada, mei] = [await newColleague(), await newColleague()];
	const office = await ada.signIn('Ada Okafor');
	await office.goto(`${ada.line.address}/admin/catalogues/rule`);
	await office.getByRole('button', { name: 'Add', exact: true }).click();
	const form = office.getByRole('dialog');
	await form.getByLabel('English').fill('Smoke is urgent');
	await form.getByLabel('Only tickets that fit').fill('smokes -tag:drill');
	await form.getByLabel('Add an action').selectOption('priority');
	await form.getByRole('combobox', { name: 'Set the priority' }).selectOption('urgent');
	await form.getByRole('button', { name: 'Try on the last 30 days' }).click();
	await expect(form.getByText(/^It would have/)).toBeVisible();
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(form).toBeHidden();
	await settled(office);
	await office.goto(`${ada.line.address}/admin/teams`);
	await office
		.getByRole('link', { name: /Service Desk/ })
		.first()
		.click();
	await office.getByLabel('Give out new tickets').selectOption('suggest');
	await settled(office);

	await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	const id = await steps.create('The copier smokes', 'It smells, too. And the door squeaks.');
	await expect(steps.priority).toHaveText(/Urgent/);
	const suggested = steps.ticket.getByRole('region', { name: 'Suggested for this ticket' });
	await expect(suggested.getByText(/was suggested: .*open/)).toBeVisible();
	await steps.ticket.getByText('History', { exact: true }).click();
	await expect(steps.ticket.getByText('Rule “Smoke is urgent” changed Priority')).toBeVisible();
	await expect(steps.ticket.getByRole('link', { name: 'See the rule' })).toHaveCount(0);

	// Whoever lays down rules comes from what was done to the rule, and from the rule to what it did.
	await office.goto(`${ada.line.address}/tickets/${id}`);
	const seen = office.getByRole('article').first();
	await seen.getByText('History', { exact: true }).click();
	await seen.getByRole('link', { name: 'See the rule' }).first().click();
	await expect(form.getByLabel('English')).toHaveValue('Smoke is urgent');
	await office.keyboard.press('Escape');
	await office.getByRole('button', { name: 'Show what rules did' }).click();
	await expect(office.getByRole('link', { name: /The copier smokes/ })).toBeVisible();
});

test('a message goes on in a ticket of its own, and is taken back in', async ({ newColleague }) => {
	const mei = await newColleague();
	const page = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('The copier smokes', 'It smells, too. And the door squeaks.');
	const said = page.getByRole('article', { name: 'Message by Mei Tanaka' }).first();
	await said.getByRole('button', { name: 'More for this message' }).click();
	await page.getByRole('menuitem', { name: 'Split off into a new ticket…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Subject').fill('The door squeaks');
	await dialog.getByRole('button', { name: 'Split off' }).click();
	await said.getByRole('link', { name: /The door squeaks/ }).click();
	await expect(steps.ticket.getByText('First said by Mei Tanaka')).toBeVisible();
	await steps.ticket.getByRole('link', { name: /The copier smokes/ }).click();
	await said.getByRole('button', { name: 'Take it back in' }).click();
	await expect(said.getByRole('link', { name: /The door squeaks/ })).toBeHidden();
});
