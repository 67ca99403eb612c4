import { afterEach, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { Cells } from '#lib/domain/crdt/cells.ts';
import { timeOnSite } from '#lib/domain/visits/time-on-site.ts';
import { readVisit } from '#lib/domain/visits/visits.ts';
import { DeviceClock, ServerOffset } from '#lib/sync/device-clock.ts';
import { handClock, PaperDevice, testOrg } from '../../tests/support/org.ts';
import { found } from '../pipeline/founding.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

/** A desk, a dispatcher, and a technician whose phone is wrong by `wrongMs`, measured before they left. */
async function aFieldDay(wrongMs: number) {
	const { unit, device, submitAs, clock, random, remove } = testOrg();
	cleanups.push(remove);
	const desk = device(device('x').newId());
	const phone = handClock(clock.now() + wrongMs);
	const offset = new ServerOffset(null);
	offset.sample(phone.now() - 10, clock.now(), phone.now() + 10);
	const corrected = new DeviceClock(phone.now, offset, `${'0'.repeat(16)}00`);
	const technician = new PaperDevice(desk.newId(), random, () => corrected.nowMs());
	const team = desk.newId() as TeamId;
	const person = (id: string, role: string) => ({
		id,
		name: role,
		role,
		userName: role,
		email: null
	});
	await found(unit, {
		name: 'Test',
		people: [person(desk.person, 'supervisor'), person(technician.person, 'field-agent')],
		teams: [{ id: team, name: 'T', color: 0, members: [desk.person], supervisors: [] }]
	});
	const ticket = `ticket.${desk.newId()}` as const;
	const pass = (ms: number) => [clock, phone].forEach((one) => one.advance(ms));
	const content = () => unit.projector.content(ticket);
	const row = () =>
		unit.projector.content(`user.${technician.person}`)?.tickets?.[ticket.slice(7)] as unknown as
			TicketRow | undefined;
	return { unit, submitAs, clock, desk, technician, team, ticket, pass, content, row };
}

it.each([0, 40 * MINUTE, -7 * DAY])(
	'[SW5] what was done on site without a network counts when it was done (clock wrong by %i ms)',
	async (wrongMs) => {
		const day = await aFieldDay(wrongMs);
		const { unit, submitAs, clock, desk, technician, team, ticket, pass } = day;
		const begunMs = clock.now();
		const [from, to] = [begunMs + HOUR, begunMs + 3 * HOUR];
		const plan = desk.change('ticket.add-visit', ticket, {
			window: { from, to },
			technician: technician.person as never
		});
		await submitAs(unit, desk, desk.change('ticket.create', ticket, { team, subject: 'A' }), plan);
		expect(day.row()?.visits).toMatchObject([{ id: plan.id, window: { from, to } }]);

		// Two hours on site, eighteen minutes of them for lunch, and none of it heard by the server.
		const visit = plan.id;
		const press = (kind: 'start' | 'stop') =>
			technician.change('ticket.visit-item', ticket, {
				visit,
				list: 'clock',
				item: technician.newId(),
				value: { kind }
			});
		const state = (value: 'on-site' | 'done') =>
			technician.change('ticket.visit', ticket, { visit, field: 'state', value: { state: value } });
		pass(HOUR);
		const work = [state('on-site'), press('start')];
		pass(42 * MINUTE);
		work.push(press('stop'));
		pass(18 * MINUTE);
		work.push(press('start'));
		pass(HOUR);
		work.push(press('stop'), state('done'));
		const solved = { round: 0, status: 'solved', class: 'done', resolution: 'Replaced' } as const;
		work.push(technician.change('ticket.state', ticket, solved));

		// The dispatcher has heard nothing and moves it to somebody else, two days on.
		pass(9 * DAY);
		const moved = { from: from + 2 * DAY, to: to + 2 * DAY };
		await submitAs(
			unit,
			desk,
			desk.change('ticket.visit', ticket, { visit, field: 'window', value: moved }),
			desk.change('ticket.visit', ticket, { visit, field: 'technician', value: null })
		);
		pass(4 * DAY);
		const settled = await submitAs(unit, technician, ...work);
		expect(settled.every(({ verdict }) => verdict.ok)).toBe(true);

		const cells = day.content()?.cells as unknown as Cells;
		const shown = readVisit(cells, visit);
		expect(shown).toMatchObject({ state: 'done', window: moved, technician: null });
		expect(timeOnSite(shown?.clock ?? [])).toEqual({
			spentMs: HOUR + 42 * MINUTE,
			runningSinceMs: null
		});
		const { service } = day.content()?.meta as unknown as { service: ServiceRecord };
		expect(service.phases).toEqual([
			['open', begunMs],
			['done', begunMs + 3 * HOUR]
		]);
		const levels = new ServiceLevels(unit.world.directory.catalogue, []);
		const measured = { priority: 'urgent', category: null, team, service };
		const resolution = levels
			.clocks(measured, clock.now())
			.find(({ name }) => name === 'resolution');
		expect(resolution?.spentMs).toBe(3 * HOUR);
	}
);
