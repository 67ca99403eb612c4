import { afterEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { followUpAuthor } from '#lib/domain/follow-ups/follow-up-author.ts';
import { readFollowUps } from '#lib/domain/follow-ups/follow-ups.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import { founded, testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { verify } from '../pipeline/rebuild.ts';
import { FollowUpWatch } from './follow-up-watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function aTicket() {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, device, submitAs, clock, commits } = world;
	const maker = device('a');
	const [agent, other] = [device(maker.newId()), device(maker.newId())];
	const team = maker.newId() as TeamId;
	await found(unit, {
		name: 'Test',
		people: founded([agent.person, other.person], 'agent'),
		teams: [
			{ id: team, name: 'T', color: 0, members: [agent.person, other.person], supervisors: [] }
		]
	});
	const watchOf = () =>
		new FollowUpWatch({
			unit,
			now: clock.now,
			defer: (run) => run(),
			report: (error) => expect.unreachable(String(error)),
			onPlanned: () => undefined
		});
	let watch = watchOf();
	watch.look();
	/** What the process does: looks at what was committed, does what is due, saves it. */
	const pass = (ms = 0) => {
		clock.advance(ms);
		for (let rounds = 0; rounds < 3; rounds += 1) {
			for (const commit of commits.splice(0)) watch.look(commit);
			watch.run();
			unit.settle();
		}
		return watch.run();
	};
	const restart = () => {
		watch.stop();
		watch = watchOf();
		watch.look();
	};
	const target = `ticket.${agent.newId()}` as const;
	await submitAs(
		unit,
		agent,
		agent.change('ticket.create', target, {
			team,
			subject: 'A',
			assignee: agent.person as PersonId
		})
	);
	let drafts = 0;
	/** Due within three hours, one after the other. */
	const soon = () => clock.now() + 3 * HOUR - MINUTE + (drafts += 1);
	const draft = (body: Partial<BodyOf<'ticket.add-follow-up'>> = {}, by = agent) =>
		by.change('ticket.add-follow-up', target, {
			...{ at: soon(), kind: 'remind', words: 'Ring them', round: 0 },
			...(body.kind !== 'send' && { person: agent.person as PersonId }),
			...body
		});
	const plan = async (body: Partial<BodyOf<'ticket.add-follow-up'>> = {}) => {
		const change = draft(body);
		const [settled] = await submitAs(unit, agent, change);
		expect(settled?.verdict).toEqual({ ok: true });
		return change;
	};
	const asked = () =>
		submitAutomation(unit, '~portal', [
			{ type: 'message.add', target, body: { kind: 'public', text: 'Hello?', side: 'customer' } }
		]);
	const states = () =>
		readFollowUps(unit.world.entities.get(target).head).map(({ state }) => state);
	const told = (person: string) =>
		Object.values(unit.projector.content(`user.${person}`)?.notices ?? {}).flatMap((notice) => {
			const { kind } = notice as { kind: string };
			return kind.startsWith('follow-up') ? [kind] : [];
		});
	const log = () => [...unit.store.log()];
	const sent = () =>
		log()
			.filter(({ type, author }) => type === 'message.add' && author !== '~portal')
			.map(({ author, body }) => [author, JSON.parse(body) as unknown]);
	return {
		...{ ...world, agent, other, team, target, pass, restart, draft, plan, asked },
		...{ states, told, sent, log }
	};
}

describe('a follow-up that a rule planned', () => {
	const define = (unit: OrgUnit, on: boolean) => {
		const shape = { names: { en: 'Ask' }, order: 0, archived: false, query: '', stop: false };
		const actions = [{ do: 'addTag', value: 'a' } as const];
		const value = { ...shape, on, when: { on: 'created', value: 'staff' }, actions } as const;
		return submitAutomation(unit, '~founding', [
			{
				type: 'org.entry',
				target: `org.${unit.org}`,
				body: { catalogue: 'rule', code: 'ask', value }
			}
		]);
	};
	const planBy = async ({ unit, target, clock }: Awaited<ReturnType<typeof aTicket>>) => {
		await define(unit, true);
		const at = clock.now() + HOUR;
		const body = { at, kind: 'send', words: 'Does it run?', round: 0 } as const;
		await submitAutomation(unit, '~rule:ask', [{ type: 'ticket.add-follow-up', target, body }]);
	};

	it('[FW2, AU13] goes out in the name of the rule, and is nobody’s answer', async () => {
		const desk = await aTicket();
		await planBy(desk);
		desk.pass(2 * HOUR);
		expect(desk.sent()).toEqual([['~rule:ask', { kind: 'public', text: 'Does it run?' }]]);
		expect(desk.states()).toEqual(['done']);
		const { service } = desk.unit.world.entities.get(desk.target).thread;
		expect(service.firstReplyMs).toBeNull();
		desk.restart();
		desk.pass(HOUR);
		expect(desk.sent()).toHaveLength(1);
	});

	it('[FW7, AU13] is cancelled by a reply, as those made by hand', async () => {
		const desk = await aTicket();
		await planBy(desk);
		await desk.asked();
		desk.pass(2 * HOUR);
		expect([desk.states(), desk.sent()]).toEqual([['replied'], []]);
	});

	it('[FW5] is not sent once the rule is switched off, and who has the ticket is told', async () => {
		const desk = await aTicket();
		await planBy(desk);
		await define(desk.unit, false);
		desk.pass(2 * HOUR);
		expect([desk.states(), desk.sent()]).toEqual([['missed'], []]);
		expect(desk.told(desk.agent.person)).toEqual(['follow-up-missed']);
	});
});

