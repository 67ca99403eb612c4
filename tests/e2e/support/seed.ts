// Run as a process of its own, before the server of a browser test starts: fills a data folder with
// the demo organisation and, if asked, with tickets. Usage: node seed.ts <folder> <tickets>
import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { readConfig } from '../../../sync-server/config.ts';
import { submitAutomation } from '../../../sync-server/pipeline/founding.ts';
import type { OrgUnit } from '../../../sync-server/pipeline/org-unit.ts';
import { createServer, realSurroundings } from '../../../sync-server/server.ts';

const [dataDir = '', count = '0'] = process.argv.slice(2);
const perCommit = 500;
const subjects = [
	'Printer on the second floor prints blank pages',
	'Kann mich seit heute Morgen nicht mehr am VPN anmelden',
	'لا يمكنني فتح البريد الإلكتروني منذ الصباح',
	'Invoice 2291 was charged twice',
	'New laptop for a colleague who starts on Monday'
];
const requesters = ['Lena Fischer', 'Karim Nasser', 'Joanna Price', 'Yusuf Demir', ''];
const categories = ['Hardware', 'Access', 'Billing', null];

function pick<T>(all: readonly T[], index: number): T {
	return all[index % all.length] as T;
}

function ticket(index: number, team: string, members: readonly string[]): Json {
	const requester = pick(requesters, index);
	return {
		team,
		subject: `${pick(subjects, index)} (${index})`,
		priority: pick(['low', 'normal', 'high', 'urgent'], index * 7),
		assignee: index % 3 === 0 ? null : pick(members, index),
		category: pick(categories, index),
		requester: requester === '' ? null : { name: requester },
		due: index % 5 === 0 ? Date.now() + (index % 40) * 3_600_000 - 20 * 3_600_000 : null,
		tags: index % 4 === 0 ? ['vip', `floor-${index % 9}`] : [],
		message: { kind: 'public', text: `Hello,\n${pick(subjects, index)}. Can you help?` }
	};
}

async function addTickets(unit: OrgUnit, wanted: number): Promise<void> {
	const teams = [...unit.world.directory.teams];
	for (let made = 0; made < wanted; made += perCommit) {
		const drafts = Array.from({ length: Math.min(perCommit, wanted - made) }, (_, offset) => {
			const [team, row] = pick(teams, wanted > 1_000 ? 0 : made + offset);
			const target = `ticket.${newId(randomFillSync)}` as const;
			const body = ticket(made + offset, team, row.members);
			return { type: 'ticket.create' as const, target, body };
		});
		const settled = await submitAutomation(unit, '~seed', drafts);
		const refusal = settled.find(({ verdict }) => !verdict.ok);
		if (refusal !== undefined) throw new Error(`refused: ${JSON.stringify(refusal.verdict)}`);
	}
}

const server = createServer(
	readConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' }),
	realSurroundings((error) => {
		throw error;
	})
);
const made = await server.access.setup.createDemo();
if (made !== 'created') throw new Error(made);
const [org] = server.platform.orgs.listReady();
if (org !== undefined) await addTickets(server.orgs.get(org.id).unit, Number(count));
await server.close();
