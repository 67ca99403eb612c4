import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationsAnswer } from '#lib/protocol/sign-up.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
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

const came = (count: number) => until(() => desk.mail.delivered.length === count);

describe('one-time links by mail [ML6]', () => {
	const linkIn = (at: number) =>
		/https:\/\/desk\.example\.org(\/(?:join|reset)\/[\w-]+)/.exec(
			desk.mail.delivered[at]?.mail.text ?? ''
		)?.[1];

	it('go to whoever is invited, and are not kept', async () => {
		const email = 'new@harbor.example';
		const made = await desk.request('POST', '/invitations', { emails: [email] });
		expect(JSON.parse(made.text)).toMatchObject({ made: [{ email, isMailed: true }] });
		await came(1);
		expect(desk.mail.delivered[0]?.to).toEqual([email]);
		const path = linkIn(0) ?? '';
		expect((await desk.request('GET', path)).status).toBe(200);
		await until(() => desk.waiting() === 0);
		const file = new Database(orgFile(desk.test.folder.path, desk.org), { readonly: true });
		const kept = file.prepare("SELECT payload FROM effects WHERE kind = 'mail.link'").all();
		file.close();
		expect(kept).toEqual([{ payload: '{}' }]);
	});

	it('[SU3] go to whoever asked for an account, in the language they asked in', async () => {
		const domains = { field: 'signUpDomains', value: ['harbor.example'] };
		await accept(desk.unit, [{ type: 'org.field', target: `org.${desk.org}`, body: domains }]);
		const otto = { name: 'Otto', email: 'otto@harbor.example', language: 'de' };
		expect((await desk.request('POST', '/sign-up', otto, '')).status).toBe(202);
		const strange = { ...otto, language: 'in red' };
		expect((await desk.request('POST', '/sign-up', strange, '')).status).toBe(400);
		await came(1);
		expect(desk.mail.delivered[0]?.mail.subject).toMatch(/^Einladung von /);
		expect(desk.mail.delivered[0]?.to).toEqual([otto.email]);
		// The letter proves the address: nobody has to accept them, and nobody drowns in letters.
		const shown = await desk.request('GET', '/invitations');
		const { asked, invitations } = JSON.parse(shown.text) as InvitationsAnswer;
		expect(asked).toEqual([]);
		expect(invitations.map(({ email }) => email)).toContain(otto.email);
		for (let again = 0; again < 4; again += 1) await desk.request('POST', '/sign-up', otto, '');
		await came(3);
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toHaveLength(3);
		const joined = await desk.request('POST', linkIn(2) ?? '', {
			name: 'Otto',
			password: 'a lift between two floors'
		});
		expect(joined.status).toBe(204);
	});

	it('go to whoever was given a login, and to nobody who chose a password', async () => {
		const target = `person.${anId()}` as const;
		const body = {
			name: 'Nina',
			role: 'agent',
			userName: `nina.${anId().slice(0, 6)}`,
			email: 'nina@harbor.example'
		};
		await accept(desk.unit, [{ type: 'person.create', target, body }]);
		await came(1);
		expect(desk.mail.delivered[0]?.mail.text).toContain(`You sign in as ${body.userName}.`);
		const path = linkIn(0) ?? '';
		const chosen = await desk.request('POST', path, { password: 'a long and good one 47' });
		expect(chosen.status).toBe(204);
		const again = {
			changeId: anId(),
			kind: 'mail.welcome',
			payload: { person: target.slice(7) }
		} as const;
		desk.unit.effects.add(again, desk.clock.now());
		desk.test.server.orgs.get(desk.org).runEffects();
		await until(() => desk.waiting() === 0);
		expect(desk.mail.delivered).toHaveLength(1);
		const sent = await desk.request('POST', `/people/${target.slice(7)}/mail-link`, {});
		expect(JSON.parse(sent.text)).toMatchObject({ to: body.email });
		await came(2);
		expect((await desk.request('GET', linkIn(1) ?? '')).status).toBe(200);
	});

	it('are shown to administrators alone while no mail is sent', async () => {
		await desk.request('DELETE', '/connections/smtp');
		const made = await desk.request('POST', '/invitations', { emails: ['other@harbor.example'] });
		expect(JSON.parse(made.text)).toMatchObject({ made: [{ isMailed: false }] });
		expect((await desk.request('POST', `/people/${desk.hannah.id}/mail-link`, {})).status).toBe(
			404
		);
		expect(desk.waiting()).toBe(0);
		await desk.connect();
	});

	it('are counted when a server refuses them for good, and told to nobody', async () => {
		desk.mail.refusals.push({ at: 'recipient', code: 550, words: 'No such user here' });
		await desk.request('POST', '/invitations', { emails: ['nobody@harbor.example'] });
		await until(() => desk.waiting() === 0);
		const standing = await desk.standing();
		expect(standing).toMatchObject({ failed: 1, letters: [{ kind: 'link', ticket: null }] });
		expect(JSON.stringify(standing)).not.toContain('/join/');
	});
});

describe('a test message', () => {
	it('goes to the administrator who asks for it, or says why not', async () => {
		const test = async () =>
			JSON.parse((await desk.request('POST', '/outgoing-mail/test', {})).text) as unknown;
		expect(await test()).toEqual({ to: '', trouble: null });
		await desk.setField(desk.ada.id, 'email', 'ada@harbor.example');
		expect(await test()).toEqual({ to: 'ada@harbor.example', trouble: null });
		expect(desk.mail.delivered).toHaveLength(1);
		await desk.connect({}, 'wrong');
		expect(await test()).toMatchObject({ trouble: { code: 'refused' } });
		const tried = await desk.request('POST', '/connections/smtp/try', {});
		expect(JSON.parse(tried.text)).toMatchObject({ trouble: { code: 'refused' } });
		await desk.connect({ port: 1 });
		expect(await test()).toMatchObject({ trouble: { code: 'unreachable' } });
		await desk.connect();
	});
});

describe('what a requester wishes', () => {
	it('is theirs to say in the portal', async () => {
		const wish = async (body?: object) => {
			const method = body === undefined ? 'GET' : 'PUT';
			return JSON.parse(
				(await desk.request(method, '/portal/mail', body, desk.hannah.cookie)).text
			) as unknown;
		};
		expect(await wish()).toEqual({ address: 'hannah@harbor.example', isOn: true });
		expect(await wish({ isOn: false })).toEqual({ address: 'hannah@harbor.example', isOn: false });
		const { id } = await desk.ask();
		await desk.reply(id, 'Words');
		expect(desk.waiting()).toBe(0);
		await wish({ isOn: true });
	});
});
