import { afterEach, expect, it } from 'vitest';
import { typeChange } from '#lib/domain/changes/typed.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import {
	NO_HISTORY,
	serviceRecord,
	withChange,
	type ServiceRecord
} from '#lib/domain/sla/history.ts';
import { founded, testOrg, type PaperDevice } from '../../tests/support/org.ts';
import { found } from '../pipeline/founding.ts';
import { readLogRow } from '../pipeline/record.ts';

const MINUTE = 60_000;
const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

const STATES = [
	{ status: 'open', class: 'open' },
	{ status: 'waiting', class: 'paused' },
	{ status: 'solved', class: 'done', resolution: 'Done' }
] as const;

it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
	'[SW4] the row, the ticket and the log give equal clocks, whoever reads them (seed %i)',
	async (seed) => {
		const { unit, device, submitAs, random, clock, remove } = testOrg(seed);
		cleanups.push(remove);
		const maker = device('a');
		const people = [device(maker.newId()), device(maker.newId())];
		const team = maker.newId() as TeamId;
		const ids = people.map(({ person }) => person);
		await found(unit, {
			name: 'Test',
			people: founded(ids, 'supervisor'),
			teams: [{ id: team, name: 'T', color: 0, members: ids, supervisors: [] }]
		});
		const any = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
		const [first] = people as [PaperDevice, PaperDevice];
		const ticket = `ticket.${first.newId()}` as const;
		await submitAs(unit, first, first.change('ticket.create', ticket, { team, subject: 'A' }));
		const aChange = (who: PaperDevice) =>
			any([
				() => who.change('message.add', ticket, { kind: 'public', text: 'x', late: true }),
				() => who.change('message.add', ticket, { kind: 'note', text: 'x' }),
				() => who.change('ticket.state', ticket, { round: any([0, 1]), ...any(STATES) }),
				() => who.change('ticket.field', ticket, { field: 'priority', value: 'high' })
			])();
		for (let step = 0; step < 25; step += 1) {
			clock.advance(Math.floor(random.next() * 30) * MINUTE);
			// One of them was away for a while: what they did then arrives after what came later.
			const late = people.map((who) => [who, aChange(who)] as const);
			for (const [who, change] of random.next() < 0.5 ? late : late.reverse())
				await submitAs(unit, who, change);
		}
		const id = ticket.slice('ticket.'.length);
		const recorded = [...unit.store.log()].filter((row) => row.target === ticket && !row.refusal);
		const typed = recorded.flatMap((row) => {
			const { change } = readLogRow(row);
			const one = typeChange(change as never, change.by);
			return one.ok ? [one.value] : [];
		});
		const shuffled = typed.map((one) => [random.next(), one] as const).sort(([a], [b]) => a - b);
		const own = serviceRecord(shuffled.map(([, one]) => one).reduce(withChange, NO_HISTORY));
		const row = unit.projector.content(`team.${team}`)?.rows?.[id] as unknown as {
			service: ServiceRecord;
		};
		const meta = unit.projector.content(ticket)?.meta as unknown as { service: ServiceRecord };
		expect(row.service).toEqual(own);
		expect(meta.service).toEqual(own);
		const { levels } = unit.world.directory;
		const measured = { priority: 'high', category: null, team };
		const clocks = (service: ServiceRecord | null) =>
			levels.clocks({ ...measured, service }, clock.now());
		expect(clocks(row.service)).toEqual(clocks(own));
		expect(clocks(own).length).toBeGreaterThan(0);
	}
);
