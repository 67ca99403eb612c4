import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIssue } from '#lib/domain/ticket/issue.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { openOutside } from '../../sync-server/outside/request-outside.ts';
import { ErpSite } from '../../sync-server/integrations/erpnext/site.ts';
import { IssueSync } from '../../sync-server/integrations/erpnext/issue-sync.ts';
import { asTrouble } from '../../sync-server/integrations/erpnext/trouble.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import { accept, anId } from '../access/place.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';
import { ErpNextSimulator } from './erpnext.ts';

let erp: ErpNextSimulator;
let url: string;
let test: TestServer;
let place: Awaited<ReturnType<typeof anOrganisation>>;
const HOUR = 3_600_000;

beforeEach(async () => {
	erp = new ErpNextSimulator();
	url = await erp.listen();
});
afterEach(() => erp.close());

async function begin(): Promise<void> {
	test = await startServer();
	place = await anOrganisation(test, [{ role: 'agent' }], (ids) => [
		{ name: 'Desk', members: ids, supervisors: [] }
	]);
}

/** A sync of its own, with a clock that the test moves; it runs when the test says so. */
function aSync() {
	const { connections } = test.server;
	const settings = { url, apiKey: 'key', doneStatus: 'Closed' } as const;
	let nowMs = Date.now();
	let isDone = true;
	const sync = new IssueSync({
		unit: place.unit,
		now: () => nowMs,
		report: (error) => test.errors.push(error),
		outsiders: () => ({ connections, outside: openOutside({ insideHosts: ['127.0.0.1'] }) }),
		onPlanned: () => (isDone = true)
	});
	// The server's own keeps out of it.
	test.server.orgs.get(place.org).issues?.stop();
	connections.put(place.org, 'erpnext', { settings, secrets: { apiSecret: 'secret' } });
	sync.changed();
	return {
		sync,
		pass: (ms: number) => (nowMs += ms),
		/** Lets it do one turn of what is due. */
		async turn() {
			sync.look();
			isDone = false;
			const next = sync.run();
			if (next === undefined) await until(() => isDone);
			return next;
		}
	};
}

async function aTicket(more: object = {}): Promise<EntityRef> {
	const target: EntityRef = `ticket.${anId()}`;
	const body = {
		team: place.teams[0] ?? '',
		subject: 'The lift',
		requester: { name: 'Hannah', address: 'hannah@example.org' },
		message: { kind: 'public', text: 'It <stands>.' },
		...more
	};
	await accept(place.unit, [
		{ type: 'ticket.create', target, body },
		{ type: 'ticket.ask-issue', target, body: { system: 'erpnext' } }
	]);
	return target;
}

const issueOf = (target: EntityRef) => readIssue(place.unit.world.entities.get(target).head);
const recordOf = (target: EntityRef) => issueOf(target)?.record;
const revision = () => place.unit.rev;

