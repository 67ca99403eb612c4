import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WhatsAppSettings } from '#lib/protocol/connections.ts';
import { newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import { defaultLimits } from '../../sync-server/config.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { orgFile } from '../../sync-server/orgs/org-registry.ts';
import { createServer } from '../../sync-server/server.ts';
import {
	INVALID,
	NUMBER_ID,
	OVERLOADED,
	RATE_LIMIT,
	startWhatsApp,
	WHATSAPP_TOKEN
} from '../simulators/whatsapp.ts';
import { handClock, temporaryFolder } from '../support/org.ts';

const MINUTE = 60_000;
const anId = () => newId((bytes) => randomFillSync(bytes));
/** A Monday, nine in the evening; work is done on weekdays from eight to six. */
const EVENING = Date.UTC(2026, 2, 2, 21);
const ANNA = '+491701234567';
const BERT = '+441632960123';
const [org, team, agent] = [anId(), anId(), anId()];

let whatsapp: Awaited<ReturnType<typeof startWhatsApp>>;
let desk: ReturnType<typeof open>;
let folder: ReturnType<typeof temporaryFolder>;
let clock: ReturnType<typeof handClock>;
let errors: unknown[];

function open() {
	const timers: { readonly atMs: number; readonly run: () => void }[] = [];
	const server = createServer(
		{
			port: 0,
			host: '127.0.0.1',
			dataDir: folder.path,
			buildDir: folder.path,
			tls: null,
			trustProxy: false,
			metricsToken: null,
			limits: defaultLimits,
			backup: { dir: join(folder.path, 'backups'), everyHours: 0, keep: 1 },
			insideHosts: [],
			isAnywhere: true,
			bucket: null
		},
		{
			now: clock.now,
			after: (ms, run) => void timers.push({ atMs: clock.now() + ms, run }),
			defer: (run) => void setImmediate(run),
			random: (bytes) => randomFillSync(bytes),
			report: (error) => errors.push(error)
		}
	);
	/** Lets everything happen that happens without the clock. */
	async function settle(): Promise<void> {
		const { effects } = server.orgs.get(org).unit;
		for (let turn = 0; turn < 30 || effects.count('leased') > 0; turn += 1) {
			await new Promise((resolve) => setImmediate(resolve));
			const due = timers.filter(({ atMs }) => atMs <= clock.now());
			for (const timer of due) {
				timers.splice(timers.indexOf(timer), 1);
				timer.run();
			}
		}
	}
	return {
		server,
		settle,
		/** Lives on for some minutes. */
		async live(minutes: number): Promise<void> {
			for (let minute = 0; minute < minutes; minute += 1) {
				clock.advance(MINUTE);
				const isDue = timers.some(({ atMs }) => atMs <= clock.now());
				if (isDue) await settle();
			}
			await settle();
		}
	};
}

const unit = () => desk.server.orgs.get(org).unit;

async function submit(type: ChangeType, target: EntityRef, body: Json): Promise<void> {
	const [settled] = await submitAutomation(unit(), '~test', [{ type, target, body } as never]);
	if (settled?.verdict.ok !== true) throw new Error(JSON.stringify(settled?.verdict));
	await desk.settle();
}

function set(changed: Partial<WhatsAppSettings> = {}, accessToken = WHATSAPP_TOKEN): void {
	const settings: WhatsAppSettings = {
		apiBase: whatsapp.apiBase,
		phoneNumberId: NUMBER_ID,
		template: 'tickets_waiting',
		language: 'en',
		everyMinutes: 30,
		priorities: ['urgent'],
		onCall: [`lifts: ${ANNA}`],
		...changed
	};
	desk.server.connections.put(org, 'whatsapp', { settings, secrets: { accessToken } });
}

async function ticket(subject: string, priority = 'urgent'): Promise<`ticket.${string}`> {
	const target = `ticket.${anId()}` as const;
	await submit('ticket.create', target, { team, subject, priority });
	return target;
}

const entry = (catalogue: string, code: string, value: Json) =>
	submit('org.entry', `org.${org}`, {
		catalogue,
		code,
		value: { names: { en: code }, order: 0, archived: false, ...(value as object) }
	});
const told = () => whatsapp.told.map(({ to, variables }) => [to, ...variables]);
const trouble = () => desk.server.connections.describe(org, 'whatsapp').trouble;

beforeEach(async () => {
	errors = [];
	whatsapp = await startWhatsApp();
	folder = temporaryFolder();
	clock = handClock(EVENING);
	desk = open();
	desk.server.access.accounts.createOrg({ orgId: org, name: 'Harbor' });
	await found(unit(), {
		name: 'Harbor',
		people: [{ id: agent, name: 'Anna', role: 'agent', userName: 'anna', email: null }],
		teams: [{ id: team, name: 'Lifts', color: 0, members: [agent], supervisors: [] }]
	});
	desk.server.access.accounts.markOrgReady(org);
	const day = [{ from: 480, to: 1080 }];
	await entry('calendar', 'day', {
		timeZone: 'UTC',
		week: [day, day, day, day, day, [], []],
		holidays: []
	});
	await entry('unit', 'works', { calendar: 'day', region: null, networks: [] });
	await submit('team.field', `team.${team}`, { field: 'unit', value: 'works' });
	set();
	await desk.settle();
});
afterEach(async () => {
	expect(errors).toEqual([]);
	await desk.server.close();
	await whatsapp.stop();
	folder.remove();
});

describe('tickets that nobody has outside working hours', () => {
	it('[OC3] are told to those on call, together, and again until somebody takes them', async () => {
		const lift = await ticket('Lift 3 stands still');
		await ticket('Door jams');
		await ticket('A lamp flickers', 'low');
		expect(told()).toEqual([]);
		await desk.live(2);
		expect(told()).toEqual([[ANNA, 'Lifts', '#1 Lift 3 stands still · #2 Door jams']]);
		await desk.live(28);
		expect(told()).toHaveLength(1);
		await submit('ticket.field', lift, { field: 'assignee', value: agent });
		await desk.live(3);
		expect(told().slice(1)).toEqual([[ANNA, 'Lifts', '#2 Door jams']]);
		expect(trouble()).toBeNull();
	});

	it('[OC3] are told to everybody of the team, and no more once work begins', async () => {
		set({ onCall: [`Elsewhere: ${BERT}`, `*: ${ANNA}, ${BERT}`], everyMinutes: 120 });
		clock.set(EVENING + 9 * 60 * MINUTE);
		await ticket('Lift 3 stands still');
		await desk.live(2);
		expect(
			told()
				.map(([to]) => to)
				.sort()
		).toEqual([BERT, ANNA].sort());
		await desk.live(180);
		expect(told()).toHaveLength(2);
		await ticket('In working hours');
		await desk.live(30);
		expect(told()).toHaveLength(2);
	});

	it('[OC3] are told of when somebody lets go of one, and not where nobody is on call', async () => {
		const lift = await ticket('Lift 3 stands still');
		await submit('ticket.field', lift, { field: 'assignee', value: agent });
		await desk.live(40);
		expect(told()).toEqual([]);
		await submit('ticket.field', lift, { field: 'assignee', value: null });
		set({ onCall: [`Elsewhere: ${ANNA}`] });
		await desk.live(40);
		expect(told()).toEqual([]);
		set();
		await desk.live(2);
		expect(told()).toHaveLength(1);
	});

	it('[OC4] are told of once, and at their time, whenever the server was started anew', async () => {
		await ticket('Lift 3 stands still');
		await desk.live(2);
		for (const minutes of [5, 15, 12]) {
			await desk.server.close();
			clock.advance(minutes * MINUTE);
			desk = open();
			desk.server.orgs.openReady([{ id: org }]);
			await desk.settle();
		}
		expect(told()).toHaveLength(2);
		await desk.live(10);
		expect(told()).toHaveLength(2);
	});

	it('[OC4] are told of after the decision although the server went down before it was sent', async () => {
		whatsapp.refusals.push(OVERLOADED);
		await ticket('Lift 3 stands still');
		await desk.live(1);
		expect(told()).toEqual([]);
		await desk.server.close();
		desk = open();
		desk.server.orgs.openReady([{ id: org }]);
		await desk.live(2);
		expect(told()).toHaveLength(1);
	});

	const outcomes = (target: EntityRef) =>
		unit()
			.store.turnsOf(target, ['ticket.on-call'], 20)
			.map(({ body }) => JSON.parse(body) as { people: number; reached?: number })
			.map(({ people, reached }) => [reached, people])
			.reverse();

	it('[OC5] have in their history that it was decided, and for how many WhatsApp took it', async () => {
		set({ onCall: [`lifts: ${ANNA}, ${BERT}`] });
		whatsapp.refusals.push(INVALID);
		const lift = await ticket('Lift 3 stands still');
		await desk.live(2);
		expect(outcomes(lift)).toEqual([
			[undefined, 2],
			[1, 2]
		]);
		const cells = Object.fromEntries(unit().store.allCells(lift));
		expect(cells['onCall']?.[0]).toMatchObject({ people: 2, round: 0 });
		expect(cells['onCallTold']?.[0]).toMatchObject({ people: 2, reached: 1 });
		expect(cells['assignee']?.[0] ?? null).toBeNull();
	});

	it('[OC5] say that nobody could be told, once all tries have failed', async () => {
		set({}, 'expired');
		const lift = await ticket('Lift 3 stands still');
		await desk.live(8);
		expect(outcomes(lift)).toEqual([
			[undefined, 1],
			[0, 1]
		]);
		whatsapp.refusals.push(OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED);
		set();
		await desk.live(30);
		expect(outcomes(lift).slice(2)).toEqual([
			[undefined, 1],
			[0, 1]
		]);
	});

	it('[OC5] say nothing more where somebody took them before anybody was told', async () => {
		whatsapp.refusals.push(OVERLOADED);
		const lift = await ticket('Lift 3 stands still');
		await ticket('Door jams');
		await desk.live(1);
		await submit('ticket.field', lift, { field: 'assignee', value: agent });
		await desk.live(5);
		expect(outcomes(lift)).toEqual([[undefined, 1]]);
		expect(told()).toEqual([[ANNA, 'Lifts', '#2 Door jams']]);
	});

	it('[OC4] may be told twice where the server goes down between the answer and its note', async () => {
		const lift = await ticket('Lift 3 stands still');
		await desk.live(2);
		expect(told()).toHaveLength(1);
		await desk.server.close();
		const file = new Database(orgFile(folder.path, org));
		file.exec("UPDATE effects SET state = 'leased', lease_ms = 0 WHERE kind = 'on-call.tell'");
		file.close();
		desk = open();
		desk.server.orgs.openReady([{ id: org }]);
		await desk.settle();
		await desk.live(3);
		expect(told()).toHaveLength(2);
		expect(outcomes(lift)).toEqual([
			[undefined, 1],
			[1, 1]
		]);
	});

	it('[OC6] are sent again when that may help, and administrators see when it does not', async () => {
		whatsapp.refusals.push(RATE_LIMIT, OVERLOADED);
		await ticket('Lift 3 stands still');
		await desk.live(1);
		expect(trouble()).toEqual({ code: 'too-often', detail: '130429 (#130429) Rate limit hit' });
		await desk.live(3);
		expect(told()).toHaveLength(1);
		expect(trouble()).toBeNull();
	});

	it.each<[string, Partial<WhatsAppSettings>, string | undefined, string]>([
		['a token that is not taken', {}, 'expired', 'refused'],
		['a template that is not there', { template: 'another' }, undefined, 'answer'],
		['a number that is not there', { phoneNumberId: '1' }, undefined, 'answer'],
		[
			'a machine that is not there',
			{ apiBase: 'http://127.0.0.1:1/v23.0' },
			undefined,
			'unreachable'
		]
	])(
		'[OC6] are not told to anybody by %s, and that is seen',
		async (_what, changed, token, code) => {
			set(changed, token);
			await ticket('Lift 3 stands still');
			await desk.live(8);
			expect(told()).toEqual([]);
			expect(trouble()?.code).toBe(code);
		}
	);

	it('[OC6] are not sent late once somebody has taken them', async () => {
		whatsapp.refusals.push(OVERLOADED);
		const lift = await ticket('Lift 3 stands still');
		await desk.live(1);
		await submit('ticket.field', lift, { field: 'assignee', value: agent });
		await desk.live(5);
		expect(told()).toEqual([]);
	});
});
