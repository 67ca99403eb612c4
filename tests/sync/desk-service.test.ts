import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { openTestDesk } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(test, [{ role: 'agent' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [a] }
	]);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

it('[SW4] clocks run on a device that is away, and go on as they were when it is back', async () => {
	const person = org.people[0];
	if (person === undefined) throw new Error('no such person');
	const { desk, wire } = await openTestDesk(test, person, 'agent');
	open.push(desk);
	await until(() => desk.ready && desk.myTeams.length === 1);
	const team = org.teams[0] as TeamId;
	wire.cut();
	await until(() => desk.connection.kind === 'offline');
	const id = desk.newId();
	const ref = entityRef('ticket', id);
	desk.change('ticket.create', ref, { team, subject: 'Lift', priority: 'high' });
	const thread = openThread(desk.threads, `ticket.${id}`);
	const rows = desk.ticketRows({ team });
	const clocks = (service: ServiceRecord | null | undefined) =>
		desk.serviceLevels
			.clocks({ priority: 'high', category: null, team, service: service ?? null }, desk.now)
			.map(({ name, state }) => `${name} ${state}`);
	expect(clocks(thread.service)).toEqual(['firstResponse running', 'resolution running']);
	expect(rows.all().get(id)?.service).toEqual(thread.service);

	desk.change('message.add', ref, { kind: 'public', text: 'On the way' });
	desk.change('ticket.state', ref, { round: 0, status: 'waiting', class: 'paused' });
	expect(clocks(thread.service)).toEqual(['firstResponse met', 'resolution paused']);
	expect(rows.all().get(id)?.service).toEqual(thread.service);

	const away = thread.service;
	wire.join();
	await until(() => desk.waiting === 0 && rows.all().get(id)?.pending === false);
	await until(() => thread.live);
	expect(thread.service).toEqual(away);
	expect(rows.all().get(id)?.service).toEqual(away);
	thread.close();
	rows.close();
});
