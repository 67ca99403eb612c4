import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EntityRef } from '#lib/domain/ids.ts';
import { PROMISED_KINDS } from '../../sync-server/effects/effect.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { accept, anId } from '../access/place.ts';
import { until } from '../support/server.ts';
import { aMailDesk } from './outgoing-place.ts';

let desk: Awaited<ReturnType<typeof aMailDesk>>;

beforeAll(async () => {
	desk = await aMailDesk();
});
afterEach(async () => {
	// What happened by itself is of no interest to the next one.
	desk.unit.effects.dropAll(['mail.event', 'mail.staff']);
	desk.mail.delivered.splice(0);
	desk.mail.refusals.splice(0);
});
afterAll(() => desk.remove());

const numberOf = (id: string) => desk.unit.world.ticket(`ticket.${id}`)?.number;
const came = (count: number) => until(() => desk.mail.delivered.length === count);

const aMailTicket = (subject: string, more?: object) => desk.mailed(subject, more);

describe('an answer by mail [ML1]', () => {
	it('goes to whoever asked, with the number in its subject and a way to the request', async () => {
		const { id } = await desk.ask({ subject: 'The lift' });
		desk.unit.effects.dropAll(['mail.event']);
		const message = await desk.reply(id, 'Somebody is on the way.');
		await came(1);
		const [sent] = desk.mail.delivered;
		expect(sent).toMatchObject({
			from: 'desk@example.org',
			to: ['hannah@harbor.example'],
			user: 'desk'
		});
		expect(sent?.mail.subject).toBe(`[#${numberOf(id)}] The lift`);
		expect(sent?.mail.from?.name).toBe('Mei · Harbour Desk');
		expect(sent?.mail.text).toContain('Somebody is on the way.');
		expect(sent?.mail.text).toContain(`https://desk.example.org/requests/${id}`);
		expect(sent?.mail.messageId).toBe(`<${message}.${id}@example.org>`);
		expect(desk.header(0, 'auto-submitted')).toBeUndefined();
		await until(() => desk.waiting() === 0);
		expect(desk.delivery(id, message)).toBeUndefined();
	});

	it('names what was said before, so that mail programs lay it beside that', async () => {
		const id = await aMailTicket('By mail');
		const first = await desk.reply(id, 'One');
		await came(1);
		expect(desk.header(0, 'in-reply-to')).toBe('<first@elsewhere.example>');
		// What was never sent has no place among them.
		await desk.byMei('message.add', `ticket.${id}`, { kind: 'note', text: 'canary' });
		await desk.reply(id, 'Two');
		await came(2);
		expect(desk.header(1, 'in-reply-to')).toBe(`<${first}.${id}@example.org>`);
		expect(desk.header(1, 'references')).toBe(
			`<first@elsewhere.example> <${first}.${id}@example.org>`
		);
		expect(desk.mail.delivered[1]?.mail.text).not.toContain('/requests/');
	});

	it('waits as long as it can be undone, and one that was undone never goes', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		const undone = await desk.reply(id, 'No', { hold: true });
		await desk.byMei('message.retract', `ticket.${id}`, { message: undone, retracted: true });
		await desk.reply(id, 'Yes', { hold: true });
		expect(desk.mail.delivered).toEqual([]);
		desk.clock.move(7_000);
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered.map(({ mail }) => mail.text?.includes('Yes'))).toEqual([true]);
	});

	it('says what is formatted as HTML too, and every text as that text', async () => {
		const id = await aMailTicket('<b>A</b>', { name: '<i>Otto</i>' });
		const text = 'See <script>alert(1)</script> "here"';
		const rich = [
			{
				k: 'p',
				t: [
					{ t: 'See <script>alert(1)</script> ' },
					{ t: '"here"', b: true, a: 'https://x.example/?a="b"' }
				]
			}
		];
		await desk.reply(id, text, { rich });
		await came(1);
		const { html = '' } = desk.mail.delivered[0]?.mail ?? {};
		expect(html).toContain('See &lt;script&gt;alert(1)&lt;/script&gt; ');
		expect(html).toContain(
			'<a href="https://x.example/?a=&quot;b&quot;"><strong>&quot;here&quot;</strong></a>'
		);
		expect(html).not.toMatch(/<script|<img|<i>/);
		expect(desk.mail.delivered[0]?.mail.text).toContain(text);
	});

	it('goes with its files, once they are here', async () => {
		const id = await aMailTicket('Files');
		desk.unit.effects.dropAll(['mail.event']);
		const bytes = Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64'
		);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const file = { type: 'image/png', size: bytes.length, sha256 };
		const files = ['lift\r\nX: y.png', 'door.png'].map((name) => ({ ...file, name, id: anId() }));
		const attachments = files.map((one) => ({ ...one, role: 'file' }));
		await desk.reply(id, 'See here', { attachments });
		for (const { name: _, ...one } of files) {
			await until(() => desk.unit.effects.count('leased') === 0);
			expect(desk.mail.delivered).toEqual([]);
			expect(await desk.upload({ ...one, thread: `ticket.${id}` }, bytes)).toBe(200);
			desk.clock.move(120_000);
		}
		await came(1);
		const [attached, other, ...more] = desk.mail.delivered[0]?.mail.attachments ?? [];
		expect([other?.filename, more]).toEqual(['door.png', []]);
		expect(attached).toMatchObject({ filename: 'lift X: y.png', mimeType: 'image/png' });
		expect(Buffer.from(attached?.content as ArrayBuffer)).toEqual(bytes);
	});

	it('waits for an administrator when it may have gone before a restore', async () => {
		const { id } = await desk.ask();
		await desk.reply(id, 'Held', { hold: true });
		desk.unit.effects.holdAll(PROMISED_KINDS);
		expect(desk.waiting()).toBe(0);
		const [held, ...more] = desk.unit.effects.held();
		expect(more).toEqual([]);
		expect(held).toMatchObject({ kind: 'mail.reply', target: `ticket.${id}` });
		desk.clock.move(7_000);
		await desk.request('POST', `/held-effects/${held?.id}/release`, {});
		await came(1);
		desk.unit.store.setMeta('restored_ms', String(desk.clock.now()));
		await desk.reply(id, 'Offered again');
		expect(desk.waiting()).toBe(0);
		expect(desk.unit.effects.held()).toMatchObject([{ kind: 'mail.reply' }]);
		desk.unit.effects.drop(desk.unit.effects.held()[0]?.id ?? 0);
		desk.unit.store.setMeta('restored_ms', '0');
	});

	it('cannot be given a header by what somebody writes [ML2]', async () => {
		const evil = 'A\r\nBcc: all@elsewhere.example\r\n\r\nWords\u2028X';
		const id = await aMailTicket(evil, { name: 'Otto\r\nBcc: <x@elsewhere.example>' });
		await desk.setField(desk.mei.id, 'name', 'Mei\r\nReply-To: x@elsewhere.example');
		await desk.reply(id, 'Words');
		await came(1);
		await desk.setField(desk.mei.id, 'name', 'Mei');
		const [sent] = desk.mail.delivered;
		expect(sent?.to).toEqual(['otto@elsewhere.example']);
		expect(desk.header(0, 'bcc')).toBeUndefined();
		expect(desk.header(0, 'reply-to')).toBeUndefined();
		expect(sent?.mail.subject).toContain('A Bcc: all@elsewhere.example Words X');
		expect(sent?.mail.text?.startsWith('Words')).toBe(true);
	});

	it.each([
		'a@b.example, c@d.example',
		'a@b.example\r\nRCPT TO:<c@d.example>',
		'<a@b.example>',
		'x'
	])('goes to no address that is none or several: %j [ML2]', async (address) => {
		const id = await aMailTicket('A', { address });
		await desk.reply(id, 'Words');
		expect(desk.waiting()).toBe(0);
	});
});

