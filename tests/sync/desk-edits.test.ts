import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NewTicket } from '#lib/features/tickets/create/create.svelte.ts';
import { rowTarget } from '#lib/features/tickets/deeds.ts';
import { Doing, UNDO_KEY } from '#lib/features/tickets/doing.svelte.ts';
import { EditRun, type Outcome } from '#lib/features/tickets/edit/edit-run.svelte.ts';
import type { Edit } from '#lib/features/tickets/edit/edits.ts';
import type { Slicing } from '#lib/ui/slices.ts';
import { elementName, valueWords } from '#lib/features/tickets/ticket/words/values.ts';
import { joinAgain } from '#lib/features/tickets/split/join-again.ts';
import { joinChanges, splitChanges } from '#lib/features/tickets/split/split.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { runByKey, toasts, withKey } from '#lib/ui/toasts.svelte.ts';
import { entityRef, temporaryMark, type TeamId } from '#lib/domain/ids.ts';
import { linkElement } from '#lib/domain/ticket/links.ts';
import type { Desk } from '#lib/session/desk.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { openTestDesk } from '../support/desk.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
const open: Desk[] = [];

beforeAll(async () => {
	test = await startServer();
});
afterEach(async () => {
	await Promise.all(open.splice(0).map((desk) => desk.close()));
});
afterAll(() => test.remove());

/** A desk with tickets of its own in its one team. */
async function deskWith(count: number) {
	const org = await anOrganisation(test, [{ role: 'agent' }], ([a = '']) => [
		{ name: 'One', members: [a], supervisors: [] }
	]);
	const [person] = org.people;
	if (person === undefined) throw new Error('no person');
	const { desk } = await openTestDesk(test, person, 'agent');
	open.push(desk);
	await until(() => desk.ready);
	const team = org.teams[0] as TeamId;
	for (let index = 0; index < count; index += 1)
		desk.change('ticket.create', entityRef('ticket', desk.newId()), {
			team,
			subject: `Ticket ${index}`,
			priority: index === 0 ? 'high' : 'low'
		});
	const rows = desk.ticketRows({ team });
	await until(() => rows.all().size === count);
	const targets = () => [...rows.all().values()].map((row) => rowTarget(row, desk.me.person));
	return { desk, rows, targets, team, unit: org.unit };
}

/** Turns that a test takes itself. */
function turns() {
	const waiting: (() => void)[] = [];
	const slicing: Slicing = { now: () => 0, pause: (resume) => waiting.push(resume), budgetMs: -1 };
	return {
		slicing,
		next: () => waiting.shift()?.(),
		all() {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
		}
	};
}

const high: Edit = { set: 'priority', value: 'high' };
const solved: Edit = { set: 'status', value: { code: 'solved', words: null } };

describe('edits of many tickets', () => {
	it('say what they would do, change nothing yet, and are taken back as a whole', async () => {
		const { desk, rows, targets } = await deskWith(3);
		const { slicing, all } = turns();
		const outcomes: Outcome[] = [];
		const edits = [high, { set: 'note', value: '{{number}}' } as const];
		const run = new EditRun(desk, { name: 'x', targets: targets(), edits, slicing }, (one) =>
			outcomes.push(one)
		);
		expect(run.isReady).toBe(false);
		all();
		expect(run.changing).toHaveLength(3);
		expect(run.changing.map(({ changes }) => changes.length).sort()).toEqual([1, 2, 2]);
		const highOnes = () => [...rows.all().values()].filter((row) => row.priority === 'high');
		expect(highOnes()).toHaveLength(1);
		run.apply();
		all();
		expect(outcomes).toHaveLength(1);
		expect(outcomes[0]).toMatchObject({ tickets: 3, problems: [] });
		await until(() => highOnes().length === 3);
		for (const { id } of outcomes[0]?.done.toReversed() ?? []) desk.undo(id);
		await until(() => highOnes().length === 1);
	});

	it('do nothing at all to a ticket of which a part would be refused', async () => {
		const { desk, rows, targets } = await deskWith(2);
		const { slicing, all } = turns();
		const outcomes: Outcome[] = [];
		const wanted = { name: 'x', targets: targets(), edits: [high, solved], slicing };
		const run = new EditRun(desk, wanted, (one) => outcomes.push(one));
		all();
		expect(run.changing).toEqual([]);
		expect(run.refused).toHaveLength(2);
		run.apply();
		all();
		expect(outcomes[0]).toMatchObject({ tickets: 0, done: [] });
		expect(outcomes[0]?.problems).toHaveLength(2);
		expect([...rows.all().values()].filter((row) => row.priority === 'high')).toHaveLength(1);
	});

	it('are taken back the last first', async () => {
		const { desk, rows, targets } = await deskWith(1);
		const [target] = targets();
		const set = (value: string) => ({
			type: 'ticket.field' as const,
			target: entityRef('ticket', target?.id ?? ''),
			body: { field: 'priority' as const, value }
		});
		const priority = () => rows.all().get(target?.id ?? '')?.priority;
		new Doing(desk).perform(targets(), [set('urgent'), set('low')], 'Priority');
		expect(priority()).toBe('low');
		// It is said in a turn of its own when the changes took one.
		await until(() => withKey(UNDO_KEY) !== undefined);
		runByKey(UNDO_KEY);
		expect(priority()).toBe('high');
	});

	it('keep what was done when they are stopped', async () => {
		const { desk, targets } = await deskWith(20);
		const { slicing, next, all } = turns();
		const outcomes: Outcome[] = [];
		const edits: Edit[] = [{ set: 'addTag', value: 'seen' }];
		const run = new EditRun(desk, { name: 'x', targets: targets(), edits, slicing }, (one) =>
			outcomes.push(one)
		);
		all();
		run.apply();
		next();
		const done = run.doneCount ?? 0;
		expect(done).toBeGreaterThan(0);
		expect(done).toBeLessThan(20);
		run.cancel();
		all();
		expect(outcomes).toHaveLength(1);
		expect(outcomes[0]).toMatchObject({ tickets: done });
	});
});

