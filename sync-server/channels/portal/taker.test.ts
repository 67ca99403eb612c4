import { afterAll, beforeAll, expect, it } from 'vitest';
import { isTeamId, type TeamId } from '#lib/domain/ids.ts';
import { testOrg } from '../../../tests/support/org.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import { found } from '../../pipeline/founding.ts';
import { takerFor } from './taker.ts';

const world = testOrg(3);
const { unit } = world;
const maker = world.device('a');
const NAMES = ['portal', 'port', 'pier', 'mill'] as const;
const teams = NAMES.map(() => maker.newId()).filter(isTeamId);
const [portal, port, pier, mill] = teams as [TeamId, TeamId, TeamId, TeamId];

const entry = (code: string, networks: readonly string[], portalTeam: string | null) => ({
	type: 'org.entry' as const,
	target: `org.${unit.org}` as const,
	body: {
		catalogue: 'unit',
		code,
		value: {
			...{ names: { en: code }, order: 1, archived: false, region: null, calendar: null },
			...{ networks: [...networks], portalTeam }
		}
	}
});
const placed = (team: string, value: string | null) => ({
	type: 'team.field' as const,
	target: `team.${team}` as const,
	body: { field: 'unit', value }
});

beforeAll(async () => {
	const row = { color: 0, members: [], supervisors: [] };
	await found(unit, {
		people: [],
		teams: NAMES.map((name, index) => ({ ...row, id: teams[index] ?? '', name }))
	});
	const settled = await submitAutomation(unit, '~test', [
		{
			type: 'org.field',
			target: `org.${unit.org}`,
			body: { field: 'portalTeam', value: portal }
		},
		entry('port', ['10.0.0.0/8', '2001:db8::/32'], port),
		entry('pier', ['10.1.0.0/16', '198.51.100.7/32'], pier),
		entry('mill', ['192.0.2.0/24'], mill),
		placed(port, 'port'),
		placed(pier, 'pier')
	]);
	expect(settled.every(({ verdict }) => verdict.ok)).toBe(true);
});
afterAll(async () => {
	await unit.close();
	world.remove();
});

const PLACES = [
	['10.9.9.9', port],
	['10.1.2.3', pier],
	['198.51.100.7', pier],
	['198.51.100.8', portal],
	['2001:db8:1::2', port],
	['2001:db9::1', portal],
	// The team that the mill names is not of the mill.
	['192.0.2.1', portal],
	['127.0.0.1', portal],
	['', portal],
	['nonsense', portal]
] as const;

it.each(PLACES)('[PT13] what is asked from %j goes to a team', (address, team) => {
	expect(takerFor(unit, address)).toBe(team);
});

it('[PT13] follows a team that moves, and a network that is taken away', async () => {
	await submitAutomation(unit, '~test', [placed(mill, 'mill'), entry('pier', [], pier)]);
	expect(takerFor(unit, '192.0.2.1')).toBe(mill);
	expect(takerFor(unit, '10.1.2.3')).toBe(port);
});
