import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionAnswer } from '#lib/protocol/connections.ts';
import type { MailLogAnswer } from '#lib/protocol/incoming-mail.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { rememberSent } from '../../sync-server/channels/mail/sent-mail.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { openImports } from '../../sync-server/persistence/imports.ts';

import { startServer, type TestServer } from '../support/server.ts';
import { base64, message, multipart, PIXEL_GIF } from './fixtures/bytes.ts';
import { aMailPlace, SECOND, signed, type MailPlace } from './fixtures/incoming.ts';

let test: TestServer;
let place: MailPlace;
beforeAll(async () => {
	test = await startServer();
	place = await aMailPlace(test);
});
afterAll(() => test.remove());

const sent = (messageId: string, ticket: number | null) => {
	const store = openImports(join(test.folder.path, 'imports', `${place.org}.sqlite`));
	rememberSent(store, {
		org: place.org,
		team: place.desk,
		ticket: place.idOf(ticket),
		messageId
	});
	store.close();
};
async function finish(number: number | null, status = 'solved', words = { resolution: 'Done' }) {
	const target: EntityRef = `ticket.${place.idOf(number)}`;
	const of = status === 'solved' ? { class: 'done', ...words } : { class: 'paused' };
	const round = place.ticket(number)?.round ?? 0;
	await submitAutomation(place.unit, '~test', [
		{ type: 'ticket.state', target, body: { round, status, ...of } }
	]);
	expect(place.ticket(number)?.status).toBe(status);
}

describe('a message that comes in [IM1]', () => {
	it('becomes a ticket of the team it was sent to, with its words, sender and files', async () => {
		const part = `Content-Type: image/gif; name="dot.gif"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(PIXEL_GIF)}`;
		const raw = message(
			{
				To: 'Bills <bills@example.com>',
				Subject: 'Your invoice',
				'Message-ID': '<invoice@example.org>',
				'Content-Type': 'multipart/mixed; boundary=b'
			},
			multipart('b', 'Content-Type: text/plain\r\n\r\nIt is wrong.', part)
		);
		const { status, answer } = await place.post(raw, signed(raw));
		expect(status).toBe(202);
		expect(answer).toMatchObject({ outcome: 'created', reason: null });
		expect(place.ticket(answer.ticket)).toMatchObject({
			team: place.bills,
			subject: 'Your invoice',
			createdBy: '~mail',
			requester: { name: 'Ann Ames', address: 'ann@example.org' }
		});
		const [said] = place.said(answer.ticket);
		expect(said).toMatchObject({ text: 'It is wrong.', fromCustomer: true });
		expect(said?.attachments).toMatchObject([{ name: 'dot.gif', size: PIXEL_GIF.length }]);
		const file = said?.attachments[0];
		const path = `ticket.${place.idOf(answer.ticket)}/messages/${said?.id}/files/${file?.id}`;
		const download = await place.admin('GET', `/api/threads/${path}`);
		expect(Buffer.from(await download.arrayBuffer()).equals(PIXEL_GIF)).toBe(true);
	});

	it('goes to the team for the rest where no address is known, and by more than its name', async () => {
		const rest = await place.mail({ To: 'hello@example.com' });
		expect(place.ticket(rest.answer.ticket)?.team).toBe(place.desk);
		const tagged = await place.mail({ To: 'Bills+2026@Example.COM' });
		expect(place.ticket(tagged.answer.ticket)?.team).toBe(place.bills);
		const hidden = await place.mail({
			To: 'all@example.net',
			'X-Original-To': 'bills@example.com'
		});
		expect(place.ticket(hidden.answer.ticket)?.team).toBe(place.bills);
	});

	it('bears the time it was sent at where that can be, and else the present', async () => {
		const sentMs = Math.trunc(Date.now() / 1_000) * 1_000 - 60_000;
		const recent = await place.mail({ Date: new Date(sentMs).toUTCString() });
		expect(place.said(recent.answer.ticket)[0]?.mail?.sentMs).toBe(sentMs);
		const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
		const wrong = await place.mail({ Date: tomorrow });
		expect(place.said(wrong.answer.ticket)[0]?.mail?.sentMs).toBeLessThanOrEqual(Date.now());
	});

	it('is taken once, however often and by whatever request it comes, also at once', async () => {
		const raw = message({ 'Message-ID': '<once@example.org>', Subject: 'Once' }, 'Hello.');
		const before = place.tickets().length;
		const first = signed(raw);
		const answers = await Promise.all(Array.from({ length: 3 }, () => place.post(raw, first)));
		const later = await place.post(raw, signed(raw, undefined, Date.now() - 60_000));
		expect(place.tickets().length).toBe(before + 1);
		const number = answers[0]?.answer.ticket;
		for (const { status, answer } of answers)
			expect([status, answer]).toEqual([202, { outcome: 'created', ticket: number, reason: null }]);
		expect(later.answer).toEqual({ outcome: 'again', ticket: number, reason: null });
	});

	it('without a Message-ID is known by its bytes', async () => {
		const raw = message({ 'Message-ID': undefined, Subject: 'No name' }, 'Hello.');
		const one = await place.post(raw, signed(raw));
		const two = await place.post(raw, signed(raw, undefined, Date.now() - 60_000));
		const other = await place.mail({ 'Message-ID': undefined, Subject: 'Another' });
		expect(two.answer).toEqual({ ...one.answer, outcome: 'again' });
		expect(other.answer.outcome).toBe('created');
	});
});

