import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import { plant, planterAs } from '../support/planted.ts';
import { expect, test } from '../support/server.ts';

test.use({ isOwnServer: true });

/** The least that may raise the alarm. */
const LIMIT = 100;

test('administrators are told who takes much, until they put it aside', async ({
	newColleague,
	server
}) => {
	const planter = await planterAs('Ada Okafor', server.address);
	const { person: samira } = await planterAs('Samira Haddad', server.address);
	const tickets = Array.from({ length: LIMIT + 1 }, () => newId((into) => randomFillSync(into)));
	const team = newId((into) => randomFillSync(into));
	await plant(planter, [
		{ type: 'team.create', target: `team.${team}`, body: { name: 'Depot', color: 1 } },
		{
			type: 'team.element',
			target: `team.${team}`,
			body: { set: 'members', element: samira, present: true }
		},
		...tickets.map((id) => ({
			type: 'ticket.create',
			target: `ticket.${id}`,
			body: { team, subject: `Delivery ${id}` }
		}))
	]);

	const [ada, other] = [await newColleague(), await newColleague()];
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/organisation`);
	const limit = page.getByRole('textbox', { name: 'Records within ten minutes' });
	await expect(limit).toHaveValue('1000');
	await limit.fill('99');
	await limit.press('Enter');
	await expect(page.getByText('Write a whole number from 100 to 100,000.')).toBeVisible();
	await limit.fill(String(LIMIT));
	await limit.press('Enter');
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	await page.goto(`${ada.line.address}/tickets`);

	const taker = await other.signIn('Samira Haddad');
	for (const id of tickets) {
		const path = `/api/threads/ticket.${id}/messages?before=9`;
		expect((await taker.request.get(other.line.address + path)).status()).toBe(200);
	}
	const told = 'Samira Haddad has taken more than 100 records within ten minutes';
	await expect(page.getByText(told)).toBeVisible();
	await page.getByRole('button', { name: 'Open', exact: true }).click();
	await expect(page.getByRole('link', { name: told })).toBeVisible();
	await page.getByRole('button', { name: 'Put aside' }).click();
	await expect(page.getByRole('link', { name: told })).toBeHidden();
	await page.reload();
	await expect(limit).toHaveValue(String(LIMIT));
	await expect(page.getByText(told)).toBeHidden();
});
