import { signatureOf } from '../../../sync-server/channels/mail/incoming/proof.ts';
import { lookFor } from '../support/looks.ts';
import { expect, test } from '../support/server.ts';

test('an administrator lets mail come in, and sees what came in', async ({ newColleague }) => {
	const ada = await newColleague();
	const page = await ada.signIn('Ada Okafor');
	await page.goto(`${ada.line.address}/admin/connections/incoming-mail`);
	await page.getByLabel('Team for everything else').selectOption('Service Desk');
	await page.getByRole('button', { name: 'Add an address' }).click();
	await page.getByLabel('Address', { exact: true }).fill('fields@example.org');
	await page.getByLabel('Its team').selectOption('Network & Field');
	await page.getByRole('button', { name: 'Make a key' }).first().click();
	const key = await page.getByLabel('Key', { exact: true }).inputValue();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const field = page.getByLabel('Address for the mail service');
	await expect(page.getByText('No mail has come in yet.')).toBeVisible();
	await expect(page.getByLabel('Key', { exact: true })).toHaveValue('');

	const raw =
		'From: Ann <ann@example.org>\r\nTo: fields@example.org\r\nSubject: Gate\r\n\r\nIt jams.';
	const time = String(Math.trunc(Date.now() / 1_000));
	const address = new URL(new URL(await field.inputValue()).pathname, ada.line.address);
	const answer = await fetch(address, {
		method: 'POST',
		headers: {
			'content-type': 'message/rfc822',
			'x-offhook-timestamp': time,
			'x-offhook-signature': `sha256=${signatureOf(key, time, Buffer.from(raw))}`
		},
		body: raw
	});
	expect(answer.status).toBe(202);
	await page.getByRole('button', { name: 'Try it now' }).click();
	await expect(page.getByText('test@offhook.invalid')).toBeVisible();
	const line = page.getByRole('listitem').filter({ hasText: 'ann@example.org' });
	await expect(line).toContainText('New ticket');
	await lookFor(page, 'incoming mail');
	await line.getByRole('link', { name: /#\d+/ }).click();
	await expect(page.getByRole('heading', { name: 'Gate' })).toBeVisible();
	await expect(page.getByText('It jams.')).toBeVisible();
	await expect(page.getByText('Network & Field').first()).toBeVisible();
});
