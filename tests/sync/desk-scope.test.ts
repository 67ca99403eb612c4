import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityRef, isPersonId, isTeamId, type TeamId } from '#lib/domain/ids.ts';
import { openTestDesk } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(test, [{ role: 'org-admin' }, { role: 'agent' }], () => [
		{ name: 'Harbour', members: [], supervisors: [] },
		{ name: 'Mill', members: [], supervisors: [] }
	]);
});
afterAll(async () => {
	await Promise.all(open.map((desk) => desk.close()));
	await test.remove();
});

const common = { names: { en: 'A' }, order: 1, archived: false };
const unit = (region: string | null) => ({ ...common, region, calendar: null, networks: [] });

async function deskOf(index: number, role: 'org-admin' | 'agent') {
	const person = org.people[index];
	if (person === undefined || !isPersonId(person.id)) throw new Error('no such person');
	const made = await openTestDesk(test, person, role);
	open.push(made.desk);
	await until(() => made.desk.ready);
	return { ...made, person: person.id };
}

describe('a desk whose person is given a region', () => {
	it('[SC2, SC5] has its teams at once, and loses them when a unit goes elsewhere', async () => {
		const [harbour, mill] = org.teams.filter(isTeamId) as [TeamId, TeamId];
		const { desk: admin } = await deskOf(0, 'org-admin');
		const agent = await deskOf(1, 'agent');
		expect(agent.desk.myTeams).toEqual([]);
		// Whoever administers everything keeps none of it open, but may open all.
		expect([agent.desk.allTeams, admin.myTeams, admin.allTeams]).toEqual([[], [], [harbour, mill]]);
		const org1 = entityRef('org', admin.me.org);
		const region = { catalogue: 'region', code: 'north', value: common } as const;
		admin.change('org.entry', org1, region);
		for (const [code, team] of [
			['harbour', harbour],
			['mill', mill]
		] as const) {
			admin.change('org.entry', org1, { catalogue: 'unit', code, value: unit('north') });
			admin.change('team.field', entityRef('team', team), { field: 'unit', value: code });
			const id = admin.newId();
			admin.change('ticket.create', entityRef('ticket', id), { team, subject: code });
		}
		const person = entityRef('person', agent.person);
		admin.change('person.field', person, { field: 'regions', value: ['north'] });
		await until(() => agent.desk.myTeams.length === 2);
		expect(agent.desk.allTeams).toEqual(agent.desk.myTeams);
		const all = admin.ticketRows({ team: harbour });
		await until(() => all.all().size === 1 && all.state === 'ready');
		all.close();
		const rows = agent.desk.ticketRows({ team: mill });
		await until(() => rows.all().size === 1);
		expect(agent.desk.can({ do: 'team.read', team: mill }).allowed).toBe(true);

		admin.change('org.entry', org1, { catalogue: 'unit', code: 'mill', value: unit(null) });
		await until(() => agent.desk.myTeams.length === 1 && rows.state !== 'ready');
		expect(agent.desk.myTeams).toEqual([harbour]);
		expect(agent.desk.can({ do: 'team.read', team: mill }).allowed).toBe(false);
		await until(() => agent.device.store.known(`team.${mill}`) === undefined);
		expect([...rows.all()]).toEqual([]);
		rows.close();
	});
});
