import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailLogAnswer } from '#lib/protocol/incoming-mail.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { message } from './fixtures/bytes.ts';
import { aMailPlace, FIRST, type MailPlace } from './fixtures/incoming.ts';

const HERE = 'mx.desk.example';
const found = (dmarc: string, from = 'example.org') => ({
	'Authentication-Results': `${HERE}; dmarc=${dmarc} header.from=${from}`
});
let test: TestServer;
let place: MailPlace;
beforeAll(async () => {
	test = await startServer();
	place = await aMailPlace(test, { receiver: HERE });
});
afterAll(() => test.remove());

const textOf = (headers: Readonly<Record<string, string>>) =>
	Buffer.from(message(headers, 'Hello.')).toString('latin1');

async function solved(messageId: string) {
	const { answer } = await place.mail({ 'Message-ID': messageId, ...found('pass') });
	const target = `ticket.${place.idOf(answer.ticket)}` as const;
	const body = { round: 0, status: 'solved', class: 'done', resolution: 'Done' };
	await submitAutomation(place.unit, '~test', [{ type: 'ticket.state', target, body }]);
	return answer.ticket;
}

describe('who is found to have written it [IM7]', () => {
	it('stands at the message: proven, not proven, or nothing', async () => {
		const senders = [];
		for (const headers of [found('pass'), found('fail'), found('none'), {}]) {
			const { answer } = await place.mail(headers);
			senders.push(place.said(answer.ticket)[0]?.mail?.sender);
		}
		expect(senders).toEqual(['pass', 'fail', undefined, undefined]);
	});

	it('stands in what administrators see of the mail that came, too', async () => {
		for (const headers of [found('pass'), found('fail'), {}]) await place.mail(headers);
		// What claims to be from the desk itself is dropped, and as forged.
		await place.mail({ From: 'desk@example.com', ...found('fail', 'example.com') });
		const answer = await place.admin('GET', '/api/mail/log');
		const { deliveries } = (await answer.json()) as MailLogAnswer;
		expect(deliveries.slice(0, 4).map(({ outcome, proof }) => [outcome, proof])).toEqual([
			['dropped', 'fail'],
			['created', 'none'],
			['created', 'fail'],
			['created', 'pass']
		]);
	});

	it('adds and opens nothing where the sender is forged, whatever the message refers to', async () => {
		const number = await solved('<lamp@example.org>');
		for (const headers of [
			{ 'In-Reply-To': '<lamp@example.org>' },
			{ References: '<lamp@example.org>' },
			{ Subject: `Re: [#${number}] Lamp` }
		]) {
			const forged = await place.mail({ ...headers, ...found('fail') }, 'Pay to this account.');
			expect(forged.answer.outcome).toBe('created');
			expect(place.ticket(forged.answer.ticket)).toMatchObject({ createdBy: '~mail:auto' });
		}
		expect(place.ticket(number)?.status).toBe('solved');
		expect(place.said(number).length).toBe(1);
		const own = await place.mail({ 'In-Reply-To': '<lamp@example.org>', ...found('pass') });
		expect(own.answer).toMatchObject({ outcome: 'added', ticket: number });
		expect(place.ticket(number)?.status).toBe('open');
	});

	it('is not turned by a second author, or by results that the sender wrote below', async () => {
		const number = await solved('<door@example.org>');
		const raw = textOf({
			...{ 'Message-ID': '<two@example.org>', 'In-Reply-To': '<door@example.org>' },
			...found('none')
		});
		for (const forged of [
			raw.replace(/^From: .*$/m, 'From: Ann Ames <ann@example.org>, eve@evil.example'),
			raw.replace(/^From: .*$/m, (from) => `${from}\r\nFrom: eve@evil.example`),
			raw.replace(/^From: .*$/m, 'Sender: Ann Ames <ann@example.org>'),
			raw.replace('dmarc=none header.from=example.org', 'dmarc=pass header.from=evil.example'),
			`Authentication-Results: ${HERE}; dmarc=fail header.from=example.org\r\n${raw.replace('dmarc=none', 'dmarc=pass')}`
		]) {
			const { answer } = await place.mailRaw(forged.replace('<two@', `<${(serial += 1)}.two@`));
			expect(answer.outcome, forged).toBe('created');
			expect(place.said(answer.ticket)[0]?.mail?.sender, forged).toBe('fail');
		}
		expect(place.said(number).length).toBe(1);
	});

	it('draws nothing to it that it names', async () => {
		const trap = await place.mail({ References: '<mine@example.org>', ...found('fail') });
		const own = await place.mail({ 'Message-ID': '<mine@example.org>', ...found('pass') });
		expect(own.answer.outcome).toBe('created');
		expect(own.answer.ticket).not.toBe(trap.answer.ticket);
	});

	it('takes no place that a ticket keeps for a message of that name', async () => {
		const waiting = await place.mail({ References: '<lost@example.org>', ...found('pass') });
		const forged = await place.mail({ 'Message-ID': '<lost@example.org>', ...found('fail') });
		expect(forged.answer.outcome).toBe('created');
		expect(place.said(waiting.answer.ticket).length).toBe(1);
	});

	it('is told by the service, too, which delivers it', async () => {
		await place.put({ settings: { ...place.settings, proof: 'key' }, secrets: {} });
		const form = new FormData();
		form.append('envelope', JSON.stringify({ to: ['bills@example.com'], from: 'ann@example.org' }));
		form.append('SPF', 'fail');
		form.append('dkim', 'none');
		form.append('email', textOf({ 'Message-ID': '<grid@example.org>' }));
		const address = `${test.address}/api/mail/${place.org}/incoming`;
		const headers = { authorization: `Bearer ${FIRST}` };
		const response = await fetch(address, { method: 'POST', headers, body: form });
		const { ticket } = (await response.json()) as { ticket: number };
		expect(place.said(ticket)[0]?.mail?.sender).toBe('fail');
	});
});

let serial = 0;
