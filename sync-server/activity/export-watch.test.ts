import { expect, it, onTestFinished } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { EXPORT_ALARM } from '#lib/domain/export-alarm.ts';
import { founded, seededRandom, testOrg } from '../../tests/support/org.ts';
import { found } from '../pipeline/founding.ts';
import { ExportWatch } from './export-watch.ts';

it('[EX2] what is taken again counts once, also when there was less of it at first', async () => {
	const { unit, clock, remove } = testOrg();
	onTestFinished(remove);
	const { bytes } = seededRandom(9);
	const [admin, person] = [newId(bytes), newId(bytes)];
	const people = founded([admin, person], 'org-admin', 'agent');
	await found(unit, { name: 'Test', people, teams: [] });
	const report = (error: unknown) => expect.unreachable(String(error));
	const watch = new ExportWatch({ unit, now: clock.now, report });
	const told = () => [...unit.store.log()].filter(({ type }) => type === 'org.export-alarm').length;
	const ticket = `ticket.${newId(bytes)}`;
	watch.document(person, ticket, false);
	for (let count = 0; count <= 2 * EXPORT_ALARM.usual; count += 1)
		watch.document(person, ticket, true);
	unit.settle();
	expect(told()).toBe(0);
	for (let count = 0; count < EXPORT_ALARM.usual; count += 1)
		watch.document(person, `ticket.${newId(bytes)}`, true);
	unit.settle();
	expect(told()).toBe(1);
});