describe('a follow-up at its time', () => {
	it('[FW1] tells whoever is to be reminded, and stays due', async () => {
		const { plan, pass, states, told, agent, other, unit, target } = await aTicket();
		await plan({ person: other.person as PersonId });
		expect(pass(2 * HOUR)).toBeDefined();
		expect([states(), told(other.person)]).toEqual([['open'], []]);
		pass(HOUR);
		expect([states(), told(other.person), told(agent.person)]).toEqual([
			['due'],
			['follow-up'],
			[]
		]);
		expect(unit.world.ticket(target)?.followUps).toHaveLength(1);
	});

	it('[FW2] sends a message in the name of who planned it, which is an answer of theirs', async () => {
		const { plan, pass, states, sent, agent, unit, target } = await aTicket();
		await plan({ kind: 'send', words: 'Does it run?' });
		pass(3 * HOUR);
		expect(states()).toEqual(['done']);
		const words = { kind: 'public', text: 'Does it run?' };
		expect(sent()).toEqual([[followUpAuthor(agent.person), words]]);
		const service = serviceRecord(unit.world.entities.get(target).thread.service);
		expect(service?.firstReplyMs).not.toBeNull();
	});

	it('[FW3] is done once, whatever happens to the process', async () => {
		const { plan, pass, restart, sent, told, agent, log, unit } = await aTicket();
		await plan({ kind: 'send', words: 'Does it run?' });
		await plan();
		restart();
		pass(3 * HOUR);
		const before = log().length;
		restart();
		pass(MINUTE);
		restart();
		pass(30 * HOUR);
		expect([sent().length, told(agent.person)]).toEqual([1, ['follow-up']]);
		expect(log()).toHaveLength(before);
		expect(verify(unit.org, unit.store.database).differences).toEqual([]);
	});

	it('[FW4] is done late after an outage, and after a day only told', async () => {
		const { plan, pass, restart, states, told, sent, agent } = await aTicket();
		await plan();
		await plan({ kind: 'send', words: 'Late?' });
		pass();
		restart();
		pass(3 * HOUR + 23 * HOUR);
		expect([states(), sent().length]).toEqual([['due', 'done'], 1]);
		await plan();
		await plan({ kind: 'send', words: 'Too late?' });
		pass();
		restart();
		pass(3 * HOUR + 25 * HOUR);
		expect(states().slice(2)).toEqual(['missed', 'missed']);
		expect(sent()).toHaveLength(1);
		expect(told(agent.person).sort()).toEqual([
			...['follow-up', 'follow-up-missed', 'follow-up-missed']
		]);
	});

	it('[FW4] is planned anew when it is moved, also after it was due', async () => {
		const { plan, pass, states, told, agent, submitAs, unit, target, clock } = await aTicket();
		const { id } = await plan();
		const moved = async (ms: number) => {
			const body = { followUp: id, field: 'at', value: clock.now() + ms } as const;
			await submitAs(unit, agent, agent.change('ticket.follow-up', target, body));
			pass();
		};
		await moved(5 * HOUR);
		pass(4 * HOUR);
		expect(states()).toEqual(['open']);
		pass(HOUR);
		expect(states()).toEqual(['due']);
		await moved(HOUR);
		expect(states()).toEqual(['open']);
		pass(HOUR);
		expect([states(), told(agent.person)]).toEqual([['due'], ['follow-up', 'follow-up']]);
	});

	it('[FW5] sends nothing in the name of somebody who may not write there any more', async () => {
		const { plan, pass, states, sent, told, agent, other, unit, target } = await aTicket();
		await plan({ kind: 'send', words: 'Does it run?' });
		const given = { field: 'assignee', value: other.person };
		await submitAutomation(unit, '~test', [
			{ type: 'ticket.field', target, body: given },
			{
				type: 'person.field',
				target: `person.${agent.person}`,
				body: { field: 'blocked', value: true }
			}
		]);
		pass(3 * HOUR);
		expect([states(), sent()]).toEqual([['missed'], []]);
		expect(told(other.person)).toEqual(['follow-up-missed']);
	});

	it('[FW6] is nothing when its ticket is done, and does not come back with it', async () => {
		const { plan, pass, states, sent, unit, target } = await aTicket();
		await plan({ kind: 'send', words: 'Does it run?' });
		const state = (round: number, status: string, statusClass: string) =>
			submitAutomation(unit, '~rule:done', [
				{
					type: 'ticket.state',
					target,
					body: { round, status, class: statusClass, resolution: 'Done' }
				}
			]);
		await state(0, 'solved', 'done');
		pass(HOUR);
		expect(states()).toEqual(['ended']);
		await state(1, 'open', 'open');
		pass(3 * HOUR);
		expect([states(), sent()]).toEqual([['ended'], []]);
	});
});