describe('what never goes out by mail [ML3]', () => {
	it('is a note, also one that is rewritten or mentions somebody', async () => {
		const { id } = await desk.ask();
		const target: EntityRef = `ticket.${id}`;
		desk.unit.effects.dropAll(['mail.event']);
		const note = await desk.byMei('message.add', target, { kind: 'note', text: 'canary' });
		await desk.byMei('message.edit', target, { message: note, text: 'canary again' });
		expect(desk.waiting()).toBe(0);
		// Even an effect that named one would send nothing.
		const payload = { ticket: id, message: note };
		desk.unit.effects.add({ changeId: note, kind: 'mail.reply', payload }, desk.clock.now());
		desk.test.server.orgs.get(desk.org).runEffects();
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toEqual([]);
	});

	it('is anything to whoever wants to be told in the portal alone', async () => {
		const { id } = await desk.ask();
		const target: EntityRef = `user.${desk.hannah.id}`;
		const wish = (value: boolean) =>
			accept(desk.unit, [{ type: 'user.field', target, body: { field: 'mail', value } }]);
		await wish(false);
		desk.unit.effects.dropAll(['mail.event']);
		await desk.reply(id, 'Words');
		expect(desk.waiting()).toBe(0);
		await wish(true);
	});

	it('is anything of a ticket that was deleted before it went out', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		await desk.reply(id, 'Held', { hold: true });
		const removal = { target: `ticket.${id}`, body: { reason: 'by mistake' } } as const;
		await accept(desk.unit, [{ type: 'ticket.remove', ...removal }]);
		desk.clock.move(7_000);
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toEqual([]);
	});

	it('is anything while no server for it is set; and nothing waits for one', async () => {
		const { id } = await desk.ask();
		await desk.reply(id, 'Held', { hold: true });
		await desk.request('DELETE', '/connections/smtp');
		await desk.reply(id, 'Words');
		desk.clock.move(10_000);
		expect(desk.waiting()).toBe(0);
		await desk.connect();
		desk.clock.move(60_000);
		expect(desk.waiting()).toBe(0);
		expect(desk.mail.delivered).toEqual([]);
	});
});

