import { expect, test } from '../support/server.ts';
import { onReturn } from '../support/talk.ts';
import { twoAtATicket } from '../support/two-at-a-ticket.ts';

// The clock of the server is moved.
test.use({ isOwnServer: true });

const HALF_AN_HOUR = 30 * 60_000;

test('a reply that is late, and not the first, waits for a word of its author or the team', async ({
	newColleague,
	server
}) => {
	const { meisDevice, mei, luca } = await twoAtATicket(
		newColleague,
		'No network in room 12',
		'Since nine.'
	);

	await mei.goOffline();
	await mei.reply('Please restart the router.');
	await luca.reply('A cable was loose, it works again.');
	await luca.settled();
	await server.restart({ laterMs: HALF_AN_HOUR });
	await meisDevice.plugIn();

	const notice = mei.ticket.getByRole('status').filter({ hasText: 'Not applied.' });
	await onReturn(notice).toContainText('Please restart the router.');
	await expect(notice).toContainText('Luca Moretti');
	await expect(mei.message('Please restart the router.')).toBeHidden();
	// The team sees what was not sent, too.
	const seen = luca.ticket.getByRole('status').filter({ hasText: 'Please restart the router.' });
	await onReturn(seen).toContainText('Mei Tanaka');
	await expect(seen.getByRole('button', { name: 'Send anyway' })).toBeVisible();

	await notice.getByRole('button', { name: 'Send anyway' }).click();
	await expect(mei.message('Please restart the router.')).toBeVisible();
	await expect(luca.message('Please restart the router.')).toBeVisible();
	for (const one of [notice, seen]) await expect(one).toBeHidden();
});