describe('what mail services put around a message [IM2]', () => {
	const raw = (id: string) =>
		message({ 'Message-ID': `<${id}@example.org>`, To: 'somebody@example.net' }, 'caf\xe9');
	const keyed = { authorization: `Basic ${Buffer.from(`offhook:${SECOND}`).toString('base64')}` };

	it('is taken off: JSON with RawEmail, forms with body-mime or email', async () => {
		await place.put({
			settings: { ...place.settings, proof: 'key' },
			secrets: { second: SECOND }
		});
		const json = JSON.stringify({
			OriginalRecipient: 'bills@example.com',
			RawEmail: Buffer.from(raw('json')).toString('latin1')
		});
		const mailgun = new FormData();
		mailgun.append('recipient', 'bills@example.com');
		mailgun.append('body-mime', new Blob([Buffer.from(raw('mailgun'))]));
		const encoded = new URLSearchParams({
			recipient: 'bills@example.com',
			'body-mime': Buffer.from(raw('encoded')).toString('latin1')
		});
		const sendgrid = new FormData();
		sendgrid.append('envelope', JSON.stringify({ to: ['bills@example.com'], from: 'a@b' }));
		sendgrid.append('email', Buffer.from(raw('sendgrid')).toString('latin1'));
		for (const [type, body] of [
			['application/json', json],
			[undefined, mailgun],
			[undefined, encoded],
			[undefined, sendgrid]
		] as const) {
			const headers = { ...keyed, ...(type !== undefined && { 'content-type': type }) };
			const end = body === mailgun ? '/mime' : '';
			const address = `${test.address}/api/mail/${place.org}/incoming${end}`;
			const response = await fetch(address, { method: 'POST', headers, body });
			expect(response.status).toBe(200);
			const answer = (await response.json()) as { ticket: number };
			expect(place.ticket(answer.ticket)?.team).toBe(place.bills);
			expect(place.said(answer.ticket)[0]?.text).toBe('café');
		}
	});

	it('is refused where there is no message in it', async () => {
		for (const [type, body] of [
			['application/json', '{"RawEmail":7}'],
			['application/json', '{'],
			['multipart/form-data; boundary=x', '--x\r\n\r\nfoo\r\n--x--'],
			['multipart/form-data', ''],
			['application/x-www-form-urlencoded', 'a=b'],
			['text/plain', 'From: a@b']
		] as const) {
			const answer = await place.post(Buffer.from(body), { ...keyed, 'content-type': type });
			expect([type, answer.status, answer.code]).toEqual([type, 400, 'invalid-input']);
		}
		await place.put({ settings: place.settings, secrets: { second: null } });
	});
});

