import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entityRef, newId, type EntityRef, type TeamId } from '#lib/domain/ids.ts';
import { planStatus, rowTarget, type FinalWords } from '#lib/features/tickets/deeds.ts';
import { EditRun } from '#lib/features/tickets/edit/edit-run.svelte.ts';
import { editsOf, type Edit } from '#lib/features/tickets/edit/edits.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { entryOf } from '#lib/domain/catalogue/entry.decode.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import type { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { openTestDesk, Wire } from '../support/desk.ts';
import { muxClient } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

type Draft = Parameters<typeof submitAutomation>[2][number];
type Place = Awaited<ReturnType<typeof makePlace>>;
type TicketRef = EntityRef & `ticket.${string}`;

const ACCEPTED = 'accepted';
const random = () => newId((bytes) => crypto.getRandomValues(bytes));
const common = { names: { en: 'x' }, order: 1, archived: false };

/** A rule that every close has to keep, however it is made, and a close that breaks it. */
interface Rule {
	readonly name: string;
	readonly reason: RefusalReason;
	/** What makes the rule hold on a ticket. */
	readonly obstacles: (target: TicketRef) => readonly Draft[];
	readonly status: 'solved' | 'closed';
	readonly words: string | null;
}

const RULES: readonly Rule[] = [
	{
		name: 'what is solved says how',
		reason: 'needs-resolution',
		obstacles: () => [],
		status: 'solved',
		words: null
	},
	{
		name: 'what is closed says why',
		reason: 'needs-reason',
		obstacles: () => [],
		status: 'closed',
		words: null
	},
	{
		name: 'blanks are no words',
		reason: 'needs-resolution',
		obstacles: () => [],
		status: 'solved',
		words: '   '
	},
	{
		name: 'sub-tasks are done first',
		reason: 'open-tasks',
		obstacles: (target) => [
			{ type: 'ticket.add-task', target, body: { title: 'Order the belt', order: 1 } }
		],
		status: 'solved',
		words: 'Done'
	},
	{
		name: 'what must be filled in is',
		reason: 'needs-field',
		obstacles: (target) => [
			{ type: 'ticket.field', target, body: { field: 'type', value: 'problem' } }
		],
		status: 'closed',
		words: 'Twice'
	},
	{
		name: 'a supervisor approves',
		reason: 'needs-approval',
		obstacles: (target) => [
			{ type: 'ticket.field', target, body: { field: 'approval', value: true } }
		],
		status: 'closed',
		words: 'Twice'
	}
];

const codeOf = ({ status, words }: Pick<Rule, 'status' | 'words'>) =>
	`${status}-${words?.trim().toLowerCase() ?? 'none'}`;
const statusStep = ({ status, words }: Pick<Rule, 'status' | 'words'>) => ({
	code: status,
	words
});

/** An agent at two devices, in an organisation whose macros and rules close tickets in each way. */
async function makePlace(test: TestServer) {
	const org = await anOrganisation(test, [{ role: 'agent' }, { role: 'org-admin' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [] }
	]);
	const [agent, admin] = org.people;
	const [team] = org.teams as TeamId[];
	if (agent === undefined || admin === undefined || team === undefined) throw new Error('no place');
	const isAsked = { options: [], teams: [], types: ['problem'], required: true };
	const made = await define(org, 'field', 'serial', { ...isAsked, kind: 'text' });
	if (made !== ACCEPTED) throw new Error(made);
	return { test, ...org, agent, admin, team };
}

/** An administrator defines something; the reason where it is refused. */
async function define(
	{ unit, org }: { readonly unit: OrgUnit; readonly org: string },
	catalogue: 'field' | 'macro' | 'rule',
	code: string,
	more: object
): Promise<string> {
	const value = { ...common, ...more };
	const body = entryOf({ catalogue, code, value });
	if (!body.ok) throw new Error(`${body.path}: ${body.problem}`);
	const target = entityRef('org', org);
	const draft: Draft = { type: 'org.entry', target, body: { catalogue, code, value } };
	const [settled] = await submitAutomation(unit, '~test', [draft]);
	return settled?.verdict.ok === false ? settled.verdict.reason : ACCEPTED;
}

async function submit(unit: Place['unit'], drafts: readonly Draft[]): Promise<void> {
	const settled = await submitAutomation(unit, '~test', drafts);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined) throw new Error(JSON.stringify(refusal.verdict));
}

