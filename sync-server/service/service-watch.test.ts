import { afterEach, describe, expect, it } from 'vitest';
import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { founded, testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { ServiceWatch } from './service-watch.ts';

const MINUTE = 60_000;
const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

const target: DefinitionOf<'target'> = {
	names: { en: 'All' },
	order: 0,
	archived: false,
	priority: null,
	category: null,
	team: null,
	calendar: null,
	firstResponse: 60,
	nextResponse: null,
	resolution: 240,
	warnAt: 50
};

async function aDesk() {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, device, submitAs, clock, commits } = world;
	const maker = device('a');
	const [agent, boss] = [device(maker.newId()), device(maker.newId())];
	const team = maker.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: founded([agent.person, boss.person], 'agent', 'supervisor'),
		teams: [{ id: team, name: 'T', color: 0, members: [agent.person], supervisors: [boss.person] }]
	});
	const promise = (value: DefinitionOf<'target'>) =>
		submitAutomation(unit, '~founding', [
			{
				type: 'org.entry',
				target: `org.${unit.org}`,
				body: { catalogue: 'target', code: 'all', value: { ...value } }
			}
		]);
	const watchOf = (of: OrgUnit) =>
		new ServiceWatch({
			unit: of,
			now: clock.now,
			defer: (run) => run(),
			report: () => undefined,
			onPlanned: () => undefined
		});
	const watch = watchOf(unit);
	/** What the process does: looks at what was committed, tells what is due, saves it. */
	const pass = (minutes = 0, by = watch, of = unit) => {
		clock.advance(minutes * MINUTE);
		by.look();
		for (const commit of commits.splice(0)) by.look(commit);
		const nextMs = by.run();
		of.settle();
		for (const commit of commits.splice(0)) by.look(commit);
		return nextMs;
	};
	const ticket = `ticket.${agent.newId()}` as const;
	const create = () =>
		submitAs(
			unit,
			agent,
			agent.change('ticket.create', ticket, {
				team,
				subject: 'A',
				assignee: agent.person as PersonId
			})
		);
	const told = (person: string) =>
		Object.values(unit.projector.content(`user.${person}`)?.notices ?? {}).flatMap((notice) => {
			const { kind, clock: of } = notice as { kind: string; clock?: string };
			return of === undefined ? [] : [`${of} ${kind}`];
		});
	return { ...world, agent, boss, promise, watch, watchOf, pass, ticket, create, told };
}

describe('the service watch', () => {
	it('[SW1] tells whoever has the ticket and the supervisors, at the warning and at the end', async () => {
		const { promise, pass, create, told, agent, boss } = await aDesk();
		await promise(target);
		await create();
		pass();
		pass(29);
		expect(told(agent.person)).toEqual([]);
		pass(1);
		expect(told(agent.person)).toEqual(['firstResponse warning']);
		pass(31);
		expect(told(agent.person)).toEqual(['firstResponse warning', 'firstResponse late']);
		expect(told(boss.person)).toEqual(told(agent.person));
		pass(60);
		expect(told(boss.person)).toContain('resolution warning');
	});

	it('[SW1] says when there will be something to tell, and looks again every hour', async () => {
		const { promise, pass, create, clock } = await aDesk();
		expect(pass()).toBeUndefined();
		await promise({ ...target, firstResponse: null, resolution: 600 });
		await create();
		pass();
		expect(pass()).toBe(clock.now() + 60 * MINUTE);
		expect(pass(290)).toBe(clock.now() + 10 * MINUTE);
	});

	it('[SW1] tells nobody of what was deleted', async () => {
		const { unit, promise, pass, create, told, boss, ticket } = await aDesk();
		await promise(target);
		await create();
		const body = { reason: 'by mistake' };
		await submitAutomation(unit, '~test', [{ type: 'ticket.remove', target: ticket, body }]);
		expect(unit.world.ticket(ticket)?.removed).not.toBeNull();
		const log = [...unit.store.log()].length;
		pass();
		pass(61);
		expect(told(boss.person)).toEqual([]);
		expect([...unit.store.log()]).toHaveLength(log);
	});

	it('[SW2] tells once, whatever happens to the process', async () => {
		const { promise, pass, create, told, unit, watchOf, boss } = await aDesk();
		await promise(target);
		await create();
		pass();
		pass(61);
		const before = told(boss.person);
		expect(before).toEqual(['firstResponse late']);
		const log = [...unit.store.log()].length;
		const restarted = watchOf(unit);
		pass(0, restarted);
		pass(1, restarted);
		expect(told(boss.person)).toEqual(before);
		expect([...unit.store.log()]).toHaveLength(log);
	});

	it('[SW2] warns nobody of what is late already, and tells nothing that is long past', async () => {
		const { promise, pass, create, told, boss } = await aDesk();
		await create();
		await promise(target);
		pass(90);
		pass();
		expect(told(boss.person)).toEqual(['firstResponse late']);
		const other = await aDesk();
		await other.create();
		other.clock.advance(30 * 60 * MINUTE);
		await other.promise(target);
		other.pass();
		other.pass();
		expect(other.told(other.boss.person)).toEqual([]);
	});

	it('[SW3] follows the promise, the answer and the status', async () => {
		const { promise, pass, create, told, unit, submitAs, agent, boss, ticket } = await aDesk();
		await promise(target);
		await create();
		pass();
		await promise({ ...target, firstResponse: 120 });
		pass(31);
		expect(told(boss.person)).toEqual([]);
		const reply = agent.change('message.add', ticket, { kind: 'public', text: 'Soon' });
		await submitAs(unit, agent, reply);
		pass(60);
		expect(told(boss.person)).toEqual([]);
		const waiting = agent.change('ticket.state', ticket, {
			round: 0,
			status: 'waiting',
			class: 'paused'
		});
		await submitAs(unit, agent, waiting);
		pass(500);
		expect(told(boss.person)).toEqual([]);
		await promise({ ...target, archived: true });
		const again = agent.change('ticket.state', ticket, { round: 0, status: 'open', class: 'open' });
		await submitAs(unit, agent, again);
		pass(500);
		expect(told(boss.person)).toEqual([]);
	});
});
