import { afterEach, describe, expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { testOrg } from '../../tests/support/org.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import { rebuild } from '../pipeline/rebuild.ts';
import { problemSentence, searchTickets } from './search.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

const ROLES = ['agent', 'agent', 'org-admin', 'requester', 'field-agent'] as const;

/** Two teams with an agent each, an administrator, a requester and somebody in the field. */
async function anOrg() {
	const world = testOrg(5);
	cleanups.push(world.remove);
	const { unit, device } = world;
	const maker = device('x');
	const id = () => maker.newId();
	const teams = [id(), id()] as const;
	const people = ROLES.map((role, index) => ({
		id: id(),
		name: `Person ${index}`,
		role,
		userName: `p${index}`,
		email: null
	}));
	const [one, two, , , five] = people.map((person) => person.id);
	await found(unit, {
		name: 'Test',
		people,
		teams: [
			{ id: teams[0], name: 'Day', color: 0, members: [one ?? '', five ?? ''], supervisors: [] },
			{ id: teams[1], name: 'Night', color: 0, members: [two ?? ''], supervisors: [] }
		]
	});
	const ticket = async (subject: string, text: string, more: object = {}) => {
		const target = `ticket.${id()}` as const;
		const message = { kind: 'note', text };
		const body = { team: teams[0] as TeamId, subject, message, ...more };
		await submitAutomation(unit, '~test', [{ type: 'ticket.create', target, body: body as never }]);
		world.clock.advance(1_000);
		return target;
	};
	const ask = (who: number, text: string, on = unit) => {
		const actor = on.world.directory.actor(people[who]?.id ?? '');
		if (actor === undefined) throw new Error('nobody');
		const nowMs = world.clock.now();
		const searching = searchTickets(on, { text, actor, nowMs, timeZone: 'UTC' });
		if (!searching.ok) throw new Error(problemSentence(searching.problem));
		return searching.answer.hits;
	};
	const subjects = (who: number, text: string) => ask(who, text).map(({ subject }) => subject);
	return { ...world, teams, people: people.map((person) => person.id), ticket, ask, subjects };
}

type Org = Awaited<ReturnType<typeof anOrg>>;
const say = (org: Org, target: `ticket.${string}`, text: string) =>
	submitAutomation(org.unit, '~test', [
		{ type: 'message.add', target, body: { kind: 'public', text } }
	]);
const messageIn = (org: Org, target: string, place: number) =>
	org.unit.store.messagesBetween(target, place, place + 1)[0] ?? '';

describe('a search of the server', () => {
	it('[PJ15] finds what was deleted for who may bring it back and asks for it', async () => {
		const org = await anOrg();
		const target = await org.ticket('Lamp', 'flickering');
		const remove = (reason: string | null) =>
			submitAutomation(org.unit, '~test', [{ type: 'ticket.remove', target, body: { reason } }]);
		await remove('Spam');
		for (const who of [0, 2]) expect(org.subjects(who, 'lamp')).toEqual([]);
		expect(org.subjects(0, 'lamp is:deleted')).toEqual([]);
		expect(org.subjects(2, 'lamp is:deleted')).toEqual(['Lamp']);
		await remove(null);
		expect(org.subjects(0, 'lamp')).toEqual(['Lamp']);
	});

	it('[SE1] finds what somebody has not read, by how far their devices say that they have', async () => {
		const org = await anOrg();
		const [one = '', two = ''] = org.people;
		const mine = await org.ticket('Lamp', 'flickering', { assignee: one });
		await org.ticket('Door', 'stuck', { assignee: two });
		expect(org.subjects(0, 'is:unread')).toEqual(['Lamp']);
		expect(org.subjects(0, 'is:unread,merged -is:unread')).toEqual([]);
		const read = { type: 'user.mark', target: `user.${one}`, body: { of: mine, seq: 1 } } as const;
		await submitAutomation(org.unit, '~test', [read as never]);
		expect(org.subjects(0, 'is:unread')).toEqual([]);
		await say(org, mine, 'still flickering');
		expect(org.subjects(0, 'is:unread')).toEqual(['Lamp']);
	});

	it('[SE1] finds what the asker may read, and nothing else', async () => {
		const org = await anOrg();
		const [, night] = org.teams;
		const [, , , requester, five] = org.people;
		await org.ticket('Lamp of the day', 'flickering');
		await org.ticket('Lamp of the night', 'flickering', { team: night });
		const shared = await org.ticket('Lamp of both', 'flickering', { team: night });
		for (const element of [five, requester])
			await submitAutomation(org.unit, '~test', [
				{
					type: 'ticket.element',
					target: shared,
					body: { set: 'followers', element: element ?? '', present: true }
				}
			]);
		for (const text of ['lamp', 'flickering', 'flikering', 'is:open', 'team:Night OR team:Day']) {
			expect(org.subjects(0, text), text).toEqual(['Lamp of the day']);
			expect(org.subjects(1, text), text).toEqual(['Lamp of both', 'Lamp of the night']);
			expect(org.subjects(2, text), text).toHaveLength(3);
			expect(org.subjects(3, text), text).toEqual([]);
			expect(org.subjects(4, text), text).toEqual(['Lamp of both']);
		}
	});

	it('[SE2] finds what is committed, as it is now', async () => {
		const org = await anOrg();
		const lift = await org.ticket('Lift', 'stuck between floors', { tags: ['vip'] });
		await say(org, lift, 'The Netzwerkdrucker is fine.');
		for (const text of ['lift', 'stuck "between floors"', 'drucker', 'vip -lamp', '#1'])
			expect(org.subjects(0, text), text).toEqual(['Lift']);
		for (const text of ['"floors between"', 'lift -drucker', 'drucker lamp'])
			expect(org.subjects(0, text), text).toEqual([]);
		expect(org.ask(0, 'drucker')[0]).toMatchObject({ excerpt: 'The Netzwerkdrucker is fine.' });

		const message = messageIn(org, lift, 2);
		await submitAutomation(org.unit, '~test', [
			{ type: 'message.edit', target: lift, body: { message, text: 'The scanner is fine.' } },
			{ type: 'ticket.field', target: lift, body: { field: 'subject', value: 'Elevator' } }
		]);
		expect([org.subjects(0, 'drucker'), org.subjects(0, 'lift')]).toEqual([[], []]);
		expect(org.subjects(0, 'scanner elevator')).toEqual(['Elevator']);
		await submitAutomation(org.unit, '~test', [
			{ type: 'message.retract', target: lift, body: { message, retracted: true } }
		]);
		expect(org.subjects(0, 'scanner')).toEqual([]);
	});

	it('[QY9] [SE2] finds choices by what they are called now, and numbers in fields', async () => {
		const org = await anOrg();
		const define = (code: string, kind: string, names: object) =>
			submitAutomation(org.unit, '~test', [
				{
					type: 'org.entry',
					target: `org.${org.unit.world.org}`,
					body: {
						catalogue: 'field',
						code,
						value: {
							...{ names: { en: code }, order: 1, archived: false, kind, teams: [], types: [] },
							...{ required: false, options: kind === 'choice' ? [{ code: 'hp', names }] : [] }
						}
					}
				} as never
			]);
		await define('device', 'choice', { en: 'Office printer', de: 'Bürodrucker' });
		await define('asset', 'number', {});
		const lamp = await org.ticket('Lamp', 'flickering');
		await org.ticket('Lift', 'stuck');
		for (const body of [
			{ field: 'device', value: 'hp' },
			{ field: 'asset', value: 4711 }
		])
			await submitAutomation(org.unit, '~test', [{ type: 'ticket.custom', target: lamp, body }]);
		for (const text of ['drucker', '"office printer"', 'printer -lift', '4711', 'lamp 4711'])
			expect(org.subjects(0, text), text).toEqual(['Lamp']);
		for (const text of ['device', 'lift drucker', '47', 'lamp -4711'])
			expect(org.subjects(0, text), text).toEqual([]);
		await define('device', 'choice', { en: 'Scanner' });
		expect(org.subjects(0, 'drucker')).toEqual([]);
		expect(org.subjects(0, 'scanner')).toEqual(['Lamp']);
	});

	it('[SE2] puts subjects before messages, the newest first, and guesses last', async () => {
		const org = await anOrg();
		await org.ticket('Guess', 'a drukcer');
		await org.ticket('Message', 'the drucker');
		await org.ticket('Old drucker', 'x');
		await org.ticket('New drucker', 'x');
		expect(org.subjects(0, 'drucker')).toEqual(['New drucker', 'Old drucker', 'Message', 'Guess']);
		expect(org.ask(0, 'drucker').map(({ isGuess }) => isGuess)).toEqual([
			false,
			false,
			false,
			true
		]);
	});

	it('[SE2] knows words again that were lost with a commit that failed', async () => {
		const org = await anOrg();
		const { database } = org.unit.store;
		const lift = await org.ticket('Lift', 'stuck');
		org.unit.search.putText(1, 7, ['zeppelins']);
		org.unit.search.dropText(1, 7);
		expect(org.unit.search.wordsWith('zepp', 9)).toEqual(['zeppelins']);
		database.transaction(() => {
			org.unit.search.putText(1, 7, ['blimps']);
			database.exec('DELETE FROM search_known; DELETE FROM search_words');
		})();
		org.unit.search.forget();
		await say(org, lift, 'All blimps and zeppelins.');
		expect(org.subjects(0, 'zeppelin blimp')).toEqual(['Lift']);
	});

	it('[SE2] looks no further than heads where these are enough', async () => {
		const org = await anOrg();
		for (let index = 0; index < 4; index += 1) await org.ticket(`Said ${index}`, 'lamp and lift');
		for (let index = 0; index < 55; index += 1)
			await org.ticket(`Lamp ${index}`, index % 2 === 0 ? 'lift' : 'dark');
		const found = org.subjects(0, 'lamp');
		expect([found.length, found[0], found.at(-1)]).toEqual([50, 'Lamp 54', 'Lamp 5']);
		// What is turned round is looked for everywhere, and what heads lack in messages.
		expect(org.subjects(0, 'lamp -lift')).toHaveLength(27);
		expect(org.subjects(0, 'lamp lift').slice(-4)).toEqual([
			'Said 3',
			'Said 2',
			'Said 1',
			'Said 0'
		]);
		expect(org.subjects(0, 'lamp subject:said')).toHaveLength(4);
	});

	it('[SE3] answers the same when it was made anew from the log', async () => {
		const org = await anOrg();
		const lift = await org.ticket('Lift', 'stuck', { requester: { name: 'Jörg' } });
		await say(org, lift, 'Retracted words');
		await submitAutomation(org.unit, '~test', [
			{
				type: 'message.retract',
				target: lift,
				body: { message: messageIn(org, lift, 2), retracted: true }
			}
		]);
		const texts = ['lift', 'stukc', 'jorg', 'retracted', 'is:open', 'created:today'];
		const before = texts.map((text) => org.ask(0, text));
		await org.unit.close();
		const database = openDatabase(org.file, ORG_MIGRATIONS);
		rebuild(org.org, database, { randomClient: () => 7, now: org.clock.now });
		database.close();
		const again = org.open();
		expect(texts.map((text) => org.ask(0, text, again))).toEqual(before);
		expect(before.map(({ length }) => length)).toEqual([1, 1, 1, 0, 1, 1]);
		await again.close();
	});

	it('[SE4] reads names, and says what it cannot read', async () => {
		const org = await anOrg();
		const [one] = org.people;
		await org.ticket('Mine', 'x', { assignee: one, priority: 'high' });
		for (const text of ['assignee:me', 'assignee:"Person 0"', 'assignee:p0', 'priority:>normal'])
			expect(org.subjects(0, text), text).toEqual(['Mine']);
		expect(() => org.ask(0, 'a status:sleeping')).toThrow(
			'At character 3: nothing is called "sleeping".'
		);
		expect(() => org.ask(0, 'stauts:open')).toThrow('At character 1: "stauts" is nothing that');
	});
});