describe('a new ticket', () => {
	it('is written with what its team and its type want to know', async () => {
		const { desk, unit, team } = await deskWith(0);
		const shape = { names: { en: 'A' }, order: 1, archived: false, options: [], required: true };
		const entries = [
			['floor', { ...shape, kind: 'number', teams: [], types: ['incident'] }],
			['serial', { ...shape, kind: 'text', teams: [team], types: [] }]
		] as const;
		await submitAutomation(
			unit,
			'~test',
			entries.map(([code, value]) => ({
				type: 'org.entry',
				target: entityRef('org', unit.org),
				body: { catalogue: 'field', code, value: { ...value, teams: [...value.teams] } }
			}))
		);
		await until(() => desk.catalogue.all('field').length === 2);
		const form = new NewTicket(desk, team);
		const asked = () => form.asked.map(({ code }) => code);
		expect(asked()).toEqual(['serial']);
		form.fields.subject = 'Lift';
		form.fields.type = 'incident';
		expect(asked()).toEqual(['floor', 'serial']);
		form.custom = { floor: 'three', serial: 'AB 1' };
		form.keep();
		expect(form.create()).toBeUndefined();
		const again = new NewTicket(desk, team);
		expect(again.custom).toEqual({ floor: 'three', serial: 'AB 1' });
		again.custom = { floor: '3', serial: 'AB 1', gone: 'x' };
		const target = `ticket.${again.create() ?? ''}`;
		await until(() => unit.world.ticket(target)?.custom['serial'] === 'AB 1');
		expect(unit.world.ticket(target)?.custom).toEqual({ floor: 3, serial: 'AB 1' });
		expect(new NewTicket(desk, team).custom).toEqual({});
	});
});

describe('words that were split off', () => {
	it('[MS14] are taken back in together with their ticket, or not at all', async () => {
		const { desk, targets } = await deskWith(1);
		const of = targets()[0]?.id ?? '';
		const ref = `ticket.${of}` as const;
		desk.change('message.add', ref, { kind: 'note', text: 'The door, too' });
		const thread = openThread(desk.threads, ref);
		await until(() => thread.messages.length === 1 && thread.messages[0]?.pending === false);
		const [message] = thread.messages;
		if (message === undefined || thread.ticket === undefined) throw new Error('just said');
		const into = desk.newId();
		const intoRef = `ticket.${into}` as const;
		const subject = 'The door';
		desk.changeMany(
			splitChanges({ of, ticket: thread.ticket, message, said: 'Me', into, subject })
		);
		const added = desk.change('ticket.add-task', intoRef, { title: 'x', order: 1 });
		const other = openThread(desk.threads, intoRef);
		const goesOn = () => thread.messages[0]?.split;
		const takeBack = () =>
			joinAgain(desk, joinChanges(ref, message, { id: into, round: 0, isMerged: false }));
		takeBack();
		expect(toasts.shown.at(-1)?.text).toBe(t('errors.refusal.open-tasks'));
		expect([goesOn(), other.ticket?.merged]).toEqual([into, null]);
		const gone = { task: added.id, field: 'removed', value: true } as const;
		desk.change('ticket.task', intoRef, gone);
		takeBack();
		expect([goesOn(), other.ticket?.merged]).toEqual([null, of]);
		thread.close();
		other.close();
	});
});

it('the history calls another ticket by its number, and one that is not here by its mark', async () => {
	const { desk, rows } = await deskWith(1);
	await until(() => [...rows.all().values()].every(({ number }) => number !== null));
	const [here, elsewhere] = [[...rows.all().keys()][0] ?? '', desk.newId()];
	const words = (ticket: string) => [
		valueWords(desk, 'merged', ticket),
		elementName(desk, `links/${linkElement({ kind: 'relates', ticket })}`)
	];
	const name = `#${rows.all().get(here)?.number ?? ''}`;
	expect(words(here)).toEqual([name, name]);
	expect(words(elsewhere)).toEqual([temporaryMark(elsewhere), temporaryMark(elsewhere)]);
});
