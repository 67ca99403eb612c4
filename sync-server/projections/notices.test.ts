import { afterEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
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
	return { planner, pieter, mei, says, told, window };
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
