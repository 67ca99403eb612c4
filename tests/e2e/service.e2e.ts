import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { offline, settled } from './support/talk.ts';

test('what an administrator promises shows on the ticket, in the list and on the board', async ({
	newColleague
}) => {
	const [ada, mei, samira] = [await newColleague(), await newColleague(), await newColleague()];
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/catalogues/target`);
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const form = page.getByRole('dialog');
	await form.getByLabel('English').fill('Low, at night too');
	await form.getByLabel('Priority').selectOption('low');
	await form.getByLabel('First response').fill('3h');
	await form.getByLabel('Next response').fill('');
	await form.getByLabel('Solution').fill('5h');
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('button', { name: /^Low, at night too/ }).first()).toBeVisible();
	await settled(page);

	const meiPage = await mei.signIn('Mei Tanaka');
	const steps = new TicketSteps(mei, false);
	await steps.create('The doorbell is silent', 'It was louder last week.');
	await steps.setPriority('Low');
	await steps.take();
	await steps.settled();
	const field = steps.ticket.getByRole('button', { name: /^Service level/ });
	await expect(field).toHaveText(/(2h 59m|3h) left/);
	await field.click();
	const clocks = meiPage.getByRole('dialog', { name: 'Service level' });
	await expect(clocks.getByText('As promised in “Low, at night too”.')).toBeVisible();
	await clocks.getByRole('button', { name: 'Explain: Solution' }).click();
	await expect(clocks.getByRole('row', { name: /^Total/ })).toBeVisible();
	await meiPage.keyboard.press('Escape');
	const row = meiPage.getByRole('option').filter({ hasText: 'The doorbell is silent' });
	await expect(row.getByTitle(/left$/)).toBeVisible();

	await steps.reply('It rings again.');
	await expect(field).toHaveText(/4h 5\dm left/);

	const board = await samira.signIn('Samira Haddad');
	await board
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Service' })
		.click();
	const desk = board.getByRole('row').filter({ hasText: 'Service Desk' });
	await expect(desk.getByRole('cell').first()).toHaveText(/^\d+$/);
	const pressing = board.getByRole('region', { name: 'Late or at risk' }).getByRole('link');
	await expect(pressing.first()).toContainText('late');
	await samira.unplug();
	await offline(board);
	await expect(board.getByText(/^Offline: tickets as of/)).toBeVisible();
	await pressing.first().click();
	await expect(board.getByRole('article')).toBeVisible();
});
