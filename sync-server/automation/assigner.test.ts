import { afterEach, describe, expect, it } from 'vitest';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import { testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import { Assigner } from './assigner.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function aDesk(assignment: 'off' | 'suggest' | 'assign') {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, device, submitAs, clock } = world;
	const maker = device('a');
	const people = ['Mei', 'Jonas', 'Away'].map((name) => ({ name, desk: device(maker.newId()) }));
	const [mei, jonas, away] = people.map(({ desk }) => desk);
	if (!mei || !jonas || !away) throw new Error('three people');
	const team = maker.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: people.map(({ name, desk }) => ({
			id: desk.person,
			name,
			role: 'agent',
			userName: name,
			email: null
		})),
		teams: [
			{
				id: team,
				name: 'T',
				color: 0,
				members: people.map(({ desk }) => desk.person),
				supervisors: []
			}
		]
	});
	await submitAutomation(unit, '~founding', [
		{
			type: 'team.field',
			target: entityRef('team', team),
			body: { field: 'assignment', value: assignment }
		},
		{
			type: 'person.field',
			target: entityRef('person', mei.person),
			body: { field: 'skills', value: ['german'] }
		}
	]);
	const here = new Set([mei.person, jonas.person]);
	const assigner = new Assigner({
		unit,
		now: clock.now,
		defer: (run) => setImmediate(run),
		report: (error) => {
			throw error;
		},
		isHere: (person) => here.has(person),
		onPlanned: () => undefined
	});
	const create = async (subject: string, priority = 'normal') => {
		const target = entityRef('ticket', maker.newId());
		await submitAs(unit, away, away.change('ticket.create', target, { team, subject, priority }));
		return target;
	};
	return { ...world, mei, jonas, away, here, assigner, create };
}

describe('giving out tickets', () => {
	it('[AG6] gives each to whoever knows, is here and has least, and says why', async () => {
		const { unit, mei, jonas, assigner, create } = await aDesk('assign');
		const [german, urgent, plain] = [
			await create('A german letter'),
			await create('The lift', 'urgent'),
			await create('A door')
		];
		await assigner.giveOut();
		const assignees = [german, urgent, plain].map((target) => unit.world.ticket(target)?.assignee);
		expect(assignees[0]).toBe(mei.person);
		expect(assignees.slice(1).some((person) => person === jonas.person)).toBe(true);
		expect(cellValue(unit.world.entities.get(german).head, 'assigned')).toMatchObject({
			person: mei.person,
			skills: ['german']
		});
		const rev = unit.rev;
		await assigner.giveOut();
		expect(unit.rev).toBe(rev);
	});

	it('[AG6] waits for somebody to be here, and gives nothing back to who gave it back', async () => {
		const { unit, mei, here, assigner, create, submitAs, away, clock } = await aDesk('assign');
		here.clear();
		const target = await create('The lift');
		await assigner.giveOut();
		expect(unit.world.ticket(target)?.assignee).toBeNull();
		here.add(mei.person);
		await assigner.giveOut();
		expect(unit.world.ticket(target)?.assignee).toBe(mei.person);
		clock.advance(1_000);
		const back = { field: 'assignee', value: null } as const;
		await submitAs(unit, away, away.change('ticket.field', target, back));
		await assigner.giveOut();
		expect(unit.world.ticket(target)?.assignee).toBeNull();
	});

	it('[AG1] gives nothing to anybody who has had it: neither what they took themselves nor in turns', async () => {
		const { unit, mei, jonas, assigner, create, submitAs, clock } = await aDesk('assign');
		const target = await create('The lift');
		const back = (who: typeof mei) =>
			submitAs(unit, who, who.change('ticket.field', target, { field: 'assignee', value: null }));
		await submitAs(unit, mei, mei.change('ticket.take', target, { expected: null }));
		clock.advance(1_000);
		await back(mei);
		await assigner.giveOut();
		expect(unit.world.ticket(target)?.assignee).toBe(jonas.person);
		clock.advance(1_000);
		await back(jonas);
		await assigner.giveOut();
		expect(unit.world.ticket(target)?.assignee).toBeNull();
	});

	it('[AG6] gives nothing to those who are blocked, and nothing away that is deleted', async () => {
		const { unit, mei, jonas, here, assigner, create } = await aDesk('assign');
		const german = await create('A german letter');
		await submitAutomation(unit, '~founding', [
			{
				type: 'person.field',
				target: entityRef('person', mei.person),
				body: { field: 'blocked', value: true }
			}
		]);
		here.delete(jonas.person);
		const log = () => [...unit.store.log()].length;
		const before = log();
		await assigner.giveOut();
		expect([unit.world.ticket(german)?.assignee, log()]).toEqual([null, before]);
		here.add(jonas.person);
		const removal = { target: german, body: { reason: 'by mistake' } } as const;
		await submitAutomation(unit, '~test', [{ type: 'ticket.remove', ...removal }]);
		expect(unit.world.ticket(german)?.removed).not.toBeNull();
		const { rev } = unit;
		await assigner.giveOut();
		expect(unit.rev).toBe(rev);
	});

	it('[AG6] only suggests where the team wants no more, and nothing where it wants nothing', async () => {
		const suggesting = await aDesk('suggest');
		const target = await suggesting.create('A german letter');
		await suggesting.assigner.giveOut();
		const { unit, mei } = suggesting;
		expect(unit.world.ticket(target)?.assignee).toBeNull();
		const suggested = () => cellValue(unit.world.entities.get(target).head, 'suggested');
		expect(suggested()).toMatchObject({ person: mei.person });
		const rev = unit.rev;
		await suggesting.assigner.giveOut();
		expect(unit.rev).toBe(rev);
		suggesting.here.delete(mei.person);
		await suggesting.assigner.giveOut();
		expect(suggested()).toMatchObject({ person: suggesting.jonas.person });
		const off = await aDesk('off');
		await off.create('A letter');
		const before = off.unit.rev;
		await off.assigner.giveOut();
		expect(off.unit.rev).toBe(before);
		expect(off.assigner.run()).toBeUndefined();
	});
});
