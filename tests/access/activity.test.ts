import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '#lib/domain/metrics/period.ts';
import type { ActivityKind } from '#lib/domain/ticket/activity.ts';
import type { ActivityAnswer, ActivityRow } from '#lib/protocol/activity.ts';
import { eventStream } from '../support/event-stream.ts';
import { startServer, until, type TestServer } from '../support/server.ts';
import { accept, aPlace, contentOf } from './place.ts';

type Place = Awaited<ReturnType<typeof aPlace>>;
type Role = keyof Place['byRole'];

let test: TestServer;
let place: Place;
beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'ownwords', other: 'foreignwords' });
});
afterAll(() => test.remove());

async function ask(role: Role, query = '') {
	const { cookie } = place.byRole[role];
	const response = await fetch(`${test.address}/api/activity?${query}`, { headers: { cookie } });
	return { status: response.status, text: await response.text() };
}
const answer = async (role: Role, query?: string): Promise<ActivityAnswer> =>
	JSON.parse((await ask(role, query)).text) as ActivityAnswer;

async function everything(role: Role, query = ''): Promise<ActivityRow[]> {
	const rows: ActivityRow[] = [];
	for (let before = ''; ;) {
		const page = await answer(role, `${query}&limit=3${before}`);
		rows.push(...page.rows);
		if (page.next === null) return rows;
		before = `&before=${page.next}`;
	}
}
const idOf = (target: string) => target.slice('ticket.'.length);
const ticketsIn = (rows: readonly ActivityRow[]) => new Set(rows.map(({ ticket }) => ticket.id));
const told = (rows: readonly ActivityRow[]) =>
	rows.map(({ said, line }) => said ?? line.key.split('/')[0]);

describe('who reads what was done', () => {
	it('[ACT1] a supervisor of the tickets they may read, and not one word of others', async () => {
		const rows = await everything('supervisor');
		const { own, shared, other } = place.contents;
		// They follow a ticket of the second team, and read that, too.
		expect(ticketsIn(rows)).toEqual(new Set([own, shared].map(({ ticket }) => idOf(ticket))));
		const { text } = await ask('supervisor', 'limit=500');
		expect(text).toContain('ownwords');
		for (const canary of ['foreignwords', idOf(other.ticket), place.outsider])
			expect(text.includes(canary), canary).toBe(false);
		const foreign = `team=${place.other}&person=${place.outsider}`;
		expect((await answer('supervisor', foreign)).rows).toEqual([]);
	});

	it('[ACT1] an administrator of all, and nobody below a supervisor any', async () => {
		const { own, shared, other } = place.contents;
		expect(ticketsIn(await everything('org-admin'))).toEqual(
			new Set([own, shared, other].map(({ ticket }) => idOf(ticket)))
		);
		for (const role of ['requester', 'field-agent', 'agent'] as const)
			expect((await ask(role)).status, role).toBe(403);
	});

	it('[ACT1] no more of a team that they no longer lead, and of what was deleted who may bring it back', async () => {
		const { unit, own, byRole } = place;
		const more = contentOf('laterwords', own, []);
		await accept(unit, more.drafts.slice(0, 2));
		const isThere = async (role: Role) =>
			ticketsIn((await answer(role, 'limit=500')).rows).has(idOf(more.ticket));
		expect(await isThere('supervisor')).toBe(true);
		await accept(unit, [
			{ type: 'ticket.remove', target: more.ticket, body: { reason: 'a trial' } }
		]);
		const [newest] = (await answer('supervisor')).rows;
		expect(newest).toMatchObject({ kind: 'status', ticket: { isRemoved: true } });
		const supervises = (present: boolean) => ({
			type: 'team.element' as const,
			target: `team.${own}` as const,
			body: { set: 'supervisors', element: byRole.supervisor.id, present }
		});
		await accept(unit, [supervises(false)]);
		const { text } = await ask('supervisor', 'limit=500');
		expect([text.includes('laterwords'), text.includes('ownwords requester')]).toEqual([
			false,
			false
		]);
		expect(await isThere('org-admin')).toBe(true);
		await accept(unit, [supervises(true)]);
		expect(await isThere('supervisor')).toBe(true);
	});
});