describe('a server that does not take a mail [ML4]', () => {
	it('gets it again, later and later, and once', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		desk.mail.refusals.push({ at: 'data', code: 451, words: 'Later' });
		const message = await desk.reply(id, 'Words');
		await until(() => desk.mail.refusals.length === 0 && desk.unit.effects.count('leased') === 0);
		expect(desk.unit.effects.count('waiting')).toBe(1);
		expect(await desk.standing()).toMatchObject({ trouble: { code: 'refused' }, waiting: 1 });
		desk.clock.move(31_000);
		await came(1);
		await until(() => desk.waiting() === 0);
		expect(desk.delivery(id, message)).toBeUndefined();
		expect(await desk.standing()).toMatchObject({ trouble: null, waiting: 0, failed: 0 });
	});

	it('never gets what was taken back meanwhile', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		desk.mail.refusals.push({ at: 'data', code: 451, words: 'Later' });
		const message = await desk.reply(id, 'Words');
		await until(() => desk.mail.refusals.length === 0 && desk.unit.effects.count('leased') === 0);
		await desk.byMei('message.retract', `ticket.${id}`, { message, retracted: true });
		desk.clock.move(31_000);
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toEqual([]);
	});

	it('gets it at once when an administrator has mended the connection, or found that it works', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		const idle = () => until(() => desk.unit.effects.count('leased') === 0);
		await desk.connect({}, 'wrong');
		const tries = desk.mail.signedIn();
		await desk.reply(id, 'Mended');
		await until(() => desk.mail.signedIn() > tries);
		await idle();
		const arrived = (words: string) => () =>
			desk.mail.delivered.some(({ mail }) => mail.text?.includes(words));
		expect(arrived('Mended')()).toBe(false);
		await desk.connect();
		await until(arrived('Mended'));
		desk.mail.refusals.push({ at: 'data', code: 451, words: 'Later' });
		await desk.reply(id, 'Works');
		await until(() => desk.mail.refusals.length === 0);
		await idle();
		await desk.request('POST', '/connections/smtp/try', {});
		await until(arrived('Works'));
		await until(() => desk.waiting() === 0);
	});

	it('says why at the message when it never will', async () => {
		const { id } = await desk.ask();
		desk.mail.refusals.push({ at: 'recipient', code: 550, words: 'No such user here' });
		const message = await desk.reply(id, 'Words');
		await until(() => desk.delivery(id, message) !== undefined);
		expect(desk.delivery(id, message)).toEqual({ state: 'failed', why: '550 No such user here' });
		expect(desk.mail.delivered).toEqual([]);
		await until(() => desk.unit.effects.count('leased') === 0);
		expect(await desk.standing()).toMatchObject({
			...{ trouble: null, failed: 1 },
			letters: [{ kind: 'reply', why: '550 No such user here', ticket: id, number: numberOf(id) }]
		});
	});

	it('is tried for a day, and then says so at the message', async () => {
		const { id } = await desk.ask();
		desk.unit.effects.dropAll(['mail.event']);
		await desk.connect({}, 'wrong');
		const message = await desk.reply(id, 'Words');
		const isIdle = () => desk.unit.effects.count('leased') === 0;
		for (let hour = 0; hour < 30; hour += 1) {
			await until(isIdle);
			if (desk.waiting() > 0) desk.clock.move(3_600_001);
		}
		await until(() => desk.delivery(id, message) !== undefined);
		await desk.connect();
	});
});

