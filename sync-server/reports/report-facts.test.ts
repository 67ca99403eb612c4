import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { founded, testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { ReportFacts } from './report-facts.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

const ALL = { beforeMs: Infinity, sinceMs: 0 };

/** Counts what is read of the log, and of tickets from their beginning. */
function counted(unit: OrgUnit) {
	const counts = { anew: 0, known: 0 };
	const { changes, known } = unit.reports;
	Object.assign(unit.reports, {
		changes: (...asked: Parameters<typeof changes>) => (counts.anew++, changes(...asked)),
		known: (target: string) => (counts.known++, known(target))
	});
	return counts;
}

async function anOrg(seed = 3) {
	const world = testOrg(seed);
	cleanups.push(world.remove);
	const { unit, device, submitAs, clock } = world;
	const maker = device('x');
	const [agent, other] = [device(maker.newId()), device(maker.newId())];
	const team = maker.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: founded([agent.person, other.person], 'agent'),
		teams: [
			{ id: team, name: 'T', color: 0, members: [agent.person, other.person], supervisors: [] }
		]
	});
	const waiting: (() => void)[] = [];
	const factsOf = (of: OrgUnit) =>
		new ReportFacts({
			unit: of,
			now: clock.now,
			after: (_ms, run) => void waiting.push(run),
			report: (error) => expect.unreachable(String(error))
		});
	const create = async () => {
		const target = `ticket.${maker.newId()}` as const;
		await submitAs(
			unit,
			agent,
			agent.change('ticket.create', target, {
				...{ team, subject: 'A', message: { kind: 'public', text: 'Help' } }
			})
		);
		return target;
	};
	/** What is known, and what reading everything anew knows. */
	const both = async (facts: ReportFacts) => {
		while ((await settled(facts)) !== null);
		const known = [...facts.tickets(ALL, () => true)];
		unit.reports.clear();
		const fresh = factsOf(unit);
		while ((await settled(fresh)) !== null);
		return [known, [...fresh.tickets(ALL, () => true)]];
	};
	const settled = (facts: ReportFacts) => {
		const answer = facts.settle();
		setImmediate(() => waiting.splice(0).forEach((run) => run()));
		return answer;
	};
	return { ...world, agent, other, team, create, factsOf, both, settled, waiting };
}

type Org = Awaited<ReturnType<typeof anOrg>>;
const DEEDS = ['reply', 'note', 'take', 'done', 'open', 'low', 'ask', 'rate', 'seen'] as const;

/** Something that is done to a ticket. */
async function act(
	{ unit, submitAs }: Org,
	by: Org['agent'],
	target: `ticket.${string}`,
	what: (typeof DEEDS)[number]
) {
	const round = unit.world.ticket(target)?.round ?? 0;
	const change = (type: 'ticket.field' | 'ticket.state' | 'message.add', body: object) =>
		submitAs(unit, by, by.change(type, target, body as never));
	const automatic = (type: 'ticket.rate' | 'ticket.seen' | 'message.add', body: object) =>
		submitAutomation(unit, '~portal', [{ type, target, body: { ...body } }]);
	switch (what) {
		case 'reply':
			return change('message.add', { kind: 'public', text: 'Hello' });
		case 'note':
			return change('message.add', { kind: 'note', text: 'Hello' });
		case 'take':
			return change('ticket.field', { field: 'assignee', value: by.person });
		case 'low':
			return change('ticket.field', { field: 'priority', value: 'low' });
		case 'done':
			return change('ticket.state', { round, status: 'solved', class: 'done', resolution: 'Done' });
		case 'open':
			return change('ticket.state', { round: round + 1, status: 'open', class: 'open' });
		case 'ask':
			return automatic('message.add', { kind: 'public', text: 'Hm?', side: 'customer' });
		case 'rate':
			return automatic('ticket.rate', { round, stars: 4, solved: true });
		case 'seen': {
			const message = target.slice('ticket.'.length);
			return automatic('ticket.seen', { by: 'requester', message, rate: round });
		}
	}
}