describe('the log', () => {
	it('[ACT2] comes whole in pages, newest first, each thing once', async () => {
		const rows = await everything('org-admin');
		const whole = await answer('org-admin', 'limit=500');
		expect(whole.next).toBeNull();
		expect(rows).toEqual(whole.rows);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		expect(rows.map(({ at }) => at)).toEqual(
			rows
				.map(({ at }) => at)
				.toSorted()
				.reverse()
		);
	});

	it('[ACT2] gives of all of it what is asked for', async () => {
		const all = await everything('org-admin');
		const { own } = place;
		const [kind]: [ActivityKind] = ['said'];
		const today = dayText(Math.floor(Date.now() / 86_400_000));
		const asked = (query: string) => everything('org-admin', query);
		expect(await asked(`team=${own}`)).toEqual(all.filter(({ ticket }) => ticket.team === own));
		expect(await asked(`kind=${kind}`)).toEqual(all.filter((row) => row.kind === kind));
		expect(await asked('person=~')).toEqual(all);
		expect(await asked(`person=${place.byRole.agent.id}`)).toEqual([]);
		expect(await asked(`from=${today}`)).toEqual(all);
		expect(await asked('to=2020-01-01')).toEqual([]);
		const [newest] = all;
		const beyond = await answer('org-admin', `to=2020-01-01&before=${newest?.at}`);
		expect(beyond.rows).toEqual([]);
		expect(await asked(`kind=${kind}&team=${own}&person=~&from=2020-01-01`)).toEqual(
			all.filter((row) => row.kind === kind && row.ticket.team === own)
		);
	});

	it('[ACT2] refuses what cannot be asked', async () => {
		for (const query of [
			'before=x',
			'person=x',
			'team=x',
			'kind=x',
			'from=2026-02-30',
			'from=2026-03-02&to=2026-03-01',
			'limit=501',
			'zone=Mars',
			'more=1'
		])
			expect((await ask('supervisor', query)).status, query).toBe(400);
	});

	it('[ACT3] tells a change as its ticket does, with what was there before, and no words of messages', async () => {
		const { unit, own } = place;
		const { ticket, drafts } = contentOf('toldwords', own, []);
		await accept(unit, drafts.slice(0, 2));
		const edit = (value: string) => ({
			type: 'ticket.field' as const,
			target: ticket,
			body: { field: 'subject', value }
		});
		await accept(unit, [edit('First'), edit('Second')]);
		const rows = (await answer('supervisor', `limit=10&team=${own}`)).rows.filter(
			(row) => row.ticket.id === idOf(ticket)
		);
		expect(told(rows)).toEqual(['subject', 'subject', 'note', 'created']);
		expect(rows[0]).toMatchObject({
			kind: 'details',
			ticket: { subject: 'Second' },
			line: { before: 'First', after: 'Second', isOvertaken: false }
		});
		for (const words of ['toldwords note', 'toldwords description'])
			expect(JSON.stringify(rows)).not.toContain(words);
	});
});

describe('the line to whoever looks', () => {
	const listen = (role: Role) => eventStream(test, place.byRole[role], '/api/activity/events');

	it('[ACT4] says at once that there is something new they may read, and nothing else', async () => {
		const { unit, contents } = place;
		const [leads, admin] = [await listen('supervisor'), await listen('org-admin')];
		const note = (target: `ticket.${string}`) =>
			accept(unit, [{ type: 'message.add', target, body: { kind: 'note', text: 'newwords' } }]);
		await note(contents.other.ticket);
		await until(() => admin.events().length === 2);
		expect(leads.events()).toEqual(['hello']);
		await note(contents.own.ticket);
		await until(() => leads.events().length === 2);
		expect(leads.events()).toEqual(['hello', 'news']);
		expect(leads.text()).not.toContain('newwords');
		await Promise.all([leads.close(), admin.close()]);
	});

	it('[ACT4] ends when rights change', async () => {
		const { unit, own, byRole } = place;
		const leads = await listen('supervisor');
		const body = (present: boolean) => ({
			...{ set: 'supervisors', element: byRole.supervisor.id },
			present
		});
		await accept(unit, [{ type: 'team.element', target: `team.${own}`, body: body(false) }]);
		await until(() => !leads.isOpen());
		await accept(unit, [{ type: 'team.element', target: `team.${own}`, body: body(true) }]);
	});
});