it('[FW6] rests while its ticket is deleted', async () => {
	const { plan, pass, states, sent, unit, target } = await aTicket();
	await plan({ kind: 'send', words: 'Does it run?' });
	const remove = (reason: string | null) =>
		submitAutomation(unit, '~test', [{ type: 'ticket.remove', target, body: { reason } }]);
	await remove('Twice');
	pass(3 * HOUR);
	expect([states(), sent()]).toEqual([['open'], []]);
	await remove(null);
	pass(MINUTE);
	expect(states()).toEqual(['done']);
});

describe('a customer who replies', () => {
	it('[FW7] cancels what waits, but not what is to stay', async () => {
		const { plan, pass, asked, states, sent, log } = await aTicket();
		await plan();
		await plan({ kind: 'send', words: 'Does it run?' });
		await plan({ keep: true });
		pass(HOUR);
		await asked();
		pass();
		expect(states()).toEqual(['replied', 'replied', 'open']);
		expect(log().at(-1)?.author.startsWith('~follow-up:')).toBe(true);
		pass(3 * HOUR);
		expect([states(), sent()]).toEqual([['replied', 'replied', 'due'], []]);
	});

	it('[FW7] cancels nothing that was planned because of it, or planned again', async () => {
		const { plan, pass, asked, states, submitAs, agent, unit, target } = await aTicket();
		await asked();
		pass(MINUTE);
		const { id } = await plan();
		pass();
		expect(states()).toEqual(['open']);
		await asked();
		pass(MINUTE);
		expect(states()).toEqual(['replied']);
		const value = { state: 'open', round: 0 } as const;
		const again = agent.change('ticket.follow-up', target, { followUp: id, field: 'state', value });
		await submitAs(unit, agent, again);
		pass(MINUTE);
		expect(states()).toEqual(['open']);
		await asked();
		pass();
		expect(states()).toEqual(['replied']);
	});

	it('[FW7] before the planner has heard of it: the reply came first, the plan was made offline', async () => {
		const { draft, pass, asked, states, submitAs, agent, unit, clock } = await aTicket();
		const offline = draft();
		clock.advance(MINUTE);
		await asked();
		await submitAs(unit, agent, offline);
		pass();
		expect(states()).toEqual(['replied']);
	});

	it('[FW7] offline, before it was planned, and heard of only afterwards', async () => {
		const { plan, pass, states, other, unit, target } = await aTicket();
		// An import may bring with its own stamp what was said before: only its arrival is new.
		const early = other.change('message.add', target, { kind: 'public', text: 'Works again' });
		pass(MINUTE);
		await plan();
		pass(HOUR);
		expect(states()).toEqual(['open']);
		const sender = { author: '~import', device: '', revoked: false };
		const mail = { from: { name: 'R' }, sentMs: 1, messageId: 'a@b' };
		await unit.submit({
			sender,
			entries: [{ ...early, body: { kind: 'public', text: 'Works again', mail } }]
		});
		pass();
		expect(states()).toEqual(['replied']);
	});

	it('[FW7] too late changes nothing of what was sent', async () => {
		const { plan, pass, asked, states, sent, log } = await aTicket();
		await plan({ kind: 'send', words: 'Does it run?' });
		pass(3 * HOUR);
		const before = log().length;
		await asked();
		pass(MINUTE);
		expect([states(), sent().length, log().length]).toEqual([['done'], 1, before + 1]);
	});
});
