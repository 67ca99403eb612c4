import { expect, test } from './support/server.ts';
import { Keyboard } from './support/keyboard.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { message } from '../mail/fixtures/bytes.ts';
import { toMbox } from '../mail/fixtures/corpus.ts';

function mail(id: string, subject: string, text: string, more: Record<string, string> = {}) {
	const from = 'Bo Lind <bo@example.org>';
	return message({ 'Message-ID': `<${id}@work>`, Subject: subject, From: from, ...more }, text);
}

const inbox = toMbox([
	mail('scale', 'The weighbridge shows nothing', 'The display stays black.'),
	mail('gate', 'Gate 4 does not open', 'Lorries are waiting.'),
	mail('gate2', 'Re: Gate 4 does not open', 'Now there are nine.', { References: '<gate@work>' }),
	mail('fruit', 'Fruit basket', 'Would you like to order one?')
]);

test('imported mail is triaged by keyboard, answered, noted, closed, offline and back', async ({
	newColleague
}) => {
	const [samira, chloesDevice] = [await newColleague(), await newColleague()];
	// The first team of the list, and so of what is imported, is Billing: Samira’s and Chloé’s.
	const page = await samira.signIn('Samira Haddad');
	await chloesDevice.signIn('Chloé Dubois');
	const [keys, steps] = [new Keyboard(page), new TicketSteps(samira, false)];
	const chloe = new TicketSteps(chloesDevice, false);
	const list = page.getByRole('listbox', { name: 'Tickets' });
	const row = (subject: string) => list.getByRole('option').filter({ hasText: subject });

	await page.goto(`${samira.line.address}/admin/import`);
	const file = { name: 'monday.mbox', mimeType: 'application/mbox', buffer: inbox };
	await page.locator('input[type=file]').setInputFiles(file);
	const done = page.getByRole('listitem').filter({ hasText: '4 imported' });
	await expect(done.getByText('Done')).toBeVisible();
	await done.getByRole('link', { name: 'Tickets of the team' }).click();

	// The most urgent first: found, taken, marked; what is none of ours is closed from the list.
	await expect(row('Gate 4')).toBeVisible();
	await keys.press('/');
	await keys.type('gate 4');
	await expect(list.getByRole('option')).toHaveCount(1);
	await keys.press('Enter', 't', 'p');
	await keys.type('urgent');
	await keys.press('Enter');
	await expect(row('Gate 4').getByLabel('Urgent')).toBeVisible();
	await keys.press('/', 'Control+a');
	await keys.type('fruit basket');
	await expect(row('Gate 4')).toBeHidden();
	await keys.press('Enter', 's');
	await keys.type('closed');
	await keys.press('Enter');
	await keys.type('Advertising.');
	await keys.press('Control+Enter');
	await expect(row('Fruit basket')).toBeHidden();

	await keys.press('/', 'Control+a');
	await keys.type('gate 4');
	await keys.press('Enter', 'o');
	await expect(steps.message('Now there are nine.')).toBeVisible();
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await steps.settled();
	await steps.goOffline();
	await keys.press('n');
	await keys.type('Spare key is in the office.');
	await keys.press('Control+Enter', 'Escape', 'r');
	await keys.type('Somebody is on the way.');
	await keys.press('Control+Enter', 'Escape', 's');
	await keys.type('solved');
	await keys.press('Enter');
	await keys.type('Opened by hand, fuse replaced.');
	await keys.press('Control+Enter');
	await expect(steps.status).toHaveText(/Solved/);
	await page.reload();
	await expect(steps.message('Somebody is on the way.')).toBeVisible();

	await steps.goOnline();
	await chloe.open(id);
	await expect(chloe.status).toHaveText(/Solved/);
	await expect(chloe.priority).toHaveText(/Urgent/);
	await expect(chloe.assignee).toHaveText(/Samira Haddad/);
	await expect(chloe.message('Somebody is on the way.')).toBeVisible();
	await expect(chloe.message('Spare key is in the office.')).toBeVisible();
});
