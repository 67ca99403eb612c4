import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '#lib/domain/metrics/period.ts';
import type { TicketReportAnswer } from '#lib/protocol/reports.ts';
import { rebuild } from '../../sync-server/pipeline/rebuild.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { createReportStore } from '../../sync-server/persistence/org/report-store.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { accept, aPlace, contentOf } from './place.ts';

type Place = Awaited<ReturnType<typeof aPlace>>;
const today = dayText(Math.floor(Date.now() / 86_400_000));
const WHOLE = `from=2020-01-01&to=2022-12-31`;
const LATELY = `from=${dayText(Math.floor(Date.now() / 86_400_000) - 7)}&to=${today}`;

let test: TestServer;
let place: Place;
beforeAll(async () => {
	test = await startServer();
	place = await aPlace(test, { own: 'own', other: 'foreign' });
	// A second ticket in the first team, which its agent has, and three more in the other team.
	const { own, other, byRole, outsider, unit } = place;
	const taken = contentOf('own', own, []);
	await accept(unit, taken.drafts.slice(0, 1));
	await accept(unit, [assignTo(taken.ticket, byRole.agent.id)]);
	for (let index = 0; index < 3; index += 1) {
		const foreign = contentOf('foreign', other, []);
		await accept(unit, foreign.drafts.slice(0, 1));
		await accept(unit, [assignTo(foreign.ticket, outsider)]);
	}
});
afterAll(() => test.remove());

const assignTo = (target: `ticket.${string}`, value: string) => ({
	type: 'ticket.field' as const,
	target,
	body: { field: 'assignee', value }
});

type Role = keyof Place['byRole'];
async function ask(role: Role, query = LATELY) {
	const { cookie } = place.byRole[role];
	const response = await fetch(`${test.address}/api/reports/tickets?${query}`, {
		headers: { cookie }
	});
	return { status: response.status, text: await response.text() };
}
const report = async (role: Role, query?: string): Promise<TicketReportAnswer> =>
	JSON.parse((await ask(role, query)).text) as TicketReportAnswer;
const created = ({ figures }: Pick<TicketReportAnswer, 'figures'>) => {
	const figure = figures['ticket.created'];
	return figure?.kind === 'count' ? figure.count : figure;
};

describe('who gets which figures', () => {
	it('[RP1] a supervisor those of the teams they lead, and nothing of any other', async () => {
		const { text } = await ask('supervisor');
		const answer = await report('supervisor');
		expect(answer).toMatchObject({ about: 'teams', teams: [place.own] });
		expect(created(answer)).toBe(2);
		expect(answer.byTeam.map(({ of }) => of)).toEqual([place.own]);
		for (const canary of [place.other, place.outsider, 'foreign'])
			expect(text.includes(canary), canary).toBe(false);
	});

	it('[RP1] an agent those of their own work, and of no colleague', async () => {
		const answer = await report('agent');
		expect(answer).toMatchObject({ about: 'own', teams: [place.own], byPerson: [] });
		expect(created(answer)).toBe(1);
	});

	it('[RP1] an administrator those of all teams, or of one', async () => {
		const answer = await report('org-admin');
		expect(created(answer)).toBe(7);
		expect(answer.byTeam.map(({ of }) => of).sort()).toEqual([place.own, place.other].sort());
		expect(created(await report('org-admin', `${LATELY}&team=${place.other}`))).toBe(5);
		const both = `${LATELY}&team=${place.other}&team=${place.own}`;
		expect(created(await report('org-admin', both))).toBe(7);
	});

	it('[RP1] requesters and field agents none', async () => {
		for (const role of ['requester', 'field-agent'] as const)
			expect((await ask(role)).status, role).toBe(403);
	});

	it('[RP4] a team that is not theirs is answered like one that does not exist', async () => {
		for (const role of ['agent', 'supervisor'] as const) {
			const foreign = await ask(role, `${LATELY}&team=${place.other}`);
			expect(foreign.status).toBe(404);
			expect(await ask(role, `${LATELY}&team=${'0'.repeat(26)}`)).toEqual(foreign);
			expect((await ask(role, `${LATELY}&team=${place.own}&team=${place.other}`)).status).toBe(404);
		}
	});

	it('[RP4] what is no period is refused with what is wrong', async () => {
		const wrong = [
			['', 'from'],
			['from=2026-01-01', 'to'],
			['from=2026-02-30&to=2026-03-01', 'from'],
			['from=2026-03-02&to=2026-03-01', 'to'],
			['from=2016-03-02&to=2026-03-01', 'to'],
			[`${WHOLE}&zone=Mars`, 'zone'],
			[`from=2026-03-01&from=2026-03-01&to=2026-03-02`, 'from']
		] as const;
		for (const [query, field] of wrong) {
			const { status, text } = await ask('supervisor', query);
			expect([status, (JSON.parse(text) as { error: object }).error], query).toMatchObject([
				400,
				{ code: 'invalid-input', field }
			]);
		}
		expect((await ask('supervisor', `${WHOLE}&limit=9`)).status).toBe(400);
		expect(created(await report('supervisor', WHOLE))).toBe(0);
	});
});

describe('a report', () => {
	it('[RP2] is as of this moment, of closed tickets too, and the same when counted anew', async () => {
		const more = contentOf('own', place.own, []);
		await accept(place.unit, more.drafts);
		const first = await report('supervisor');
		expect(first.figures['ticket.solved']).toMatchObject({ count: 2 });
		await accept(place.unit, [
			{
				type: 'ticket.state',
				target: more.ticket,
				body: { round: 1, status: 'open', class: 'open' }
			}
		]);
		const second = await report('supervisor');
		expect(second.figures['ticket.solved']).toMatchObject({ count: 1 });
		expect(second.figures['ticket.reopened']).toMatchObject({ hits: 1, of: 2 });

		const database = openDatabase(orgFile(test.folder.path, place.org), ORG_MIGRATIONS);
		createReportStore(database).clear();
		database.close();
		const anew = await report('supervisor');
		expect(anew.figures).toEqual(second.figures);
		expect(anew.byPerson).toEqual(second.byPerson);
	});

	it('[RP2] keeps nothing over a rebuild of what was derived', async () => {
		const { org } = place;
		const database = openDatabase(orgFile(test.folder.path, org), ORG_MIGRATIONS);
		rebuild(org, database, { randomClient: () => 7, now: Date.now });
		const left = database.prepare('SELECT count(*) AS many FROM report_tickets').get();
		database.close();
		expect(left).toEqual({ many: 0 });
	});
});