describe('issues in ERPNext', () => {
	beforeEach(begin);
	afterEach(async () => {
		expect(test.errors).toEqual([]);
		await test.remove();
	});

	it('[ER1] are made once, with who asked and what they said, and tell the ticket', async () => {
		erp.customers.push({ name: 'CUST-1', customer_name: 'Harbour Ltd', territory: 'Hull' });
		erp.contacts.push({
			name: 'Hannah-1',
			email_id: 'hannah@example.org',
			links: [{ link_doctype: 'Customer', link_name: 'CUST-1' }]
		});
		const { turn } = aSync();
		const target = await aTicket({ priority: 'urgent' });
		await turn();
		expect(erp.issues).toHaveLength(1);
		expect(erp.issues[0]).toMatchObject({
			...{ subject: 'The lift', status: 'Open', priority: 'High', customer: 'CUST-1' },
			...{ raised_by: 'hannah@example.org', contact: 'Hannah-1' }
		});
		expect(erp.issues[0]?.['description']).toContain('It &lt;stands&gt;.');
		expect(recordOf(target)).toMatchObject({
			...{ name: 'ISS-2026-00001', status: 'Open', problem: null },
			customer: { name: 'Harbour Ltd', territory: 'Hull' },
			href: `${url}/app/issue/ISS-2026-00001`
		});
		const before = revision();
		await turn();
		await turn();
		expect([erp.issues.length, revision()]).toEqual([1, before]);
		expect(verify(place.org, place.unit.store.database).differences).toEqual([]);
	});

	it('[ER1] are not made again when the answer was lost', async () => {
		const { turn, pass } = aSync();
		const target = await aTicket();
		erp.losesNextAnswer = true;
		await turn();
		expect(recordOf(target)).toMatchObject({ name: null, problem: { code: 'unreachable' } });
		pass(HOUR);
		await turn();
		expect(erp.issues).toHaveLength(1);
		expect(recordOf(target)).toMatchObject({ name: 'ISS-2026-00001', problem: null });
	});

	it('[ER2] follow subject, status and priority, whoever writes there at the same moment', async () => {
		const { turn } = aSync();
		const target = await aTicket();
		await turn();
		let others = 2;
		erp.onWrite = () => {
			if (others-- > 0) erp.change('ISS-2026-00001', { customer: `CUST-${others}` });
		};
		const done = { round: 0, status: 'solved', class: 'done', resolution: 'It runs.' };
		await accept(place.unit, [
			{ type: 'ticket.field', target, body: { field: 'subject', value: 'The lift runs' } },
			{ type: 'ticket.field', target, body: { field: 'priority', value: 'low' } },
			{ type: 'ticket.state', target, body: done }
		]);
		await turn();
		expect(erp.issues[0]).toMatchObject({
			...{ subject: 'The lift runs', status: 'Closed', priority: 'Low' },
			customer: 'CUST-0'
		});
		expect(recordOf(target)).toMatchObject({ status: 'Closed', problem: null });
	});

	it('[ER3] say in the ticket what changed there, and nothing where nothing did', async () => {
		const { turn, pass } = aSync();
		const [target, other] = [await aTicket(), await aTicket({ subject: 'The door' })];
		await turn();
		for (let index = 0; index < 230; index += 1)
			erp.issues.push({
				name: `X-${index}`,
				status: 'Open',
				modified: `2026-02-01 00:00:${index}`
			});
		erp.change('ISS-2026-00001', { status: 'Replied', modified: '' });
		const issue = erp.issues.find(({ name }) => name === 'ISS-2026-00001');
		Object.assign(issue ?? {}, { modified: '2026-03-01 00:00:00' });
		pass(HOUR);
		await turn();
		expect(recordOf(target)).toMatchObject({ status: 'Replied' });
		expect(recordOf(other)).toMatchObject({ status: 'Open' });
		// Ours is not sent over what somebody set there.
		expect(issue).toMatchObject({ status: 'Replied' });
		const before = revision();
		pass(HOUR);
		await turn();
		expect(revision()).toBe(before);
	});

	it.each([
		['the key is unknown', 'unauthorized', { status: 401 }],
		['it may not', 'forbidden', { status: 403 }],
		['it asks for patience', 'too-often', { status: 429, headers: { 'retry-after': '900' } }],
		['it is broken', 'answer', { status: 502 }]
	] as const)('[ER4] that cannot be made because %s say so', async (_what, code, ailment) => {
		const { turn, pass } = aSync();
		const target = await aTicket();
		erp.ailment = { kind: 'status', ...ailment };
		await turn();
		expect(recordOf(target)).toMatchObject({ name: null, problem: { code } });
		const shown = test.server.connections.describe(place.org, 'erpnext');
		expect(shown.trouble).not.toBeNull();
		erp.ailment = undefined;
		const asked = erp.asked.length;
		pass(25_000);
		expect(await turn()).toBeGreaterThan(0);
		expect(erp.asked).toHaveLength(asked);
		pass(HOUR);
		await turn();
		expect(recordOf(target)).toMatchObject({ name: 'ISS-2026-00001', problem: null });
		expect(test.server.connections.describe(place.org, 'erpnext').trouble).toBeNull();
	});

	it('[ER4] that are not accepted say why, wait for another word, and hold up no other', async () => {
		const { turn, pass } = aSync();
		const [target, other] = [await aTicket({ subject: 'refused' }), await aTicket()];
		await turn();
		const problem = { code: 'invalid', detail: 'This subject is not allowed' };
		expect(recordOf(target)).toMatchObject({ name: null, problem });
		expect(recordOf(other)).toMatchObject({ problem: null });
		const asked = erp.asked.filter((line) => line.startsWith('POST')).length;
		pass(HOUR);
		await turn();
		expect(erp.asked.filter((line) => line.startsWith('POST'))).toHaveLength(asked);
		await accept(place.unit, [
			{ type: 'ticket.field', target, body: { field: 'subject', value: 'Allowed' } }
		]);
		await turn();
		expect(recordOf(target)).toMatchObject({ name: 'ISS-2026-00002', problem: null });
	});

	it('[ER5] cost next to nothing while ERPNext is away for days, however much happens', async () => {
		const { turn, pass } = aSync();
		const targets = [await aTicket(), await aTicket(), await aTicket()];
		await turn();
		erp.ailment = { kind: 'hang-up' };
		const asked = erp.asked.length;
		let written = 0;
		for (let hour = 0; hour < 72; hour += 1) {
			for (const target of targets)
				await accept(place.unit, [
					{ type: 'ticket.field', target, body: { field: 'subject', value: `Hour ${hour}` } }
				]);
			written += targets.length;
			const before = revision();
			pass(HOUR);
			await turn();
			// Told once; not again each time it is tried.
			expect(revision() - before).toBeLessThanOrEqual(hour === 0 ? 1 : 0);
		}
		expect(written).toBe(216);
		expect(erp.asked.length - asked).toBeLessThanOrEqual(72);
		expect(place.unit.effects.count('waiting')).toBe(0);
		erp.ailment = undefined;
		pass(HOUR);
		await turn();
		expect(erp.issues.map(({ subject }) => subject)).toEqual(['Hour 71', 'Hour 71', 'Hour 71']);
	});

	it('[ER1] are wanted by hand, and known by the service alone', async () => {
		const [ann] = place.people;
		const target = await aTicket();
		const byAnn = async (type: string, body: object, to: string = target) => {
			const at = place.unit.nextStamp();
			const entry = { id: anId(), v: 2, type, target: to, saw: [], at, body };
			const sender = { author: ann?.id ?? '', device: '', revoked: false };
			const [settled] = await place.unit.submit({ sender, entries: [entry] });
			return settled?.verdict.ok === false ? settled.verdict.reason : 'accepted';
		};
		expect(await byAnn('ticket.issue', { record: { name: 'X' } })).toBe('role');
		expect(await byAnn('ticket.ask-issue', { system: 'erpnext' })).toBe('already-exists');
		expect(await byAnn('org.field', { field: 'issues', value: true }, `org.${place.org}`)).toBe(
			'role'
		);
	});
});

