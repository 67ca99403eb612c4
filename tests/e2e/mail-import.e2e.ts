import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from './support/server.ts';
import { base64, bytes, message, multipart, PIXEL_GIF, utf8 } from '../mail/fixtures/bytes.ts';
import { toMbox } from '../mail/fixtures/corpus.ts';

const hostile = (elsewhere: string) => `
	<h1 onclick="alert(1)">Our printer</h1>
	<script>parent.document.title = 'owned'; fetch('${elsewhere}/script')</script>
	<img src="${elsewhere}/pixel.gif" alt="A tracking pixel" onerror="alert(1)">
	<img src="cid:dot@x" alt="A dot">
	<link rel="stylesheet" href="${elsewhere}/sheet.css"><style>@import "${elsewhere}/import.css";</style>
	<p style="background:url(${elsewhere}/background.png);color:#a00">red words</p>
	<iframe src="${elsewhere}/frame"></iframe><form action="${elsewhere}"><button>Send</button></form>
	<meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">
	<a href="javascript:alert(1)">not a link</a> <a href="https://example.org/">a link</a>`;

function inbox(elsewhere: string): Buffer {
	const page = bytes('Content-Type: text/html; charset=utf-8\r\n\r\n', utf8(hostile(elsewhere)));
	const dot = bytes(
		'Content-Type: image/gif; name=dot.gif\r\nContent-ID: <dot@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n',
		base64(PIXEL_GIF)
	);
	const first = { 'Message-ID': '<p1@x>', Subject: 'Printer on fire' };
	const mixed = { 'Content-Type': 'multipart/related; boundary=b' };
	return toMbox([
		message({ ...first, ...mixed }, multipart('b', page, dot)),
		message(
			{ 'Message-ID': '<p2@x>', Subject: 'Re: Printer on fire', References: '<p1@x>' },
			'It burns.'
		),
		message({ 'Message-ID': '<l1@x>', Subject: 'Lamp', From: 'Bo <bo@example.org>' }, 'Dark.'),
		bytes('no mail at all\n')
	]);
}

test('mail is imported on a screen, once, and its pages can do nothing', async ({
	newColleague
}) => {
	const visitors: string[] = [];
	const elsewhere = createServer((socket) => {
		visitors.push('somebody came');
		socket.destroy();
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	const device = await newColleague();
	const page = await device.signIn('Samira Haddad');
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});

	await page.goto(`${device.line.address}/admin/import`);
	const file = { name: 'inbox.mbox', mimeType: 'application/mbox', buffer: inbox(address) };
	await page.locator('input[type=file]').setInputFiles(file);
	const done = page.getByRole('listitem').filter({ hasText: '3 imported' });
	await expect(done.getByText('Done')).toBeVisible();
	await done.getByRole('button', { name: 'Show what was not read' }).click();
	await expect(done.getByText('It is not a mail message')).toBeVisible();
	const saving = page.waitForEvent('download');
	await done.getByRole('link', { name: 'Save the source of message 4' }).click();
	expect((await saving).suggestedFilename()).toBe('message-3.eml');

	await page.locator('input[type=file]').setInputFiles(file);
	await expect(page.getByText('3 already here')).toBeVisible();

	await done.first().getByRole('link', { name: 'Tickets of the team' }).click();
	await page.getByText('Printer on fire').first().click();
	await expect(page.getByText('It burns.')).toBeVisible();
	await page.getByRole('button', { name: 'Show formatted' }).first().click();
	const frame = page.frameLocator('iframe');
	await expect(frame.getByRole('heading', { name: 'Our printer' })).toBeVisible();
	await expect(frame.getByText('red words')).toHaveCSS('color', 'rgb(170, 0, 0)');
	await expect(frame.getByRole('img', { name: 'A dot' })).toHaveJSProperty('naturalWidth', 1);
	await expect(frame.getByRole('link')).toHaveCount(1);
	await expect(frame.locator('script, iframe, form, link, button')).toHaveCount(0);
	await frame.getByRole('heading').click();
	expect([visitors, dialogs]).toEqual([[], []]);
	expect(await page.title()).not.toBe('owned');
	elsewhere.close();
});
