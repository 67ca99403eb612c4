import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_ALARM } from '#lib/domain/export-alarm.ts';
import { newId, type EntityRef } from '#lib/domain/ids.ts';
import { jsonMember } from '#lib/domain/json.ts';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { muxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestPerson } from '../support/server.ts';

const AGENTS = 101;
const TICKETS = 130;
const random = seededRandom(77);
const clock = { aheadMs: 0 };
const now = () => Date.now() + clock.aheadMs;
let test: Awaited<ReturnType<typeof startServer>>;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
let tickets: EntityRef[];

beforeAll(async () => {
	test = await startServer(undefined, 0, { clock: { now } });
	const roles = [
		...['org-admin', 'org-admin', 'supervisor'].map((role) => ({ role })),
		...Array.from({ length: AGENTS }, () => ({ role: 'agent' }))
	];
	desk = await anOrganisation(test, roles, (ids) => [
		{ name: 'One', members: ids.slice(3), supervisors: ids.slice(2, 3) }
	]);
	const [team = ''] = desk.teams;
	tickets = Array.from({ length: TICKETS }, () => `ticket.${newId(random.bytes)}` as const);
	await accept([
		{ type: 'org.field', target: home(), body: { field: 'exportAlarm', value: LIMIT } },
		...tickets.map((target, index) => ({
			type: 'ticket.create' as const,
			target,
			body: {
				team,
				subject: `Printer ${index}`,
				requester: { name: 'R', address: `r${index}@example.org` },
				message: { kind: 'public', text: 'Please help' }
			}
		}))
	]);
}, 60_000);
afterAll(() => test.remove());

const LIMIT = EXPORT_ALARM.least;
const home = () => `org.${desk.org}` as const;
const person = (index: number): TestPerson => {
	const found = desk.people[index];
	if (found === undefined) throw new Error('nobody');
	return found;
};
const [ada, otherAdmin, supervisor] = [0, 1, 2];
const agent = (index: number) => person(3 + index);

async function accept(drafts: Parameters<typeof submitAutomation>[2]): Promise<void> {
	const settled = await submitAutomation(desk.unit, '~test', drafts);
	expect(settled.filter(({ verdict }) => !verdict.ok)).toEqual([]);
}

/** A new device of theirs that has said hello. */
async function device(of: TestPerson) {
	const tab = await muxClient(test, of);
	await tab.hello(new PaperDevice(of.id, random, now).device);
	return tab;
}

/** Who was told of whom. */
function told(of: TestPerson, about: TestPerson): number {
	const notices = Object.values(desk.unit.projector.content(`user.${of.id}`)?.['notices'] ?? {});
	const wanted = { kind: 'export', target: `person.${about.id}`, records: LIMIT };
	return notices.filter((one) =>
		Object.entries(wanted).every(([key, is]) => jsonMember(one, key) === is)
	).length;
}

/** How often the log says that somebody took so much. */
const logged = ({ id }: TestPerson): number =>
	[...desk.unit.store.log()].filter(
		({ type, body, refusal }) =>
			type === 'org.export-alarm' && refusal === null && body.includes(id)
	).length;

async function expectQuiet(of: TestPerson): Promise<void> {
	// What follows from it was settled by the time that another change is.
	await accept([{ type: 'org.field', target: home(), body: { field: 'name', value: 'Test' } }]);
	expect([told(person(ada), of), logged(of)]).toEqual([0, 0]);
}

async function ask(of: TestPerson, path: string) {
	const answer = await fetch(test.address + path, { headers: { cookie: of.cookie } });
	expect(answer.status).toBe(200);
	return answer;
}

const page = (ticket: string) => `/api/threads/${ticket}/messages?before=100`;

describe('somebody who takes more than anybody works with', () => {
	it('[EX1] is told of to the administrators within a minute, each of a hundred of them', async () => {
		const slowest = { ms: 0 };
		for (let index = 0; index < AGENTS - 1; index += 1) {
			const thief = agent(index);
			const tab = await device(thief);
			for (const ticket of tickets.slice(0, LIMIT)) tab.open(ticket);
			await tab.read(tickets[0] ?? '');
			expect(told(person(ada), thief)).toBe(0);
			const beganMs = performance.now();
			await tab.read(tickets[LIMIT] ?? '');
			await until(() => told(person(ada), thief) === 1 && told(person(otherAdmin), thief) === 1);
			slowest.ms = Math.max(slowest.ms, performance.now() - beganMs);
			expect([told(thief, thief), told(person(supervisor), thief)]).toEqual([0, 0]);
			tab.end();
		}
		expect(slowest.ms).toBeLessThan(60_000);
		for (const index of [0, AGENTS - 2]) expect(logged(agent(index))).toBe(1);
	}, 120_000);

	it('[EX1, EX2] may do it by requests, and an administrator is told of, too', async () => {
		const thief = person(otherAdmin);
		for (const [index, ticket] of tickets.slice(0, LIMIT / 2).entries()) {
			await ask(thief, page(ticket));
			await ask(thief, `/api/contacts/${contactIdOf(`r${index}@example.org`)}`);
		}
		await until(() => told(person(ada), thief) === 1);
		expect(told(thief, thief)).toBe(0);
		// An hour of it is no hundred alarms.
		for (const ticket of tickets) await ask(thief, page(ticket));
		expect(logged(thief)).toBe(1);
	});
});

describe('honest work', () => {
	const honest = () => agent(AGENTS - 1);

	it('[EX2] raises nothing: a new device, its lists, its own tickets, and what is read beside', async () => {
		const { id } = honest();
		const own = tickets.slice(0, 100);
		await accept(
			own.map((target) => ({
				type: 'ticket.element',
				target,
				body: { set: 'followers', element: id, present: true }
			}))
		);
		for (let devices = 0; devices < 3; devices += 1) {
			const tab = await device(honest());
			for (const name of [`user.${id}`, `workspace.${desk.org}`, `team.${desk.teams[0]}`])
				await tab.read(name);
			for (const ticket of own) await tab.read(ticket);
			for (const ticket of tickets.slice(100)) await tab.read(ticket);
			await ask(honest(), '/api/search?q=printer');
			tab.end();
		}
		await expectQuiet(honest());
	}, 60_000);

	it('[EX2] raises nothing when a server begins all documents anew', async () => {
		const supervising = person(supervisor);
		const tab = await device(supervising);
		const documents = tickets.map((name) => ({ name: `${name}.1`, rev: 1 }));
		tab.control({ type: 'holds', documents });
		await until(() => tab.holdings.length > 0);
		for (const ticket of tickets) await tab.read(ticket);
		await expectQuiet(supervising);
		tab.end();
	});

	it('[EX2] raises nothing when it takes its time', async () => {
		for (const ticket of tickets) {
			clock.aheadMs += 10_000;
			await ask(person(ada), page(ticket));
		}
		expect(told(person(otherAdmin), person(ada))).toBe(0);
		expect(logged(person(ada))).toBe(0);
	});
});

it('[EX3] nobody but the server says that somebody took much', async () => {
	const paper = new PaperDevice(person(ada).id, random, now);
	const tab = await muxClient(test, person(ada));
	await tab.hello(paper.device);
	const about = agent(AGENTS - 1);
	const body = { person: about.id as never, records: LIMIT };
	await tab.deliver(paper.device, [paper.change('org.export-alarm', home(), body)]);
	expect([told(person(otherAdmin), about), logged(about)]).toEqual([0, 0]);
	expect(
		Object.values(desk.unit.projector.content(`user.${person(ada).id}`)?.['refusals'] ?? {})
	).toMatchObject([{ reason: 'role' }]);
	tab.end();
});