/** A new ticket that its agent has on screen. */
async function aTicket({ unit, team }: Place, tags: string[] = []): Promise<TicketRef> {
	const target = entityRef('ticket', random()) as TicketRef;
	await submit(unit, [{ type: 'ticket.create', target, body: { team, subject: 'Lift', tags } }]);
	return target;
}

const open: Desk[] = [];
async function aDesk({ test, agent }: Place, wire = new Wire()) {
	const { desk } = await openTestDesk(test, agent, 'agent', { wire });
	open.push(desk);
	await until(() => desk.ready);
	return desk;
}

/** The line of a ticket, once it shows what the server knows of it. */
async function lineOf(desk: Desk, { unit, team }: Place, target: TicketRef) {
	const rows = desk.ticketRows({ team });
	const id = target.slice('ticket.'.length);
	const thread = openThread(desk.threads, target);
	await until(() => rows.all().has(id) && thread.status === 'ready');
	const rev = () => Object.keys(thread.cells ?? {}).length;
	await until(() => rev() >= Object.keys(unit.world.entities.get(target).head).length);
	const row = rows.all().get(id);
	if (row === undefined) throw new Error('no line');
	return rowTarget(row, desk.me.person);
}

const wordsOf = ({ status, words }: Rule): FinalWords =>
	words === null ? {} : { [status === 'solved' ? 'resolution' : 'reason']: words };

function plan(desk: Desk, line: ReturnType<typeof rowTarget>, rule: Rule, isBlind = false) {
	const status = desk.catalogue.find('status', rule.status);
	if (status === undefined) throw new Error('no status');
	return planStatus([line], status, wordsOf(rule)).map((change): PlannedChange => ({
		...change,
		...(isBlind && { options: { forecast: false } })
	}));
}

/** What became of a close that went to the server: the reason it was refused for. */
async function outcomeOf(desk: Desk, { unit }: Place, target: TicketRef): Promise<string> {
	const refusal = () => desk.mine.refusals.find((one) => one.target === target);
	await until(() => refusal() !== undefined || unit.world.ticket(target)?.final === true);
	return refusal()?.reason ?? ACCEPTED;
}

const slicing = { now: () => 0, pause: (resume: () => void) => resume(), budgetMs: 1_000 };

/** Closes a new ticket on which a rule holds. */
type Path = (place: Place, rule: Rule) => Promise<{ reason: string; target: TicketRef }>;

const sentence = (reason: RefusalReason) =>
	reason === 'needs-field'
		? t('tickets.owes.fields', { names: 'x' })
		: t(`errors.refusal.${reason}`);
const asReason = (why: string, { reason }: Rule) => (why === sentence(reason) ? reason : why);

async function withObstacles(place: Place, rule: Rule, tags: string[] = []): Promise<TicketRef> {
	const target = await aTicket(place, tags);
	await submit(place.unit, rule.obstacles(target));
	return target;
}

async function edited(place: Place, rule: Rule, edits: (desk: Desk) => readonly Edit[]) {
	const target = await withObstacles(place, rule);
	const desk = await aDesk(place);
	const targets = [await lineOf(desk, place, target)];
	const run = new EditRun(
		desk,
		{ name: 'x', targets, edits: edits(desk), slicing },
		() => undefined
	);
	await until(() => run.isReady);
	const [refused] = run.refused;
	run.apply();
	const reason = refused ? asReason(`${refused.why}`, rule) : await outcomeOf(desk, place, target);
	return { target, reason };
}

