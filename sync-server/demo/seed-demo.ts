import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import type { DemoLogin } from '../access/org-directory.ts';
import { found } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { DEMO_PEOPLE, DEMO_TEAMS } from './people.ts';

/** Fills an empty organisation with people, teams, tickets and channels to look around in. */
export async function seedDemo(unit: OrgUnit, nowMs: number): Promise<readonly DemoLogin[]> {
	const ids = new Map(DEMO_PEOPLE.map((person) => [person.userName, newId(randomFillSync)]));
	const idOf = (userName: string): string => ids.get(userName) ?? '';
	await found(unit, {
		name: 'Offhook Demo',
		people: DEMO_PEOPLE.map(({ name, role, userName }) => ({
			id: idOf(userName),
			name,
			role,
			userName,
			email: `${userName}@demo.example`
		})),
		teams: DEMO_TEAMS.map((team) => ({
			id: newId(randomFillSync),
			name: team.name,
			color: team.color,
			members: team.members.map(idOf),
			supervisors: team.supervisors.map(idOf)
		}))
	});
	void nowMs;
	const password = newId(randomFillSync).slice(0, 12);
	return DEMO_PEOPLE.map(({ name, role, userName }) => ({
		personId: idOf(userName),
		name,
		role,
		userName,
		email: `${userName}@demo.example`,
		password
	}));
}
