import { afterEach, expect, it } from 'vitest';
import { isTeamId } from '#lib/domain/ids.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { testOrg } from '../../tests/support/org.ts';
import { readActivity } from './read-activity.ts';

const org = testOrg(3);
afterEach(() => org.remove());

it('[ACT5] lets others have their turn, and says where to go on when little fits', async () => {
	const { unit } = org;
	const ids = Array.from({ length: 4 }, () => org.device(org.admin).newId());
	const [team = '', busy = '', quiet = ''] = ids;
	if (!isTeamId(team)) throw new Error('a team');
	await submitAutomation(unit, '~test', [
		{ type: 'team.create', target: `team.${team}`, body: { name: 'Own', color: 0 } },
		...[quiet, busy].map((id) => ({
			type: 'ticket.create' as const,
			target: `ticket.${id}` as const,
			body: { team, subject: id }
		}))
	]);
	for (let many = 0; many < 41; many += 1) {
		org.clock.advance(1_000);
		await submitAutomation(
			unit,
			'~test',
			Array.from({ length: 1_000 }, (_, index) => ({
				type: 'ticket.field' as const,
				target: `ticket.${busy}` as const,
				body: { field: 'subject', value: `${many} ${index}` }
			}))
		);
	}
	const actor = {
		...{ person: org.admin, role: 'org-admin', blocked: false },
		...{ teams: new Set(), supervises: new Set(), scope: new Set() }
	} as unknown as Parameters<typeof readActivity>[1]['actor'];
	let breaths = 0;
	const breathe = () => void (breaths += 1);
	const question = { actor, from: '', before: '~', limit: 100 };
	const nobody = { ...question, team: ids[3] };
	const first = await readActivity(unit, nobody, breathe);
	expect(first.rows).toEqual([]);
	expect(breaths).toBeGreaterThan(50);
	const last = await readActivity(unit, { ...nobody, before: first.next ?? '' }, breathe);
	expect(last).toEqual({ rows: [], next: null });
	const page = await readActivity(unit, question, breathe);
	expect(page.rows).toHaveLength(100);
	expect(page.rows[0]?.line).toMatchObject({ before: '40 998', after: '40 999' });
}, 60_000);