const PATHS: Readonly<Record<string, Path>> = {
	async 'on the screen'(place, rule) {
		const target = await withObstacles(place, rule);
		const desk = await aDesk(place);
		const [result] = desk.changeMany(plan(desk, await lineOf(desk, place, target), rule));
		if (result?.verdict.ok === false) return { target, reason: result.verdict.reason };
		return { target, reason: await outcomeOf(desk, place, target) };
	},
	'in bulk': (place, rule) =>
		edited(place, rule, () => [{ set: 'status', value: statusStep(rule) }]),
	async 'by a macro'(place, rule) {
		const code = codeOf(rule);
		const steps = [{ set: 'status', value: statusStep(rule) }];
		const made = await define(place, 'macro', code, { team: null, steps });
		// A macro that forgets the words cannot be made.
		if (made !== ACCEPTED) return { target: await withObstacles(place, rule), reason: made };
		return edited(place, rule, (desk) =>
			editsOf(desk.catalogue.find('macro', code)?.steps ?? [], desk.me.person)
		);
	},
	async 'from a list, as its preview says'(place, rule) {
		const target = await withObstacles(place, rule);
		const desk = await aDesk(place);
		const rows = desk.ticketRows({ team: place.team });
		const row = () => rows.all().get(target.slice('ticket.'.length));
		await until(() => row() !== undefined);
		const targets = [row()].flatMap((one) => (one ? [rowTarget(one, desk.me.person)] : []));
		const edits = [{ set: 'status', value: statusStep(rule) }] as const;
		const run = new EditRun(desk, { name: 'x', targets, edits, slicing }, () => undefined);
		await until(() => run.isReady);
		const [refused] = run.refused;
		if (refused) return { target, reason: asReason(`${refused.why}`, rule) };
		run.apply();
		const reason = await outcomeOf(desk, place, target);
		return { target, reason: reason === ACCEPTED ? reason : `${reason}, which nobody foresaw` };
	},
	async 'by any other client'(place, rule) {
		const target = await withObstacles(place, rule);
		const device = new PaperDevice(place.agent.id, seededRandom(Math.random() * 1e9), Date.now);
		const body = { round: 0, status: rule.status, class: 'done', ...wordsOf(rule) } as const;
		const made = { ...device.change('ticket.state', target, body), v: 2 };
		const client = await muxClient(place.test, place.agent);
		await client.hello(device.device);
		await client.deliver(device.device, [made]);
		client.end();
		return { target, reason: place.unit.store.judgedAs(made.id) ?? ACCEPTED };
	},
	async 'from the file of another device'(place, rule) {
		const target = await withObstacles(place, rule);
		const wire = new Wire();
		const away = await aDesk(place, wire);
		const line = await lineOf(away, place, target);
		wire.cut();
		await Promise.all(away.changeMany(plan(away, line, rule, true)).map(({ durable }) => durable));
		const file = away.storage.exportUnsent();
		const desk = await aDesk(place);
		expect(await desk.storage.importUnsent(file)).toMatchObject({ problem: null });
		return { target, reason: await outcomeOf(desk, place, target) };
	},
	async 'by a rule'(place, rule) {
		const target = await withObstacles(place, rule, [codeOf(rule)]);
		const when = { on: 'every', value: 10_080 };
		const actions = [{ do: 'status', value: statusStep(rule) }];
		const query = `tag:${codeOf(rule)}`;
		const rest = { on: false, when, query, actions, stop: false };
		const made = await define(place, 'rule', codeOf(rule), rest);
		if (made !== ACCEPTED) return { target, reason: made };
		const headers = { cookie: place.admin.cookie, origin: place.test.address };
		const url = `${place.test.address}/api/rules/${codeOf(rule)}/run`;
		const seq = place.unit.store.lastSeq();
		const answer = await fetch(url, { method: 'POST', headers });
		expect(answer.status).toBe(200);
		const last = place.unit.store.changesAfter(seq, 10).find((row) => row.target === target);
		return { target, reason: last?.refusal ?? ACCEPTED };
	},
	async 'without a network, before the rule held'(place, rule) {
		const target = await aTicket(place);
		const wire = new Wire();
		const desk = await aDesk(place, wire);
		const line = await lineOf(desk, place, target);
		wire.cut();
		desk.changeMany(plan(desk, line, rule, true));
		await submit(place.unit, rule.obstacles(target));
		wire.join();
		return { target, reason: await outcomeOf(desk, place, target) };
	}
};

let place: Place;
let test: TestServer;
beforeAll(async () => {
	test = await startServer();
	place = await makePlace(test);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

const CASES = RULES.flatMap((rule) =>
	Object.entries(PATHS).map(([name, path]) => ({ what: rule.name, name, rule, path }))
);

describe('a ticket', () => {
	it.each(CASES)('[TK3, TK13, TK15] is not closed $name: $what', async ({ rule, path }) => {
		const { reason, target } = await path(place, rule);
		expect(reason).toBe(rule.reason);
		expect(place.unit.world.ticket(target)?.final).toBe(false);
	});

	const kept: Rule = {
		name: 'that owes nothing',
		reason: 'needs-resolution',
		obstacles: () => [],
		status: 'solved',
		words: 'Done'
	};
	it.each(Object.entries(PATHS))('[TK3, TK13, TK15] is closed %s with words', async (_, path) => {
		const { reason, target } = await path(place, kept);
		expect(reason).toBe(ACCEPTED);
		expect(place.unit.world.ticket(target)).toMatchObject({ final: true, resolution: 'Done' });
	});
});
