import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

for (const phone of [false, true]) {
	const tier = phone ? { tag: '@long' } : {};
	test.describe(phone ? 'on a phone' : 'on a desktop', tier, () => {
		test('work done offline outlives reloads and reaches everybody', async ({ newColleague }) => {
			const [meisDevice, lucasDevice] = [
				await newColleague({ phone, isOnDisk: true }),
				await newColleague()
			];
			await meisDevice.signIn('Mei Tanaka');
			await lucasDevice.signIn('Luca Moretti');
			const mei = new TicketSteps(meisDevice, phone);
			const luca = new TicketSteps(lucasDevice, false);

			const known = await mei.create('Printer jams', 'It happens every morning.\n'.repeat(40));
			await mei.settled();
			await expect(mei.name).toHaveText(/#\d+/);

			await mei.goOffline();
			await mei.setSubject('Printer jams on Mondays');
			await mei.reply('We are looking into it.');
			await expect(mei.ticket.getByText('Not sent yet')).toBeVisible();
			const made = await mei.create('Badge reader broken', 'The door stays shut.');
			const mark = `~${made.slice(0, 6).toUpperCase()}`;
			await expect(mei.name).toHaveText(mark);
			await mei.close('Turned out to be the wrong door.');
			// What can be undone is offered clear of what one writes in.
			const undo = await mei.page.getByRole('button', { name: 'Undo' }).last().boundingBox();
			const foot = await mei.ticket
				.getByRole(phone ? 'toolbar' : 'region', { name: phone ? 'Ticket' : 'Write' })
				.boundingBox();
			expect((undo?.y ?? 0) + (undo?.height ?? 0)).toBeLessThan(foot?.y ?? 0);

			await mei.page.reload();
			await expect(mei.status).toHaveText(/Closed/);
			await meisDevice.quit();
			await meisDevice.open(`/tickets/${known}`);
			await expect(mei.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue(
				'Printer jams on Mondays'
			);
			await expect(mei.message('We are looking into it.')).toBeVisible();

			await mei.goOnline();
			await luca.open(known);
			await expect(luca.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue(
				'Printer jams on Mondays'
			);
			// A conversation opens at its end, however long what stands before it.
			await expect(luca.message('We are looking into it.')).toBeInViewport();

			// The mark finds the ticket after it has its number, for everybody.
			await luca.page.goto(`${lucasDevice.line.address}/t/${mark}`);
			await expect(luca.name).toHaveText(/#\d+/);
			await expect(luca.status).toHaveText(/Closed/);
			await expect(luca.ticket.getByText('Turned out to be the wrong door.').first()).toBeVisible();
		});

		test('a field two people changed shows both, and one tap restores', async ({
			newColleague
		}) => {
			const [meisDevice, lucasDevice] = [await newColleague({ phone }), await newColleague()];
			await meisDevice.signIn('Mei Tanaka');
			await lucasDevice.signIn('Luca Moretti');
			const mei = new TicketSteps(meisDevice, phone);
			const luca = new TicketSteps(lucasDevice, false);
			const id = await mei.create('Scanner is slow', 'A page takes a minute.');
			await mei.settled();
			await luca.open(id);

			await mei.goOffline();
			await mei.setPriority('High');
			await luca.setPriority('Low');
			await luca.settled();
			await mei.goOnline();

			await expect(mei.priority).toHaveText(/Low/);
			await expect(mei.ticket.getByText(/You set “High” at/)).toBeVisible();
			await expect(luca.ticket.getByText(/Mei Tanaka set “High” at/)).toBeVisible();
			await mei.ticket.getByRole('button', { name: 'Use “High”' }).click();
			for (const one of [mei, luca]) {
				await expect(one.priority).toHaveText(/High/);
				await expect(one.ticket.getByText(/Neither knew of the other/)).toBeHidden();
			}
		});

		test('whoever lost a claim is told who has the ticket', async ({ newColleague }) => {
			const [meisDevice, lucasDevice] = [await newColleague({ phone }), await newColleague()];
			await meisDevice.signIn('Mei Tanaka');
			await lucasDevice.signIn('Luca Moretti');
			const mei = new TicketSteps(meisDevice, phone);
			const luca = new TicketSteps(lucasDevice, false);
			const id = await mei.create('Camera is dark', 'The one above the gate.');
			await mei.settled();
			await luca.open(id);

			await mei.goOffline();
			await mei.take();
			await expect(mei.assignee).toHaveText(/Mei Tanaka/);
			await expect(mei.status).toContainText('In progress');
			await luca.take();
			await luca.settled();
			await mei.goOnline();

			await expect(mei.assignee).toHaveText(/Luca Moretti/);
			await expect(
				mei.page.getByRole('region', { name: 'Notices' }).getByText(/Luca Moretti took it at/)
			).toBeVisible();
			const notice = mei.ticket.getByRole('status').filter({ hasText: 'Not applied.' });
			await expect(notice).toContainText(/Luca Moretti took it at/);
			await notice.getByRole('button', { name: 'All right' }).click();
			await expect(notice).toBeHidden();
		});
	});
}
