import { expect, test, type Colleague } from './support/server.ts';
import { onReturn } from './support/talk.ts';
import { TicketSteps } from './support/ticket-steps.ts';

/** Two colleagues in one ticket, and how both press *Send* before either hears of the other. */
async function twoIn(newColleague: () => Promise<Colleague>, subject: string) {
	const devices = [await newColleague(), await newColleague()] as const;
	await devices[0].signIn('Mei Tanaka');
	await devices[1].signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(devices[0], false), new TicketSteps(devices[1], false)];
	const id = await mei.create(subject, 'Please look.');
	await mei.settled();
	await luca.open(id);
	const atOnce = async (name: string) => {
		for (const { line } of devices) line.stall();
		for (const { ticket } of [mei, luca])
			await ticket.getByRole('button', { name }).first().click();
		for (const { line } of devices) line.mend();
	};
	return { mei, luca, atOnce, sendAtOnce: () => atOnce('Send reply') };
}

/** What the one who was second is told; their text stands in it. */
const refusedTo = ({ ticket }: TicketSteps) =>
	ticket.getByRole('status').filter({ hasText: 'Not applied.' });

/** Which of the two was refused, and has this button for it. */
async function whoHas(one: TicketSteps, other: TicketSteps, name: string): Promise<TicketSteps> {
	const buttons = (steps: TicketSteps) => refusedTo(steps).getByRole('button', { name }).count();
	await expect
		.poll(async () => (await buttons(one)) + (await buttons(other)), { timeout: 40_000 })
		.toBe(1);
	return (await buttons(one)) === 1 ? one : other;
}

test('of two replies that are sent at once one is sent; the other is kept, and sent anyway', async ({
	newColleague
}) => {
	const { mei, luca, sendAtOnce } = await twoIn(newColleague, 'Two at once');
	const words = { mei: 'It is the cable.', luca: 'It is the switch.' };
	await mei.ticket.getByRole('textbox', { name: 'Reply' }).fill(words.mei);
	await luca.ticket.getByRole('textbox', { name: 'Reply' }).fill(words.luca);
	await sendAtOnce();
	const second = await whoHas(mei, luca, 'Discard');
	const [first, sent, kept] =
		second === mei ? [luca, words.luca, words.mei] : [mei, words.mei, words.luca];
	for (const one of [first, second]) {
		await onReturn(one.message(sent)).toHaveCount(1);
		await expect(one.message(kept)).toHaveCount(0);
		await expect(refusedTo(one)).toContainText(kept);
	}
	await refusedTo(second).getByRole('button', { name: 'Send anyway' }).click();
	for (const one of [first, second]) {
		await expect(one.message(kept)).toHaveCount(1);
		await expect(refusedTo(one)).toBeHidden();
	}
});

test('a shared reply that two send at once is sent once, and the other’s words are kept', async ({
	newColleague
}) => {
	const { mei, luca, sendAtOnce } = await twoIn(newColleague, 'Together at once');
	const textOf = ({ page }: TicketSteps) =>
		page.getByRole('textbox', { name: 'a reply to write together' });
	await mei.ticket.getByRole('button', { name: 'Write together' }).click();
	await textOf(mei).pressSequentially('Dear customer,');
	await luca.ticket.getByRole('button', { name: 'Write along' }).click();
	await expect(textOf(luca)).toContainText('Dear customer,');
	await expect(mei.ticket.getByText('Saved for everyone')).toBeVisible();
	await sendAtOnce();
	for (const one of [mei, luca]) {
		await onReturn(one.message('Dear customer,')).toHaveCount(1);
		await expect(textOf(one)).toBeHidden();
	}
	const second = await whoHas(mei, luca, 'Copy to the editor');
	await expect(refusedTo(second)).toContainText('sent this reply');
	await refusedTo(second).getByRole('button', { name: 'Copy to the editor' }).click();
	await expect(second.ticket.getByRole('textbox', { name: 'Reply' })).toHaveValue('Dear customer,');
});

test('of two shared replies that are begun at once one counts; what stood in the other is a draft @long', async ({
	newColleague
}) => {
	const { mei, luca, atOnce } = await twoIn(newColleague, 'Begun at once');
	for (const [one, words] of [
		[mei, 'From Mei.'],
		[luca, 'From Luca.']
	] as const) {
		await one.ticket.getByRole('textbox', { name: 'Reply' }).fill(words);
		await expect(one.ticket.getByText(/^Also in this ticket/)).toBeVisible();
	}
	await atOnce('Write together');
	const alone = (one: TicketSteps) =>
		one.ticket.getByRole('textbox', { name: 'Reply', exact: true });
	const countAlone = async () => (await alone(mei).count()) + (await alone(luca).count());
	await expect.poll(countAlone, { timeout: 40_000 }).toBe(1);
	const [other, words] =
		(await alone(mei).count()) === 1 ? [mei, 'From Mei.'] : [luca, 'From Luca.'];
	await expect(alone(other)).toHaveValue(words);
	await other.ticket.getByRole('button', { name: 'Write along' }).click();
	await other.ticket.getByRole('button', { name: 'Add it' }).click();
	for (const { page } of [mei, luca])
		for (const said of ['From Mei.', 'From Luca.'])
			await expect(page.getByRole('textbox', { name: 'a reply to write together' })).toContainText(
				said
			);
});

test('a reply whose picture is not uploaded is sent, says that it waits, and goes out with it @long', async ({
	newColleague
}) => {
	const [meisDevice, hannah] = [await newColleague(), await newColleague({ phone: true })];
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await page.getByRole('link', { name: /Docking station/ }).click();
	await page.waitForURL(/\/[0-9a-z]{26}$/);
	await meisDevice.signIn('Mei Tanaka');
	const mei = new TicketSteps(meisDevice, false);
	await mei.open(new URL(page.url()).pathname.split('/').at(-1) ?? '');
	await mei.page.route('**/api/uploads**', (route) => route.abort());

	const chosen = mei.page.waitForEvent('filechooser');
	await mei.ticket.getByRole('button', { name: 'Attach' }).click();
	await mei.page.getByRole('menuitem', { name: 'Choose files' }).click();
	const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Left, then up.') };
	await (await chosen).setFiles(plan);
	await mei.reply('Here is the way.');
	await expect(mei.message('It goes out once its files are uploaded.')).toBeVisible();
	await mei.settled();
	await expect(mei.ticket.getByText(/Your reply goes out in/)).toBeHidden();
	const said = page.getByRole('list', { name: 'Conversation' });
	await page.reload();
	await expect(said.getByRole('article').first()).toBeVisible();
	await expect(said.getByText('Here is the way.')).toHaveCount(0);

	await mei.page.unroute('**/api/uploads**');
	await expect(mei.message('It goes out once its files are uploaded.')).toBeHidden({
		timeout: 60_000
	});
	await page.reload();
	await expect(said.getByText('Here is the way.')).toBeVisible();
	await expect(said.getByText('plan.txt')).toBeVisible();
});
