import { expect, it, onTestFinished } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { founded, testOrg } from '../../tests/support/org.ts';
import { copyDatabase } from '../persistence/copy-database.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { found } from '../pipeline/founding.ts';
import { verify } from '../pipeline/rebuild.ts';
import { restoreOrg } from './restore-org.ts';

it('[BK3] takes in what came later as if it had always been there', async () => {
	const world = testOrg();
	onTestFinished(world.remove);
	const { unit, org, file, clock, device, submitAs } = world;
	const [alice, bob] = [device(device('x').newId()), device(device('y').newId())];
	const team = alice.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: founded([alice.person, bob.person], 'org-admin', 'agent'),
		teams: [
			{ id: team, name: 'Desk', color: 1, members: [alice.person, bob.person], supervisors: [] }
		]
	});
	const ticket = `ticket.${alice.newId()}` as const;
	const create = alice.change('ticket.create', ticket, { team, subject: 'A' });
	// At the time of the backup this waits for a ticket that has not come.
	const early = bob.change('ticket.field', ticket, { field: 'priority', value: 'high' });
	await submitAs(unit, bob, early);
	const path = `${file}.backup`;
	await copyDatabase(file, path);
	const seq = unit.store.lastSeq();
	await submitAs(unit, alice, create);
	for (let count = 0; count < 5; count += 1)
		await submitAs(
			unit,
			alice,
			alice.change('message.add', ticket, { kind: 'note', text: `Note ${count}` })
		);
	const later = unit.store.changesAfter(seq, 100);
	const { rev } = unit;

	const restored = restoreOrg({
		org,
		path,
		sources: () => [later],
		now: clock.now,
		randomClient: () => 77
	});
	expect(restored).toMatchObject({ saved: seq, later: later.length });
	const again = testOrg(2, path).unit;
	onTestFinished(() => again.close());
	expect(again.store.parked()).toEqual([]);
	expect(again.projector.content(`user.${bob.person}`)?.refusals).toBeUndefined();
	expect(again.projector.content(ticket)?.cells).toEqual(unit.projector.content(ticket)?.cells);
	// No two commits bear one revision.
	expect(again.rev).toBeGreaterThan(rev);
	const database = openDatabase(path, ORG_MIGRATIONS);
	onTestFinished(() => void database.close());
	expect(verify(org, database)).toMatchObject({ differences: [], brokenAt: undefined });
});
