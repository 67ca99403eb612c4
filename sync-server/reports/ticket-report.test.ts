import { afterEach, describe, expect, it } from 'vitest';
import { handClock, testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import { turns } from './breathe.ts';
import { ReportFacts } from './report-facts.ts';
import { ticketReport } from './ticket-report.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function anOrg() {
	const world = testOrg(8);
	cleanups.push(world.remove);
	const { unit, clock } = world;
	const maker = world.device('x');
	const team = maker.newId();
	await found(unit, {
		name: 'Test',
		people: [],
		teams: [{ id: team, name: 'Day', color: 0, members: [], supervisors: [] }]
	});
	const target = `ticket.${maker.newId()}` as const;
	await submitAutomation(unit, '~test', [
		{ type: 'ticket.create', target, body: { team, subject: 'Lift' } }
	]);
	const nowMs = clock.now();
	const period = { fromMs: nowMs - 1_000, toMs: nowMs + 1_000 };
	const before = { fromMs: 0, toMs: nowMs - 1_000 };
	const { levels } = unit.world.directory;
	const question = { period, before, timeZone: 'UTC', nowMs, teams: new Set([team]), levels };
	const report = (error: unknown) => expect.unreachable(String(error));
	const after = (_ms: number, run: () => void) => void setImmediate(run);
	const facts = new ReportFacts({ unit, now: clock.now, after, report });
	return { ...world, target, question, facts };
}

describe('counting a report', () => {
	it('[RP3] lets others have their turn while tickets are counted', async () => {
		const { facts, question } = await anOrg();
		await facts.settle();
		let breaths = 0;
		await ticketReport(facts, question, () => void (breaths += 1));
		expect(breaths).toBe(1);
	});

	it('[RP3] lets others have their turn within a long ticket', async () => {
		const { unit, target, question, clock } = await anOrg();
		const said = Array.from({ length: 450 }, (_, index) => ({
			...{ type: 'message.add', target },
			body: { kind: 'note', text: `Note ${index}` }
		}));
		for (let from = 0; from < said.length; from += 50)
			await submitAutomation(unit, '~test', said.slice(from, from + 50) as never);
		// A clock by which every look at it is a long turn.
		const slow = handClock(clock.now());
		const now = () => (slow.advance(9), slow.now());
		const after = (_ms: number, run: () => void) => void setImmediate(run);
		const facts = new ReportFacts({ unit, now, after, report: () => undefined });
		let others = 0;
		const count = () => void (setImmediate(count), (others += 1));
		setImmediate(count);
		while ((await facts.settle()) !== null);
		expect(others).toBeGreaterThanOrEqual(450 / 100);
		const { figures } = await ticketReport(facts, question, () => undefined);
		expect(figures['ticket.created']).toMatchObject({ count: 1 });
	});

	it('[RP3] gives way once a turn has taken long', async () => {
		let nowMs = 0;
		const breathe = turns(() => nowMs);
		expect(breathe()).toBeUndefined();
		nowMs = 9;
		let others = 0;
		setImmediate(() => (others += 1));
		await breathe();
		expect(others).toBe(1);
		expect(breathe()).toBeUndefined();
	});

	it('[RP2] counts what was read also while nothing can be kept', async () => {
		const { unit, facts, question, target } = await anOrg();
		Object.defineProperty(unit, 'trouble', { value: 'full' });
		await facts.settle();
		const { figures } = await ticketReport(facts, question, () => undefined);
		expect(figures['ticket.created']).toMatchObject({ count: 1 });
		expect([unit.reports.position(), unit.reports.known(target)]).toEqual([undefined, undefined]);
	});

	it('[RP2] counts a ticket once of which the newest cannot be kept', async () => {
		const { unit, facts, question, target } = await anOrg();
		await facts.settle();
		expect(unit.reports.known(target)).toBeDefined();
		const body = { field: 'subject', value: 'Stairs' };
		await submitAutomation(unit, '~test', [{ type: 'ticket.field', target, body }]);
		Object.defineProperty(unit, 'trouble', { value: 'full' });
		await facts.settle();
		const { figures } = await ticketReport(facts, question, () => undefined);
		expect(figures['ticket.created']).toMatchObject({ count: 1 });
	});
});
