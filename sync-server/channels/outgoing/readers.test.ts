import { expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { testOrg } from '../../../tests/support/org.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import { found } from '../../pipeline/founding.ts';
import { readerOf } from './readers.ts';

it('[ML3] whoever asked in the portal is written to until they are blocked', async () => {
	const { unit, device, submitAs, remove } = testOrg();
	try {
		const maker = device('a');
		const rita = device(maker.newId());
		const team = maker.newId() as TeamId;
		const person = { id: rita.person, name: 'Rita', role: 'requester', userName: 'rita' };
		await found(unit, {
			name: 'Test',
			people: [{ ...person, email: 'rita@example.test' }],
			teams: [{ id: team, name: 'T', color: 0, members: [], supervisors: [] }]
		});
		const home = { type: 'org.field', target: `org.${unit.org}` } as const;
		await submitAutomation(unit, '~founding', [
			{ ...home, body: { field: 'portalTeam', value: team } }
		]);
		const target = `ticket.${maker.newId()}` as const;
		const message = { kind: 'public', text: 'Help', side: 'customer' } as const;
		const requester = { name: 'Rita', address: 'rita@example.test' };
		const body = { team, subject: 'A', requester, message };
		const [settled] = await submitAs(unit, rita, rita.change('ticket.create', target, body));
		expect(settled?.verdict).toEqual({ ok: true });
		const reader = () => {
			const ticket = unit.world.ticket(target);
			return ticket && readerOf(unit.world, target, ticket);
		};
		expect(reader()).toMatchObject({ address: 'rita@example.test', hasPortal: true });
		const blocked = { field: 'blocked', value: true };
		await submitAutomation(unit, '~test', [
			{ type: 'person.field', target: `person.${rita.person}`, body: blocked }
		]);
		expect(reader()).toBeUndefined();
	} finally {
		remove();
	}
});
