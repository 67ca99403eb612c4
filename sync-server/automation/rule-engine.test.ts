import { describe, expect, it } from 'vitest';
import { must } from '#lib/domain/assert.ts';
import { PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import { followUpAuthor } from '#lib/domain/follow-ups/follow-up-author.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import { aRuleDesk as aDesk } from '../../tests/support/rule-desk.ts';
import { IMPORTER } from '../channels/mail/submit-through.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { readThreadPage } from '../projections/thread-page.ts';
import { ruleLog } from './rule-log.ts';
import { RATE_LIMIT } from './rule-run.ts';

const HOUR = 3_600_000;

describe('rules', () => {
	it('[AU15] sort what comes by what it says, whatever their order', async () => {
		const { unit, define, engineOf, settle, create } = await aDesk();
		const keywords = [{ words: 'help', weight: 70 }];
		const value = { names: {}, order: 0, archived: false, hint: {}, approval: false, keywords };
		const body = { catalogue: 'type', code: 'access', value };
		await submitAutomation(unit, '~founding', [
			{ type: 'org.entry', target: `org.${unit.org}`, body }
		]);
		const engine = engineOf(unit);
		await define('sort', { actions: [{ do: 'sort', value: { field: 'type', atLeast: 60 } }] });
		const target = await create('A door');
		await settle(engine);
		expect(unit.world.ticket(target)?.type).toBe('access');
	});

	it('[AU1] answer to what they wait for where it fits, and every effect names its rule', async () => {
		const { unit, define, engineOf, settle, create, authors, boss } = await aDesk();
		const engine = engineOf(unit);
		await define('press', {
			query: 'subject:lift',
			actions: [
				{ do: 'priority', value: 'urgent' },
				{ do: 'addTag', value: 'lift' },
				{ do: 'tell', value: { who: 'supervisors', words: 'Look at {{number}}' } }
			]
		});
		const [lift, door] = [await create('The lift is stuck'), await create('A door')];
		await settle(engine);
		expect(unit.world.ticket(lift)).toMatchObject({ priority: 'urgent', tags: ['lift'] });
		expect(unit.world.ticket(lift)?.followers).toEqual([boss.person]);
		expect(authors(lift).filter((author) => author === '~rule:press')).toHaveLength(3);
		expect(unit.world.ticket(door)?.priority).toBe('normal');
		expect(ruleLog(unit, engine.held).deeds.map(({ what }) => what)).toEqual([
			'tell',
			'addTag',
			'priority'
		]);
	});

	it('[AU12] answer whoever asked, which is no first response and keeps nobody from replying in time', async () => {
		const { unit, agent, submitAs, define, engineOf, settle, create } = await aDesk();
		const engine = engineOf(unit);
		const words = 'Dear {{requester}}, we have {{number}}.';
		await define('received', { actions: [{ do: 'reply', value: words }] });
		const requester = { name: 'Rita', address: 'rita@example.test' };
		const [asked, own] = [await create('A door', { requester }), await create('The lift')];
		const head = cellValue(unit.world.entities.get(asked).head, PUBLIC_HEAD);
		await settle(engine);
		const said = () => readMessages(readThreadPage(unit.store, asked, 100).cells);
		const number = unit.world.ticket(asked)?.number;
		expect(said().map(({ by, text }) => [by, text])).toEqual([
			[agent.person, 'Help'],
			['~rule:received', `Dear Rita, we have #${number}.`]
		]);
		expect(unit.world.entities.get(asked).thread.service.firstReplyMs).toBeNull();
		expect(readMessages(readThreadPage(unit.store, own, 100).cells)).toHaveLength(1);
		expect(ruleLog(unit, engine.held).deeds.map(({ what }) => what)).toEqual(['reply']);
		const reply = { kind: 'public', text: 'On my way.', head: String(head) } as const;
		await submitAs(unit, agent, agent.change('message.add', asked, reply));
		expect(said()).toHaveLength(3);
	});

	it('[AU1] [ST2] count for more than what they answer to, also where its device is ahead', async () => {
		const { unit, define, engineOf, settle, create, agent, submitAs, clock } = await aDesk();
		await define('press', { when: { on: 'changed', value: 'priority' } });
		const engine = engineOf(unit);
		const target = await create('Lift');
		clock.advance(30_000);
		const set = agent.change('ticket.field', target, { field: 'priority', value: 'high' });
		clock.advance(-29_000);
		await submitAs(unit, agent, set);
		await settle(engine);
		expect(unit.world.ticket(target)?.priority).toBe('urgent');
	});

	it('[AU2] run in their order, and one may keep those after it from running', async () => {
		const { unit, define, engineOf, settle, create } = await aDesk();
		const engine = engineOf(unit);
		await define('a', { order: 1, actions: [{ do: 'addTag', value: 'a' }], stop: true });
		await define('b', { order: 2, actions: [{ do: 'addTag', value: 'b' }] });
		await define('off', { order: 0, on: false, actions: [{ do: 'addTag', value: 'off' }] });
		const target = await create('Lift');
		await settle(engine);
		expect(unit.world.ticket(target)?.tags).toEqual(['a']);
	});

	it('[AU2] keep nobody from running where they did nothing themselves', async () => {
		const { unit, define, engineOf, settle, create } = await aDesk();
		const engine = engineOf(unit);
		const tag = (value: string) => [{ do: 'addTag', value } as const];
		await define('a', { order: 1, query: 'subject:door', actions: tag('a'), stop: true });
		await define('b', { order: 2, actions: tag('b') });
		const target = await create('Lift');
		await settle(engine);
		expect(unit.world.ticket(target)?.tags).toEqual(['b']);
	});

	it('[AU3] never answer to what they had a part in', async () => {
		const { unit, define, engineOf, settle, create, authors } = await aDesk();
		const engine = engineOf(unit);
		const flip = (value: string) => ({
			when: { on: 'changed', value: 'priority' } as const,
			actions: [{ do: 'priority', value } as const]
		});
		await define('low', flip('low'));
		await define('high', flip('high'));
		await define('begin', { actions: [{ do: 'priority', value: 'urgent' }] });
		const target = await create('Lift');
		await settle(engine);
		const rules = authors(target).filter((author) => author.startsWith('~rule:'));
		expect(rules).toContain('~rule:begin/low');
		expect(rules.every((author) => new Set(author.split('/')).size <= 3)).toBe(true);
		expect(rules.length).toBeLessThanOrEqual(5);
	});

	it('[AU3, AU13] never answer to a message that they planned, however much later it goes out', async () => {
		const { unit, define, engineOf, settle, create, authors } = await aDesk();
		const engine = engineOf(unit);
		const actions = [
			{ do: 'followUp', value: { kind: 'send', minutes: 60, words: 'Does it run?' } } as const
		];
		await define('ask', { when: { on: 'message', value: 'staff' }, actions });
		const target = await create('Lift', { requester: { name: 'Rita', address: 'r@example.test' } });
		const say = async (author: string) => {
			const body = { kind: 'public', text: 'Does it run?' } as const;
			await submitAutomation(unit, author, [{ type: 'message.add', target, body }]);
			await settle(engine);
			return authors(target).filter((one) => one === '~rule:ask').length;
		};
		expect(await say('~somebody')).toBe(1);
		expect(ruleLog(unit, engine.held).deeds.map(({ what }) => what)).toEqual(['followUp']);
		expect(await say(followUpAuthor('~rule:ask'))).toBe(2);
	});

	it('[AU4] do each thing once, also after a crash at any place', async () => {
		const { unit, define, engineOf, settle, create, authors, open } = await aDesk();
		await define('note', { actions: [{ do: 'note', value: 'Seen' }] });
		const start = String(unit.store.lastSeq());
		unit.store.setMeta('rules_seq', start);
		const target = await create('Lift');
		await settle(engineOf(unit));
		// As if the process had died before it wrote down how far it was.
		unit.store.setMeta('rules_seq', start);
		await settle(engineOf(unit));
		expect(authors(target).filter((author) => author === '~rule:note')).toHaveLength(1);
		const later = await create('Door');
		await unit.close();
		const again = open();
		const engine = engineOf(again);
		engine.look();
		for (let turn = 0; turn < 60; turn += 1) await new Promise((done) => setImmediate(done));
		expect(again.store.recentChanges(later, 9)[0]?.author).toBe('~rule:note');
		await again.close();
	});

	it('[AU4] answer to what was committed while they did not look', async () => {
		const { unit, define, engineOf, settle, create, authors } = await aDesk();
		await define('note', { actions: [{ do: 'note', value: 'Seen' }] });
		const engine = engineOf(unit);
		await create('Lift');
		await settle(engine);
		engine.stop();
		const target = await create('Door');
		await settle(engineOf(unit));
		expect(authors(target)).toContain('~rule:note');
	});

	it('[AU5] answer to nothing that was refused or imported', async () => {
		const { unit, define, engineOf, settle, create, device, submitAs, authors, agent } =
			await aDesk();
		const engine = engineOf(unit);
		const actions = [{ do: 'note', value: 'Seen' } as const];
		await define('note', { when: { on: 'message', value: 'note' }, actions });
		const target = await create('Lift');
		const stranger = device(agent.newId());
		const body = { kind: 'note', text: 'Let me in' } as const;
		await submitAs(unit, stranger, stranger.change('message.add', target, body));
		await submitAutomation(unit, IMPORTER, [{ type: 'message.add', target, body }]);
		await settle(engine);
		expect(authors(target)).toContain(IMPORTER);
		expect(authors(target)).not.toContain('~rule:note');
	});

	it('[AU5] answer to nothing from before they were defined', async () => {
		const { unit, define, engineOf, settle, create, clock } = await aDesk();
		await define('other', { query: 'tag:never' });
		const engine = engineOf(unit);
		const target = await create('Lift');
		clock.advance(1_000);
		await define('late', {});
		await settle(engine);
		expect(unit.world.ticket(target)?.priority).toBe('normal');
	});

	it('[AU6] are held back where they do too much', async () => {
		const { unit, define, engineOf, settle, create, agent, submitAs, authors } = await aDesk();
		await define('chatty', {
			when: { on: 'message', value: 'note' },
			actions: [{ do: 'note', value: 'Thank you' }]
		});
		const engine = engineOf(unit);
		const target = await create('Lift');
		for (let index = 0; index <= RATE_LIMIT; index += 1)
			await submitAs(
				unit,
				agent,
				agent.change('message.add', target, { kind: 'note', text: `${index}` })
			);
		await settle(engine);
		expect(authors(target).filter((author) => author.startsWith('~rule:'))).toHaveLength(
			RATE_LIMIT
		);
		const said = { rule: 'chatty', ticket: target.slice(7), number: 1, subject: 'Lift' };
		expect(ruleLog(unit, engine.held).held).toMatchObject([said]);
	});

	it('[AU7] wait for their time, and act once until somebody does something', async () => {
		const { unit, define, engineOf, create, agent, submitAs, authors, clock } = await aDesk();
		await define('idle', {
			when: { on: 'idle', value: 2 },
			actions: [{ do: 'note', value: 'Still there?' }]
		});
		const engine = engineOf(unit);
		const target = await create('Lift');
		const count = () => authors(target).filter((author) => author === '~rule:idle').length;
		const tick = async (hours: number) => {
			clock.advance(hours * HOUR);
			expect(engine.run()).toBeGreaterThan(clock.now());
			for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
			return count();
		};
		expect([await tick(1), await tick(1.1), await tick(3)]).toEqual([0, 1, 1]);
		await submitAs(unit, agent, agent.change('ticket.take', target, { expected: null }));
		expect([await tick(1), await tick(1.1), await tick(3)]).toEqual([1, 2, 2]);
	});

	it('[AU11] wait until time has been up for so long, one step of an escalation each', async () => {
		const { unit, define, engineOf, create, agent, submitAs, authors, clock } = await aDesk();
		for (const [code, hours] of [
			['first', 2],
			['second', 8]
		] as const)
			await define(code, {
				when: { on: 'overdue', value: hours },
				actions: [{ do: 'note', value: `Late since ${hours} hours` }]
			});
		const engine = engineOf(unit);
		const target = await create('Lift');
		const tick = async (hours: number) => {
			clock.advance(hours * HOUR);
			engine.run();
			for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
			return authors(target).filter((author) => author.startsWith('~rule:'));
		};
		// Where nothing else is promised, somebody answers within an hour.
		expect(await tick(2.5)).toEqual([]);
		expect(await tick(1)).toEqual(['~rule:first']);
		expect(await tick(2)).toEqual(['~rule:first']);
		expect((await tick(5)).sort()).toEqual(['~rule:first', '~rule:second']);
		// Whoever works on what is late knows that it is.
		await submitAs(unit, agent, agent.change('ticket.take', target, { expected: null }));
		expect(await tick(9)).toHaveLength(2);
		const asked = { kind: 'public', text: 'And now?', side: 'customer' };
		await submitAutomation(unit, '~mail-in', [{ type: 'message.add', target, body: asked }]);
		const answer = { kind: 'public', text: 'Soon' } as const;
		await submitAs(unit, agent, agent.change('message.add', target, answer));
		expect((await tick(40)).sort()).toEqual([
			'~rule:first',
			'~rule:first',
			'~rule:second',
			'~rule:second'
		]);
	});

	it('[AU11] climb the steps of an escalation in the hours in which the promise counts', async () => {
		const { unit, define, engineOf, create, authors, clock } = await aDesk();
		const common = { names: { en: 'Mornings' }, order: 1, archived: false };
		const week = Array.from({ length: 7 }, () => [{ from: 480, to: 720 }]);
		const calendar = { ...common, timeZone: 'UTC', week, holidays: [] };
		const target = {
			...{ ...common, priority: null, category: null, team: null, calendar: 'mornings' },
			...{ firstResponse: 60, nextResponse: null, resolution: null, warnAt: 75 }
		};
		for (const body of [
			{ catalogue: 'calendar', code: 'mornings', value: calendar },
			{ catalogue: 'target', code: 'all', value: target }
		])
			await submitAutomation(unit, '~founding', [
				{ type: 'org.entry', target: `org.${unit.org}`, body }
			]);
		await define('step', {
			when: { on: 'overdue', value: 4 },
			actions: [{ do: 'note', value: 'Late since a morning' }]
		});
		const engine = engineOf(unit);
		const ticket = await create('Lift');
		const service = serviceRecord(unit.world.entities.get(ticket).thread.service);
		const measured = { ...must(unit.world.ticket(ticket), 'just made'), service };
		const dueMs = must(unit.world.directory.levels.standing(measured)?.dueMs, 'it is promised');
		const tickAt = async (ms: number) => {
			clock.advance(ms - clock.now());
			engine.run();
			for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
			return authors(ticket).includes('~rule:step');
		};
		expect(await tickAt(dueMs + 23.9 * HOUR)).toBe(false);
		expect(await tickAt(dueMs + 24 * HOUR)).toBe(true);
	});

	it('[AU8] run at once on request, one run of a rule at a time', async () => {
		const { unit, define, engineOf, create, clock } = await aDesk();
		await define('press', { when: { on: 'idle', value: 24 }, query: 'subject:lift' });
		const engine = engineOf(unit);
		const targets = [await create('Lift A'), await create('Lift B'), await create('Door')];
		const press = unit.world.directory.catalogue.find('rule', 'press');
		if (press === undefined) throw new Error('just defined');
		const all = () => true;
		expect(await engine.runNow(press, all)).toEqual({ tickets: 3, fitting: 0, changed: 0 });
		clock.advance(24 * HOUR);
		const running = engine.runNow(press, all);
		expect(engine.runNow(press, all)).toBeUndefined();
		expect(await running).toEqual({ tickets: 3, fitting: 2, changed: 2 });
		expect(await engine.runNow(press, all)).toMatchObject({ changed: 0 });
		expect(await engine.runNow(press, () => false)).toMatchObject({ tickets: 0 });
		expect(targets.map((target) => unit.world.ticket(target)?.priority)).toEqual([
			'urgent',
			'urgent',
			'normal'
		]);
	});

	it('[AU8] run on request touch nothing that is in time', async () => {
		const { unit, define, engineOf, create, clock } = await aDesk();
		const value = {
			...{ names: { en: 'Within the hour' }, order: 10, archived: false, calendar: null },
			...{ priority: null, category: null, team: null },
			...{ firstResponse: 60, nextResponse: null, resolution: null, warnAt: 75 }
		};
		const body = { catalogue: 'target', code: 'hour', value };
		await submitAutomation(unit, '~founding', [
			{ type: 'org.entry', target: `org.${unit.org}`, body }
		]);
		await define('late', { when: { on: 'alert', value: 'late' } });
		const engine = engineOf(unit);
		const late = unit.world.directory.catalogue.find('rule', 'late');
		if (late === undefined) throw new Error('just defined');
		const old = await create('Lift A');
		clock.advance(HOUR + 1_000);
		const fresh = await create('Lift B');
		expect(await engine.runNow(late, () => true)).toMatchObject({ tickets: 2, changed: 1 });
		expect(unit.world.ticket(old)?.priority).toBe('urgent');
		expect(unit.world.ticket(fresh)?.priority).toBe('normal');
	});
});
