import { afterEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeId, PersonId, TeamId } from '#lib/domain/ids.ts';
import { founded, testOrg } from '../../tests/support/org.ts';
import { found } from '../pipeline/founding.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

/** Somebody who plans, and two who go. */
async function aTeam() {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, device, submitAs } = world;
	const maker = device('a');
	const [planner, pieter, mei] = [maker, maker, maker].map(() => device(maker.newId()));
	if (planner === undefined || pieter === undefined || mei === undefined) throw new Error('nobody');
	const ids = [planner, pieter, mei].map(({ person }) => person);
	const people = founded(ids, 'supervisor', 'field-agent');
	const team = maker.newId() as TeamId;
	const supervisors = [planner.person];
	await found(unit, {
		name: 'T',
		people,
		teams: [{ id: team, name: 'T', color: 0, members: [], supervisors }]
	});
	const ticket = `ticket.${maker.newId()}` as const;
	await submitAs(unit, planner, planner.change('ticket.create', ticket, { team, subject: 'Lift' }));
	const technician = pieter.person as PersonId;
	const window = { from: 1_700_000_000_000, to: 1_700_003_600_000 };
	const plan = planner.change('ticket.add-visit', ticket, { window, technician });
	await submitAs(unit, planner, plan);
	const says = async (who: typeof planner, body: Omit<BodyOf<'ticket.visit'>, 'visit'>) => {
		const made = { visit: plan.id, ...body } as BodyOf<'ticket.visit'>;
		const [settled] = await submitAs(unit, who, who.change('ticket.visit', ticket, made));
		expect(settled?.verdict).toEqual({ ok: true });
	};
	const told = ({ person }: typeof planner) =>
		Object.values(unit.projector.content(`user.${person}`)?.notices ?? {})
			.map((notice) => notice as { kind: string; visit?: string; atMs: number })
			.filter(({ visit }) => visit === plan.id)
			.map(({ kind }) => kind)
			.sort();
	/** Somebody gives a sub-task, a new one if none is named; its id. */
	const gives = async (who: typeof planner, to: typeof planner, task?: ChangeId) => {
		const assignee = to.person as PersonId;
		const made =
			task === undefined
				? who.change('ticket.add-task', ticket, { title: 'Order the belt', order: 1, assignee })
				: who.change('ticket.task', ticket, { task, field: 'assignee', value: assignee });
		const [settled] = await submitAs(unit, who, made);
		expect(settled?.verdict).toEqual({ ok: true });
		return made.id;
	};
	const toldOf = ({ person }: typeof planner) =>
		Object.values(unit.projector.content(`user.${person}`)?.notices ?? {})
			.map((notice) => (notice as { kind: string }).kind)
			.filter((kind) => kind === 'task');
	return { planner, pieter, mei, says, told, window, gives, toldOf };
}

describe('what is told of visits', () => {
	it('[PJ10] whoever is to go hears of a new visit, and of what is planned otherwise', async () => {
		const { planner, pieter, says, told, window } = await aTeam();
		expect(told(pieter)).toEqual(['visit']);
		await says(planner, { field: 'address', value: 'Quay 3' });
		await says(planner, { field: 'window', value: { ...window, to: window.to + 60_000 } });
		expect(told(pieter)).toEqual(['visit', 'visit-changed', 'visit-changed']);
		expect(told(planner)).toEqual([]);
	});

	it('[PJ10] whoever no longer goes hears that, too', async () => {
		const { planner, pieter, mei, says, told } = await aTeam();
		await says(planner, { field: 'technician', value: mei.person as PersonId });
		expect(told(pieter)).toEqual(['visit', 'visit-gone']);
		expect(told(mei)).toEqual(['visit']);
		await says(planner, { field: 'removed', value: true });
		expect(told(mei)).toEqual(['visit', 'visit-gone']);
		expect(told(pieter)).toEqual(['visit', 'visit-gone']);
	});

	it('[PJ10] nobody hears of what they do themselves, or of the work', async () => {
		const { planner, pieter, says, told } = await aTeam();
		await says(pieter, { field: 'state', value: { state: 'on-the-way' } });
		await says(pieter, { field: 'order', value: 3 });
		expect(told(pieter)).toEqual(['visit']);
		expect(told(planner)).toEqual([]);
	});
});

it('[PJ16] the hands that a ticket goes through are told, and who has the last word', async () => {
	const { unit, device, submitAs, remove } = testOrg();
	cleanups.push(remove);
	const maker = device('a');
	const [sam, mei, luca] = [device(maker.newId()), device(maker.newId()), device(maker.newId())];
	const team = maker.newId() as TeamId;
	const members = [mei.person, luca.person];
	await found(unit, {
		name: 'T',
		people: founded([sam.person, ...members], 'supervisor', 'agent'),
		teams: [{ id: team, name: 'T', color: 0, members, supervisors: [sam.person] }]
	});
	const ticket = `ticket.${maker.newId()}` as const;
	const says = async (who: typeof sam, type: Parameters<typeof sam.change>[0], body: object) => {
		const [settled] = await submitAs(unit, who, who.change(type, ticket, body as never));
		expect(settled?.verdict).toEqual({ ok: true });
	};
	const told = ({ person }: typeof sam) =>
		Object.values(unit.projector.content(`user.${person}`)?.notices ?? {})
			.map((notice) => (notice as { kind: string }).kind)
			.sort();
	await says(sam, 'ticket.create', { team, subject: 'Lift', assignee: mei.person });
	await says(mei, 'ticket.element', {
		...{ set: 'collaborators', element: luca.person, present: true }
	});
	const propose = { round: 0, status: 'approval', class: 'open', resolution: 'New belt' };
	const decision = { round: 0, proposed: 'New belt' };
	await says(mei, 'ticket.state', propose);
	await says(sam, 'ticket.reject', { ...decision, reason: 'Noisy' });
	expect([told(sam), told(mei), told(luca)]).toEqual([
		...[['proposed'], ['assigned', 'sent-back'], ['helping']]
	]);
	await says(luca, 'ticket.take', { expected: mei.person });
	expect([told(mei), told(luca)]).toEqual([['assigned', 'moved-on', 'sent-back'], ['helping']]);
	await says(luca, 'ticket.state', propose);
	await says(sam, 'ticket.approve', decision);
	expect(told(luca)).toEqual(['approved', 'helping']);
});

it('[PJ18] whoever is given a sub-task hears of it, of whatever team they are, and not of their own', async () => {
	const { planner, pieter, mei, gives, toldOf } = await aTeam();
	const task = await gives(planner, pieter);
	expect(toldOf(pieter)).toEqual(['task']);
	await gives(planner, mei, task);
	await gives(mei, mei);
	expect([toldOf(pieter), toldOf(mei), toldOf(planner)]).toEqual([['task'], ['task'], []]);
});