describe('what happens to a request by itself [ML5]', () => {
	const events = () =>
		desk.mail.delivered.filter(({ mail }) =>
			mail.headers.some(({ key, value }) => key === 'auto-submitted' && value === 'auto-generated')
		);
	const soon = () => desk.clock.move(31_000);
	const speak = (language: string) =>
		accept(desk.unit, [
			{
				type: 'user.field',
				target: `user.${desk.hannah.id}`,
				body: { field: 'language', value: language }
			}
		]);

	it('is told by mail in the language of whoever asked, several things in one letter', async () => {
		await speak('de');
		const { id } = await desk.ask({ subject: 'Der Lift' });
		soon();
		await came(1);
		expect(desk.mail.delivered[0]?.mail.text).toContain(`Sie hat die Nummer #${numberOf(id)}.`);
		expect(desk.header(0, 'auto-submitted')).toBe('auto-generated');
		const target: EntityRef = `ticket.${id}`;
		await desk.byMei('ticket.take', target, { expected: null });
		await desk.byMei('ticket.state', target, { round: 0, status: 'waiting', class: 'paused' });
		soon();
		await came(2);
		const { text = '' } = desk.mail.delivered[1]?.mail ?? {};
		expect(text).toContain('Jemand kümmert sich jetzt um Ihre Anfrage.');
		expect(text).toContain('Der Status ist jetzt „Wartet auf Sie“.');
		expect(events()).toHaveLength(2);
		await until(() => desk.waiting() === 0);
		await speak('en');
	});

	it('is told in the words of the organisation, and not at all where that is switched off', async () => {
		const event = (more: object) =>
			accept(desk.unit, [
				{
					type: 'org.entry',
					target: `org.${desk.org}`,
					body: {
						catalogue: 'event',
						code: 'received',
						value: { names: {}, order: 10, archived: false, on: true, texts: {}, ...more }
					} as never
				}
			]);
		await event({ texts: { en: 'Thanks for {{subject}}!' } });
		await desk.ask({ subject: 'the lift' });
		soon();
		await came(1);
		expect(desk.mail.delivered[0]?.mail.text).toContain('Thanks for the lift!');
		await event({ on: false });
		await desk.ask();
		expect(desk.waiting()).toBe(0);
		await event({});
	});

	it('is not told of what they did themselves, of imports, or to machines', async () => {
		const { id } = await desk.ask();
		const target: EntityRef = `ticket.${id}`;
		await desk.byMei('ticket.state', target, { round: 0, status: 'waiting', class: 'paused' });
		desk.unit.effects.dropAll(['mail.event']);
		const change = anId();
		await desk.request(
			'POST',
			`/portal/requests/${id}/messages`,
			{ change, text: 'More' },
			desk.hannah.cookie
		);
		expect(desk.unit.world.ticket(target)?.status).toBe('open');
		expect(desk.waiting()).toBe(0);
		await aMailTicket('From a machine', { address: 'mailer-daemon@elsewhere.example' });
		expect(desk.waiting()).toBe(0);
		const from = { name: 'Otto', address: 'otto@elsewhere.example' };
		const message = { kind: 'public', text: 'Old', mail: { from, sentMs: 0, messageId: 'x@y' } };
		const body = { team: desk.team, subject: 'Old', requester: from, message };
		const draft = { type: 'ticket.create', target: `ticket.${anId()}`, body } as const;
		await submitAutomation(desk.unit, '~import', [draft]);
		expect(desk.waiting()).toBe(0);
	});

	it('ends where programs answer each other', async () => {
		const requests: string[] = [];
		for (let one = 0; one < 25; one += 1)
			requests.push(await aMailTicket(`No. ${one}`, { address: 'robot@elsewhere.example' }));
		soon();
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toHaveLength(20);
	});
});