describe('an answer [IM3]', () => {
	it('is added to its ticket, which is open again', async () => {
		const { answer } = await place.mail({ 'Message-ID': '<lamp@example.org>', Subject: 'Lamp' });
		sent('reply.1@desk.example', answer.ticket);
		await finish(answer.ticket);
		const reply = await place.mail(
			{ Subject: 'Re: Lamp', 'In-Reply-To': '<reply.1@desk.example>' },
			'Still dark.'
		);
		expect(reply.answer).toEqual({ outcome: 'added', ticket: answer.ticket, reason: null });
		expect(place.ticket(answer.ticket)).toMatchObject({ status: 'open', round: 1 });
		await finish(answer.ticket, 'waiting');
		const second = await place.mail({ References: '<lamp@example.org>' }, 'Here is a photo.');
		expect(second.answer.outcome).toBe('added');
		expect(place.ticket(answer.ticket)).toMatchObject({ status: 'open', round: 1 });
		await finish(answer.ticket);
		const third = await place.mail({ Subject: `AW: [#${answer.ticket}] Lamp` }, 'Dark again.');
		expect(third.answer).toMatchObject({ outcome: 'added', ticket: answer.ticket });
		expect(place.ticket(answer.ticket)).toMatchObject({ status: 'open', round: 2 });
		expect(place.said(answer.ticket).map(({ text }) => text)).toEqual([
			'It smokes.',
			'Still dark.',
			'Here is a photo.',
			'Dark again.'
		]);
	});

	it('of somebody who was written to as well is added, too', async () => {
		const { answer } = await place.mail({
			'Message-ID': '<door@example.org>',
			Cc: 'Bob Burns <Bob@example.org>'
		});
		const reply = await place.mail({
			From: 'bob@EXAMPLE.org',
			'In-Reply-To': '<door@example.org>'
		});
		expect(reply.answer).toMatchObject({ outcome: 'added', ticket: answer.ticket });
	});

	it('of a stranger begins a ticket of its own, whatever it refers to', async () => {
		const { answer } = await place.mail({ 'Message-ID': '<gate@example.org>', Subject: 'Gate' });
		sent('reply.2@desk.example', answer.ticket);
		for (const headers of [
			{ 'In-Reply-To': '<gate@example.org>' },
			{ References: '<x@y> <reply.2@desk.example>' },
			{ Subject: `Re: [#${answer.ticket}] Gate` },
			{ From: 'Ann Ames <ann@example.net>', References: '<gate@example.org>' },
			{ From: 'ann@example.org.evil.test', References: '<gate@example.org>' },
			{ From: '"ann@example.org" <eve@example.net>', References: '<gate@example.org>' },
			{ From: 'Ann Ames', Sender: undefined, References: '<gate@example.org>' }
		]) {
			const reply = await place.mail({ From: 'Eve <eve@example.net>', ...headers });
			expect(reply.answer.outcome, JSON.stringify(headers)).toBe('created');
			expect(reply.answer.ticket).not.toBe(answer.ticket);
		}
		expect(place.said(answer.ticket).length).toBe(1);
	});

	it('that is forged in 100 ways is added to nothing', async () => {
		const other = await aMailPlace(test);
		const { answer } = await other.mail({ 'Message-ID': '<safe@example.org>' });
		for (let each = 0; each < 100; each += 1) {
			const forged = await other.mail({
				From: `ann@example.org${each} <eve${each}@example.net>`,
				'Reply-To': 'ann@example.org',
				References: `<safe@example.org> <${each}@x>`,
				Subject: `[#${answer.ticket}]`
			});
			expect(forged.answer.outcome).toBe('created');
		}
		expect(other.said(answer.ticket).length).toBe(1);
	});

	it('is not drawn into a ticket of somebody who named its message first', async () => {
		const trap = await place.mail({
			From: 'eve@example.net',
			References: '<mine@example.org>'
		});
		const own = await place.mail({ 'Message-ID': '<mine@example.org>', Subject: 'Mine' });
		expect(own.answer.outcome).toBe('created');
		expect(own.answer.ticket).not.toBe(trap.answer.ticket);
		const more = await place.mail({ 'In-Reply-To': '<mine@example.org>' });
		expect(more.answer).toMatchObject({ outcome: 'added', ticket: own.answer.ticket });
	});

	it('that is faster than what it answers finds it', async () => {
		const second = await place.mail({ References: '<slow@example.org>' }, 'PS');
		const first = await place.mail({ 'Message-ID': '<slow@example.org>' });
		expect(first.answer).toMatchObject({ outcome: 'added', ticket: second.answer.ticket });
	});

	it('to a ticket that was deleted begins another', async () => {
		const { answer } = await place.mail({ 'Message-ID': '<gone@example.org>' });
		const target: EntityRef = `ticket.${place.idOf(answer.ticket)}`;
		await submitAutomation(place.unit, '~test', [
			{ type: 'ticket.remove', target, body: { reason: 'Spam' } }
		]);
		const reply = await place.mail({ 'In-Reply-To': '<gone@example.org>' });
		expect(reply.answer.outcome).toBe('created');
	});
});

