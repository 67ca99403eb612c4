import { afterEach, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { testOrg } from '../../tests/support/org.ts';
import { found } from './founding.ts';
import { rebuild, renewShape, verify } from './rebuild.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

/** An organisation with a few hundred changes of every type, some of them refused. */
async function aBusyOrg() {
	const world = testOrg(3);
	cleanups.push(world.remove);
	const { unit, submitAs, clock, random, device } = world;
	const maker = device('x');
	const teams = [maker.newId(), maker.newId()] as TeamId[];
	const ids = [maker.newId(), maker.newId(), maker.newId()];
	await found(unit, {
		name: 'Busy',
		people: ids.map((id, index) => ({
			id,
			name: `Person ${index}`,
			role: index === 0 ? 'supervisor' : 'agent',
			userName: `p${index}`,
			email: null
		})),
		teams: teams.map((id) => ({ id, name: 'T', color: 0, members: ids, supervisors: [] }))
	});
	const people = ids.map((id) => device(id));
	const tickets: `ticket.${string}`[] = [];
	const any = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
	for (let step = 0; step < 600; step += 1) {
		clock.advance(Math.floor(random.next() * 400));
		const who = any(people);
		const target = any(tickets) ?? (`ticket.${who.newId()}` as const);
		const kind = tickets.length < 5 ? 0 : Math.floor(random.next() * 9);
		if (kind === 0) {
			const ticket = `ticket.${who.newId()}` as const;
			tickets.push(ticket);
			await submitAs(
				unit,
				who,
				who.change('ticket.create', ticket, { team: any(teams), subject: 'S' })
			);
		} else if (kind === 1)
			await submitAs(
				unit,
				who,
				who.change('ticket.field', target, { field: 'priority', value: any(['low', 'high']) })
			);
		else if (kind === 2)
			await submitAs(
				unit,
				who,
				who.change('ticket.take', target, { expected: any([null, ...ids]) as never })
			);
		else if (kind === 3)
			await submitAs(unit, who, who.change('ticket.transfer', target, { team: any(teams) }));
		else if (kind === 4)
			await submitAs(
				unit,
				who,
				who.change('ticket.state', target, {
					round: Math.floor(random.next() * 3),
					...any(STATES),
					resolution: 'Done'
				})
			);
		else if (kind === 5)
			await submitAs(
				unit,
				who,
				who.change('ticket.element', target, {
					set: 'tags',
					element: any(['a', 'b']),
					present: random.next() < 0.6
				})
			);
		else
			await submitAs(
				unit,
				who,
				who.change('message.add', target, {
					kind: any(['public', 'note']),
					text: 'Hello',
					mentions: [any(ids) as never]
				})
			);
	}
	return { ...world, people };
}

const STATES = [
	{ status: 'open', class: 'open' },
	{ status: 'solved', class: 'done' },
	{ status: 'waiting', class: 'paused' }
] as const;

describe('rebuilding from the log', () => {
	it('[RB1] finds registers and documents as the log says, and its hashes whole', async () => {
		const { unit, org, file } = await aBusyOrg();
		unit.sweep(Number.MAX_SAFE_INTEGER / 2);
		await unit.close();
		const database = openDatabase(file, ORG_MIGRATIONS);
		const result = verify(org, database);
		expect(result.differences).toEqual([]);
		expect(result.brokenAt).toBeUndefined();
		expect(result.changes).toBeGreaterThan(600);
		database.close();
	});

	it('[RB2] tells what is wrong when a row, a register or a document has been touched', async () => {
		const { unit, org, file } = await aBusyOrg();
		await unit.close();
		const database = openDatabase(file, ORG_MIGRATIONS);
		database.prepare(`UPDATE registers SET value = '"urgent"' WHERE key = 'priority'`).run();
		expect(verify(org, database).differences.length).toBeGreaterThan(0);
		database.prepare(`UPDATE changes SET body = '{}' WHERE seq = 50`).run();
		expect(verify(org, database).brokenAt).toBe(50);
		database.prepare(`UPDATE changes SET body = ' ' || body WHERE seq = 40`).run();
		expect(verify(org, database).brokenAt).toBe(40);
		database.close();
	});

	it('[RB3] makes all of it anew in a later generation with equal content', async () => {
		const { unit, org, file, open } = await aBusyOrg();
		const before = new Map(
			unit.projector.names().map((name) => [name, unit.projector.content(name)])
		);
		const heads = new Map(
			unit.projector.names().map((name) => [name, unit.projector.head(name) ?? { generation: 0 }])
		);
		await unit.close();
		const database = openDatabase(file, ORG_MIGRATIONS);
		database.prepare('DELETE FROM registers').run();
		rebuild(org, database, { randomClient: () => 77, now: () => 0 });
		expect(verify(org, database).differences).toEqual([]);
		database.close();
		const again = open();
		expect(again.projector.names()).toEqual([...before.keys()].sort());
		for (const [name, { generation }] of heads)
			expect(again.projector.head(name)?.generation).toBe(generation + 1);
		await again.close();
	});

	it('[RB5] makes anew what an older version made, once, and nothing of an empty organisation', async () => {
		const { unit, org, file, open } = await aBusyOrg();
		const [name = ''] = unit.projector.names();
		const before = unit.projector.head(name)?.generation ?? 0;
		await unit.close();
		const database = openDatabase(file, ORG_MIGRATIONS);
		const parts = { randomClient: () => 77, now: () => 0 };
		expect(renewShape(org, database, parts)).toBe(true);
		expect(renewShape(org, database, parts)).toBe(false);
		expect(verify(org, database).differences).toEqual([]);
		database.close();
		const again = open();
		expect(again.projector.head(name)?.generation).toBe(before + 1);
		await again.close();
		const empty = openDatabase(`${file}.empty`, ORG_MIGRATIONS);
		expect(renewShape(org, empty, parts)).toBe(false);
		empty.close();
	});
});
