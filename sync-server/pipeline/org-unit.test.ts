import { afterEach, describe, expect, it } from 'vitest';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { testOrg } from '../../tests/support/org.ts';
import { found } from './founding.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function aSmallOrg() {
	const world = testOrg();
	cleanups.push(world.remove);
	const team = world.device('x').newId() as TeamId;
	const [alice, bob] = [world.device('x').newId(), world.device('x').newId()] as [string, string];
	await found(world.unit, {
		name: 'Test',
		people: [
			{ id: world.admin, name: 'Ada', role: 'org-admin', userName: 'ada', email: null },
			{ id: alice, name: 'Alice', role: 'agent', userName: 'alice', email: null },
			{ id: bob, name: 'Bob', role: 'agent', userName: 'bob', email: null }
		],
		teams: [{ id: team, name: 'Desk', color: 1, members: [alice, bob], supervisors: [] }]
	});
	return { ...world, team, alice: world.device(alice), bob: world.device(bob) };
}

describe('the pipeline of an organisation', () => {
	it('numbers a ticket, and shows it to its team and its people', async () => {
		const { unit, submitAs, alice, bob, team } = await aSmallOrg();
		const ticket = alice.newId();
		const create = alice.change('ticket.create', `ticket.${ticket}`, {
			team,
			subject: 'No dial tone',
			message: { kind: 'public', text: 'Since this morning.' }
		});
		const [settled] = await submitAs(unit, alice, create);
		expect(settled?.verdict).toEqual({ ok: true });
		const row = unit.projector.content(`team.${team}`)?.rows?.[ticket];
		expect(row).toMatchObject({ number: 1, subject: 'No dial tone', messages: 1 });
		const take = bob.change('ticket.take', `ticket.${ticket}`, { expected: null }, [create.at]);
		await submitAs(unit, bob, take);
		expect(unit.projector.content(`user.${bob.person}`)?.tickets?.[ticket]).toMatchObject({
			assignee: bob.person
		});
		expect(unit.projector.content(`ticket.${ticket}`)?.cells?.assignee).toEqual([
			bob.person,
			take.at
		]);
	});

	it('[PL11] lets nobody wait for all that somebody else has sent', async () => {
		const { unit, submitAs, alice, bob, team } = await aSmallOrg();
		const order: string[] = [];
		const create = (device: typeof alice) =>
			device.change('ticket.create', `ticket.${device.newId()}`, { team, subject: 'A' });
		const sent: Promise<unknown>[] = [];
		for (let frame = 0; frame < 12; frame += 1) {
			const changes = Array.from({ length: 100 }, () => create(alice));
			sent.push(submitAs(unit, alice, ...changes).then(() => order.push(`alice ${frame}`)));
		}
		sent.push(submitAs(unit, bob, create(bob)).then(() => order.push('bob')));
		await Promise.all(sent);
		expect(order.indexOf('bob')).toBeLessThan(4);
		expect(order.filter((name) => name !== 'bob')).toEqual(
			Array.from({ length: 12 }, (_, frame) => `alice ${frame}`)
		);
	});

	it('refuses a claim that came second, and tells its author who was first', async () => {
		const { unit, submitAs, alice, bob, team } = await aSmallOrg();
		const ticket = `ticket.${alice.newId()}` as const;
		const create = alice.change('ticket.create', ticket, { team, subject: 'A' });
		await submitAs(unit, alice, create);
		const first = alice.change('ticket.take', ticket, { expected: null }, [create.at]);
		const second = bob.change('ticket.take', ticket, { expected: null }, [create.at]);
		await submitAs(unit, alice, first);
		const [lost] = await submitAs(unit, bob, second);
		expect(lost?.verdict).toMatchObject({
			ok: false,
			reason: 'taken',
			detail: { by: alice.person }
		});
		const refusal = unit.projector.content(`user.${bob.person}`)?.refusals?.[second.id];
		expect(refusal).toMatchObject({ reason: 'taken' });
	});

	it('holds a change to something unknown until that appears', async () => {
		const { unit, submitAs, alice, bob, team, clock } = await aSmallOrg();
		const ticket = `ticket.${alice.newId()}` as const;
		const create = alice.change('ticket.create', ticket, { team, subject: 'A' });
		clock.advance(5);
		const early = bob.change('ticket.field', ticket, { field: 'priority', value: 'high' });
		const [parked] = await submitAs(unit, bob, early);
		expect(parked?.verdict).toMatchObject({ reason: 'unknown-target' });
		await submitAs(unit, alice, create);
		expect(unit.projector.content(ticket)?.cells?.priority).toEqual(['high', early.at]);
		expect(unit.projector.content(ticket)?.changes?.[early.id]).toBeDefined();
		expect(unit.projector.content(`user.${bob.person}`)?.refusals).toBeUndefined();
	});

	it('survives its process: a new one on the same file answers alike', async () => {
		const { unit, open, submitAs, alice, team } = await aSmallOrg();
		const ticket = `ticket.${alice.newId()}` as const;
		await submitAs(unit, alice, alice.change('ticket.create', ticket, { team, subject: 'A' }));
		const before = unit.projector.content(`team.${team}`);
		await unit.close();
		const again = open();
		expect(again.projector.content(`team.${team}`)).toEqual(before);
		expect(again.world.directory.actor(alice.person)?.teams.has(team)).toBe(true);
		expect(again.world.directory.people.get(alice.person as PersonId)?.name).toBe('Alice');
		await again.close();
	});
});