describe('what reports know', () => {
	it('[RP5] is what reading everything anew gives, in whatever order changes came', async () => {
		const step = fc.record({
			of: fc.nat(2),
			what: fc.constantFrom(...DEEDS),
			isLate: fc.boolean(),
			isRead: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
				const org = await anOrg();
				const { unit, agent, other, clock, create, factsOf, both, settled } = org;
				const facts = factsOf(unit);
				const targets = [await create(), await create(), await create()];
				for (const { of, what, isLate, isRead } of steps) {
					const target = targets[of];
					if (target === undefined) continue;
					// The other one's clock is behind: what they do was done before.
					clock.advance(isLate ? -30_000 : 60_000);
					await act(org, isLate ? other : agent, target, what);
					if (isLate) clock.advance(30_000);
					if (isRead) await settled(facts);
				}
				const [known, anew] = await both(facts);
				expect(known).toHaveLength(3);
				expect(known).toEqual(anew);
			}),
			{ numRuns: 25 }
		);
	}, 60_000);

	it('[RP5] is read on from where it was left, also after a restart', async () => {
		const { unit, agent, create, factsOf, settled, submitAs } = await anOrg();
		const target = await create();
		await create();
		while ((await settled(factsOf(unit))) !== null);
		const counts = counted(unit);
		const again = factsOf(unit);
		expect(await settled(again)).toBeNull();
		expect(counts).toEqual({ anew: 0, known: 0 });
		for (let index = 0; index < 3; index += 1)
			await submitAs(
				unit,
				agent,
				agent.change('message.add', target, { kind: 'public', text: `${index}` })
			);
		expect(await settled(again)).toBeNull();
		expect(counts).toEqual({ anew: 0, known: 1 });
		expect([...again.tickets(ALL, () => true)]).toHaveLength(2);
	});

	it('[RP5] is read a moment after a commit, many commits together', async () => {
		const { unit, create, factsOf, settled, waiting } = await anOrg();
		const facts = factsOf(unit);
		while ((await settled(facts)) !== null);
		await create();
		for (let index = 0; index < 5; index += 1) facts.look();
		expect(waiting).toHaveLength(1);
		waiting.splice(0).forEach((run) => run());
		await new Promise((done) => setImmediate(done));
		expect(unit.reports.position()).toMatchObject({ seq: unit.store.lastSeq(), rebuiltTo: null });
		facts.stop();
		facts.look();
		expect(waiting).toHaveLength(0);
	});

	it('[RP6] is made anew piece by piece after an upgrade, and goes on after a restart', async () => {
		const { unit, create, factsOf, settled, waiting } = await anOrg();
		for (let index = 0; index < 60; index += 1) await create();
		const first = factsOf(unit);
		first.look();
		// The first pieces, while nobody waits: each leaves the machine to others for a while.
		for (let piece = 0; piece < 2; piece += 1) {
			waiting.splice(0).forEach((run) => run());
			await new Promise((done) => setImmediate(done));
		}
		first.stop();
		const { rebuiltTo } = unit.reports.position() ?? {};
		expect(rebuiltTo).toMatch(/^ticket\../);
		const done = unit.reports.count(rebuiltTo ?? '');
		expect(done).toBeGreaterThan(0);
		expect(done).toBeLessThan(60);
		const counts = counted(unit);
		const again = factsOf(unit);
		const asked = again.settle();
		waiting.splice(0).forEach((run) => run());
		// Whoever asks meanwhile hears how far it is, or that it is done.
		const told = await asked;
		if (told !== null) expect(told.all).toBe(60);
		while ((await settled(again)) !== null);
		expect(counts.anew).toBe(60 - done);
		expect([...again.tickets(ALL, () => true)]).toHaveLength(60);
	});
});
