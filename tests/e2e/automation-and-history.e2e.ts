import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';
import { offline } from './support/talk.ts';

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
	await steps.settled();
	await mei.unplug();
	await offline(page);

	await steps.ticket.getByText('As it was').click();
	const moments = steps.ticket.getByRole('region', { name: 'As it was' });
	const slider = moments.getByRole('slider', { name: 'Moment' });
	await expect(moments.getByText('We bring a battery.')).toBeVisible();
	await slider.press('Home');
	await expect(moments.getByText('1 of')).toBeVisible();
	await expect(moments.getByText('Since Monday.')).toBeVisible();
	await expect(moments.getByText('We bring a battery.')).toBeHidden();
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
