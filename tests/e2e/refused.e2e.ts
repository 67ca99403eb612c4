import { expect, test } from './support/server.ts';
import { onReturn } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';

// Outages take their time.
test.describe.configure({ timeout: 120_000 });

test('what was refused on a ticket is seen by the team, and applied by whoever may', async ({
	newColleague
}) => {
	const [lucasDevice, lucasOwn] = [await newColleague(), await newColleague()];
	const meisDevice = await newColleague();
	await lucasDevice.signIn('Luca Moretti');
	const meiPage = await meisDevice.signIn('Mei Tanaka');
	const [luca, mei] = [new TicketSteps(lucasDevice, false), new TicketSteps(meisDevice, false)];
	const id = await luca.create('Fan is loud', 'In the server room.');
	await luca.settled();
	await mei.open(id);

	await luca.goOffline();
	await luca.setPriority('High');
	await luca.reply('We bring a new one.');
	const ownPage = await lucasOwn.signIn('Luca Moretti');
	await ownPage.goto(`${lucasOwn.line.address}/account`);
	await ownPage.getByRole('button', { name: 'End all others' }).click();
	await expect(ownPage.getByText(/^\d+ other sessions? w(as|ere) ended\.$/)).toBeVisible();
	await lucasDevice.plugIn();

	const notice = (what: string) =>
		mei.ticket.getByRole('status').filter({ hasText: 'Not applied.' }).filter({ hasText: what });
	await onReturn(notice('Priority to “High”')).toContainText('Luca Moretti');
	await expect(notice('Priority to “High”')).toContainText('had been signed out by then');
	await expect(notice('We bring a new one.')).toBeVisible();
	await notice('Priority to “High”').getByRole('button', { name: 'Apply' }).click();
	await expect(mei.priority).toHaveText(/High/);
	await expect(notice('Priority to “High”')).toBeHidden();
	await mei.settled();

	// Luca himself finds both on his other device, one of them done by now.
	const own = new TicketSteps(lucasOwn, false);
	await own.open(id);
	await expect(own.priority).toHaveText(/High/);
	const left = own.ticket.getByRole('status').filter({ hasText: 'We bring a new one.' });
	await left.getByRole('button', { name: 'Try again' }).click();
	await expect(mei.message('We bring a new one.')).toBeVisible();
	await expect(notice('We bring a new one.')).toBeHidden();
	await expect(meiPage.getByText('Not applied.')).toBeHidden();
});
