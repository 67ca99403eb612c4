import { afterEach, describe, expect, it } from 'vitest';
import { testOrg } from '../../tests/support/org.ts';
import { found, submitAutomation } from '../pipeline/founding.ts';
import { ticketReport, turns } from './ticket-report.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function anOrg() {
	const world = testOrg(8);
	cleanups.push(world.remove);
	const maker = world.device('x');
	const team = maker.newId();
	await found(world.unit, {
		name: 'Test',
		people: [],
		teams: [{ id: team, name: 'Day', color: 0, members: [], supervisors: [] }]
	});
	const target = `ticket.${maker.newId()}` as const;
	await submitAutomation(world.unit, '~test', [
		{ type: 'ticket.create', target, body: { team, subject: 'Lift' } }
	]);
	const nowMs = world.clock.now();
	const period = { fromMs: nowMs - 1_000, toMs: nowMs + 1_000 };
	const before = { fromMs: 0, toMs: nowMs - 1_000 };
	const question = { period, before, timeZone: 'UTC', nowMs, teams: new Set([team]) };
	return { ...world, target, question };
}

describe('counting a report', () => {
	it('[RP3] lets others have their turn within a long ticket, and reads it once', async () => {
		const { unit, target, question } = await anOrg();
		const said = Array.from({ length: 450 }, (_, index) => ({
			...{ type: 'message.add', target },
			body: { kind: 'note', text: `Note ${index}` }
		}));
		for (let from = 0; from < said.length; from += 50)
			await submitAutomation(unit, '~test', said.slice(from, from + 50) as never);
		const breaths = async () => {
			let count = 0;
			await ticketReport(unit, question, () => void (count += 1));
			return count;
		};
		const first = await breaths();
		expect(first).toBeGreaterThanOrEqual(450 / 100);
		expect(await breaths()).toBeLessThan(4);
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
		const { unit, question } = await anOrg();
		Object.defineProperty(unit, 'trouble', { value: 'full' });
		const { figures } = await ticketReport(unit, question, () => undefined);
		expect(figures['ticket.created']).toMatchObject({ count: 1 });
		expect(unit.reports.page('ticket.', 9)).toMatchObject([{ isFresh: 0 }]);
	});
});