describe('the way to an ERPNext site [ER6]', () => {
	const secret = 'secret';
	const site = (address: string, insideHosts: readonly string[] = []) =>
		new ErpSite(
			openOutside({ insideHosts }),
			{ url: address, apiKey: 'key', doneStatus: 'Closed' },
			secret
		);
	const codeOf = (asked: Promise<unknown>) =>
		asked.then(
			() => 'answered',
			(error: unknown) => asTrouble(error)?.code ?? String(error)
		);

	it.each([
		'https://127.0.0.1:1/',
		'https://localhost/',
		'https://[::1]/',
		'https://[::ffff:127.0.0.1]/',
		'https://2130706433/',
		'https://0x7f.1/',
		'https://10.0.0.8/',
		'https://172.16.0.1/',
		'https://192.168.1.1/',
		'https://169.254.169.254/latest/meta-data',
		'https://100.64.0.1/',
		'https://[fd00::1]/',
		'https://[fe80::1]/',
		'https://0.0.0.0/'
	])('leads nowhere inside: %s', async (address) => {
		expect(await codeOf(site(address).user())).toBe('address-inside');
	});

	it('carries no key in the open but to a machine that was listed, and follows no redirection', async () => {
		expect(await codeOf(site('http://erp.example.org').user())).toBe('certificate');
		expect(erp.asked).toEqual([]);
		expect(await site(url, ['127.0.0.1']).user()).toBe('desk@example.org');
		erp.ailment = { kind: 'status', status: 302, headers: { location: 'http://169.254.169.254/' } };
		expect(await codeOf(site(url, ['127.0.0.1']).user())).toBe('answer');
	});
});