describe('mail that goes round [IM4]', () => {
	it('is dropped when the desk itself wrote it', async () => {
		const before = place.tickets().length;
		const own = await place.mail({ From: 'Desk <Desk@example.com>' });
		expect(own.answer).toEqual({ outcome: 'dropped', ticket: null, reason: 'own' });
		const sender = { host: 'mail.example', port: 25, security: 'none', user: '' };
		const settings = { ...sender, from: 'Out@Elsewhere.example', fromName: 'Desk' };
		const put = await place.admin('PUT', '/api/connections/smtp', {
			settings: { ...settings, site: 'https://desk.example', language: 'en' },
			secrets: {}
		});
		expect(put.status).toBe(200);
		const sentFrom = await place.mail({ From: 'Desk <out@elsewhere.example>' });
		expect(sentFrom.answer).toEqual({ outcome: 'dropped', ticket: null, reason: 'own' });
		expect((await place.admin('DELETE', '/api/connections/smtp')).ok).toBe(true);
		sent('reply.4@desk.example', 1);
		const back = await place.mail({ 'Message-ID': '<reply.4@desk.example>' });
		expect(back.answer).toEqual({ outcome: 'dropped', ticket: null, reason: 'own' });
		expect(place.tickets().length).toBe(before);
	});

	it('is a note to the staff when a machine answers, which reopens nothing', async () => {
		const { answer } = await place.mail({ 'Message-ID': '<away@example.org>' });
		await finish(answer.ticket);
		for (const header of [
			{ 'Auto-Submitted': 'auto-replied' },
			{ Precedence: 'bulk' },
			{ 'X-Auto-Response-Suppress': 'All' },
			{ 'Return-Path': '<>' },
			{ 'List-Id': '<news.example.org>' }
		]) {
			const reply = await place.mail({ ...header, 'In-Reply-To': '<away@example.org>' }, 'Away.');
			expect(reply.answer).toMatchObject({ outcome: 'added', ticket: answer.ticket });
		}
		expect(place.ticket(answer.ticket)?.status).toBe('solved');
		const [first, ...notes] = place.said(answer.ticket);
		expect(first?.kind).toBe('public');
		expect(notes.length).toBe(5);
		for (const note of notes) expect(note).toMatchObject({ kind: 'note', by: '~mail:auto' });
	});
});

describe('administrators [IM6]', () => {
	it('see what came and what became of it, and none of its words', async () => {
		const { answer } = await place.mail({ Subject: 'Not for the log', To: 'desk@example.com' });
		const text = await (await place.admin('GET', '/api/mail/log')).text();
		expect(text).not.toMatch(/Not for the log|It smokes/);
		const { deliveries } = JSON.parse(text) as MailLogAnswer;
		expect(deliveries[0]).toMatchObject({
			sender: 'ann@example.org',
			recipient: 'desk@example.com',
			outcome: 'created',
			number: answer.ticket,
			hasSource: false
		});
	});

	it('try it with a message of its own', async () => {
		const tried = await place.admin('POST', '/api/connections/incoming-mail/try', {});
		expect(await tried.json()).toEqual({ trouble: null });
		const { deliveries } = (await (
			await place.admin('GET', '/api/mail/log')
		).json()) as MailLogAnswer;
		expect(deliveries[0]).toMatchObject({ sender: 'test@offhook.invalid', outcome: 'created' });
	});

	it('hear that a team is gone, whose mail waits at its service', async () => {
		const other = await aMailPlace(test);
		const [target] = other.teams.map((team): EntityRef => `team.${team}`);
		if (target === undefined) throw new Error('no team');
		await submitAutomation(other.unit, '~test', [
			{ type: 'team.field', target, body: { field: 'archived', value: true } }
		]);
		const refused = await other.mail({ To: 'hello@example.com' });
		expect([refused.status, refused.code]).toEqual([409, 'request-refused']);
		const tried = await other.admin('POST', '/api/connections/incoming-mail/try', {});
		expect(await tried.json()).toMatchObject({ trouble: { code: 'not-found' } });
	});

	it('give keys that nobody guesses, and read none back', async () => {
		const short = await place.put({ settings: place.settings, secrets: { second: 'short' } });
		expect(short.status).toBe(400);
		expect(await short.json()).toMatchObject({ error: { field: 'secrets.second' } });
		const read = await place.admin('GET', '/api/connections/incoming-mail');
		const answer = (await read.json()) as ConnectionAnswer;
		expect(answer.secrets).toEqual(['first']);
	});
});

describe('what was taken in [IM1]', () => {
	it('is known after a restart, by its Message-ID and by its request', async () => {
		const first = await startServer();
		const before = await aMailPlace(first);
		const raw = message({ 'Message-ID': '<kept@example.org>' }, 'Hello.');
		const headers = signed(raw);
		const made = await before.post(raw, headers);
		const [port] = [Number(new URL(first.address).port)];
		await first.stop();
		const second = await startServer(first.folder, port);
		expect((await before.post(raw, headers)).answer).toEqual(made.answer);
		const later = await before.post(raw, signed(raw, undefined, Date.now() - 60_000));
		expect(later.answer).toEqual({ ...made.answer, outcome: 'again' });
		expect(second.server.orgs.get(before.org).unit.store.targets('ticket').length).toBe(1);
		await second.remove();
	});

	it('is known when what was noted of it is lost, as when the process dies in between', async () => {
		const raw = message({ 'Message-ID': '<lost@example.org>' }, 'Hello.');
		const made = await place.post(raw, signed(raw));
		const path = join(test.folder.path, 'imports', `${place.org}.sqlite`);
		const file = new Sqlite(path);
		file.exec('delete from mails; delete from deliveries');
		file.close();
		const before = place.tickets().length;
		const again = await place.post(raw, signed(raw));
		expect(again.answer.ticket).toBe(made.answer.ticket);
		expect(place.tickets().length).toBe(before);
	});
});
