// Run as a process of its own, before the server of a browser test starts: fills a data folder with
// the demo organisation and, if asked, with tickets. Usage: node seed.ts <folder> <tickets>
import { readConfig } from '../../../sync-server/config.ts';
import type { OrgUnit } from '../../../sync-server/pipeline/org-unit.ts';
import { createServer, realSurroundings } from '../../../sync-server/server.ts';
import { madeUpTicket, pick, submitAll } from '../../support/made-up.ts';

const [dataDir = '', count = '0'] = process.argv.slice(2);

/** Few are spread over all teams; many lie in one, for its list to be long. */
function addTickets(unit: OrgUnit, wanted: number): Promise<void> {
	const teams = [...unit.world.directory.teams];
	const drafts = Array.from({ length: wanted }, (_, index) => {
		const [team, { members }] = pick(teams, wanted > 1_000 ? 0 : index);
		return madeUpTicket(index, { team, members });
	});
	return submitAll(unit, '~seed', drafts);
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
