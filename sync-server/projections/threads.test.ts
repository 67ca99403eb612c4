import { afterEach, describe, expect, it } from 'vitest';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { THREAD_LIMITS } from '#lib/documents/thread-doc.ts';
import { founded, testOrg, type PaperDevice } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import { verify } from '../pipeline/rebuild.ts';
import { readRecordPage, readThreadPage } from './thread-page.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function anOrg(seed = 1) {
	const world = testOrg(seed);
	cleanups.push(world.remove);
	const { unit, device, submitAs, clock } = world;
	const makers = [device('a'), device('b'), device('c')];
	const people = makers.map((maker) => device(maker.newId()));
	const teams = [device('t').newId(), device('u').newId()] as TeamId[];
	const ids = people.map(({ person }) => person);
	await found(unit, {
		name: 'Test',
		people: founded(ids, 'agent'),
		teams: teams.map((id) => ({ id, name: 'T', color: 0, members: ids, supervisors: [] }))
	});
	const [one = '', two = ''] = teams;
	const [alice, bob] = people as [PaperDevice, PaperDevice];
	const ticket = `ticket.${alice.newId()}` as const;
	const id = ticket.slice('ticket.'.length);
	const create = alice.change('ticket.create', ticket, { team: one as TeamId, subject: 'A' });
	await submitAs(unit, alice, create);
	const rowIn = (name: string) => {
		const content = unit.projector.content(name);
		return content?.[name.startsWith('team.') ? 'rows' : 'tickets']?.[id];
	};
	return { ...world, people, alice, bob, one, two, teams, ticket, id, rowIn, clock };
}

const STATES = [
	{ status: 'open', class: 'open' },
	{ status: 'solved', class: 'done' }
] as const;

describe('the rows of a ticket', () => {
	it('[PJ5] stand in its team and with its people, and go where it goes', async () => {
		const { unit, submitAs, alice, bob, one, two, ticket, rowIn } = await anOrg();
		await submitAs(unit, bob, bob.change('ticket.take', ticket, { expected: null }));
		expect(rowIn(`team.${one}`)).toMatchObject({ assignee: bob.person });
		expect(rowIn(`user.${bob.person}`)).toEqual(rowIn(`team.${one}`));
		await submitAs(
			unit,
			alice,
			alice.change('ticket.transfer', ticket, { team: two as TeamId }),
			alice.change('ticket.field', ticket, { field: 'assignee', value: null })
		);
		expect(rowIn(`team.${one}`)).toBeUndefined();
		expect(rowIn(`team.${two}`)).toMatchObject({ assignee: null });
		expect(rowIn(`user.${bob.person}`)).toBeUndefined();
	});

	it('[PJ6] leave the lists long after it was closed, and come back with any change', async () => {
		const { unit, submitAs, alice, one, ticket, rowIn, clock } = await anOrg();
		unit.sweep(clock.now() + 1_000);
		expect(rowIn(`team.${one}`)).toBeDefined();
		const solve = { round: 0, status: 'solved', class: 'done', resolution: 'Done' } as const;
		await submitAs(unit, alice, alice.change('ticket.state', ticket, solve));
		unit.sweep(clock.now() - 1_000);
		expect(rowIn(`team.${one}`)).toBeDefined();
		unit.sweep(clock.now() + 1_000);
		expect(rowIn(`team.${one}`)).toBeUndefined();
		expect(rowIn(`user.${alice.person}`)).toBeUndefined();
		clock.advance(5_000);
		// That it helped elsewhere is no work on it.
		const opinion = { set: 'helpful', element: alice.person, present: true } as const;
		await submitAs(unit, alice, alice.change('ticket.element', ticket, opinion));
		expect(rowIn(`team.${one}`)).toBeUndefined();
		const note = alice.change('message.add', ticket, { kind: 'note', text: 'Back' });
		await submitAs(unit, alice, note);
		expect(rowIn(`team.${one}`)).toMatchObject({ messages: 1 });
	});

	it('[PJ15] are nowhere while it is deleted', async () => {
		const { unit, submitAs, bob, one, ticket, rowIn } = await anOrg();
		await submitAs(unit, bob, bob.change('ticket.take', ticket, { expected: null }));
		const deleted = async (reason: string | null) => {
			const draft = { type: 'ticket.remove', target: ticket, body: { reason } } as const;
			const [settled] = await submitAutomation(unit, '~test', [draft]);
			expect(settled?.verdict).toEqual({ ok: true });
			return [`team.${one}`, `user.${bob.person}`].map((name) => rowIn(name) !== undefined);
		};
		expect(await deleted('Twice')).toEqual([false, false]);
		expect(await deleted(null)).toEqual([true, true]);
	});
});

describe('the record of changes', () => {
	it('[PJ8] holds no words of messages, which are taken back with them', async () => {
		const { unit, submitAs, alice, ticket } = await anOrg();
		const said = alice.change('message.add', ticket, { kind: 'note', text: 'First secret' });
		const other = { message: said.id, text: 'Second secret' };
		const taken = { message: said.id, retracted: true };
		await submitAs(unit, alice, said, alice.change('message.edit', ticket, other));
		const { changes, cells } = unit.projector.content(ticket) ?? {};
		expect(Object.keys(changes ?? {})).toContain(said.id);
		expect(JSON.stringify(changes)).not.toContain('secret');
		expect(JSON.stringify(cells)).toContain('Second secret');
		await submitAs(unit, alice, alice.change('message.retract', ticket, taken));
		expect(JSON.stringify(unit.projector.content(ticket)?.['changes'])).not.toContain('secret');
	});
});

describe('a long thread', () => {
	it('[PJ7] keeps its newest 500 messages; pages hold the others, none missing', async () => {
		const { unit, submitAs, alice, ticket, clock } = await anOrg();
		const made: string[] = [];
		for (let batch = 0; batch < 6; batch += 1) {
			const messages = Array.from({ length: 120 }, (_, index) => {
				clock.advance(1);
				const text = `message ${batch} ${index}`;
				return alice.change('message.add', ticket, { kind: 'note', text });
			});
			made.push(...messages.map(({ id }) => id));
			await submitAs(unit, alice, ...messages);
		}
		const { cells = {}, meta } = unit.projector.content(ticket) ?? {};
		const idsIn = (keys: readonly string[]) =>
			keys.filter((key) => key.endsWith('/seq')).map((key) => key.split('/')[1] ?? '');
		const shown = idsIn(Object.keys(cells));
		expect(new Set(shown)).toEqual(new Set(made.slice(-THREAD_LIMITS.messages)));
		expect(meta).toMatchObject({ seq: 720, sealed: 220 });
		const paged: string[] = [];
		for (let before = 221; before > 1;) {
			const page = readThreadPage(unit.store, ticket, before);
			paged.push(...idsIn(Object.keys(page.cells)));
			before = page.sealed + 1;
		}
		expect(new Set(paged)).toEqual(new Set(made.slice(0, 220)));
		expect(paged).toHaveLength(220);
	});

	it('[PJ7] shows an edit of an old message in its page and not in the document', async () => {
		const { unit, submitAs, alice, ticket } = await anOrg();
		const say = () => alice.change('message.add', ticket, { kind: 'note', text: 'x' });
		const first = say();
		await submitAs(unit, alice, first, ...Array.from({ length: 510 }, say));
		const edit = alice.change('message.edit', ticket, { message: first.id, text: 'edited' });
		await submitAs(unit, alice, edit);
		const cells = unit.projector.content(ticket)?.cells ?? {};
		expect(Object.keys(cells).filter((key) => key.includes(first.id))).toEqual([]);
		expect(JSON.stringify(readThreadPage(unit.store, ticket, 2).cells)).toContain('edited');
	});
});

describe('a long record', () => {
	it('[PJ17] keeps its newest 300 changes; pages hold the others, none missing and without words', async () => {
		const { unit, submitAs, alice, ticket } = await anOrg();
		const [oldest] = unit.store.recentChanges(ticket, 9).reverse();
		const say = (text: string) => alice.change('message.add', ticket, { kind: 'note', text });
		const first = say('A secret');
		const tags = Array.from({ length: 340 }, (_, index) => {
			const body = { set: 'tags', element: 'vip', present: index % 2 === 0 } as const;
			return alice.change('ticket.element', ticket, body);
		});
		await submitAs(unit, alice, first, ...tags);
		const made = [first, ...tags].map(({ id }) => id);
		const held = Object.keys(unit.projector.content(ticket)?.['changes'] ?? {});
		expect(new Set(held)).toEqual(new Set(made.slice(-THREAD_LIMITS.changes)));
		const paged: string[] = [];
		for (
			let before: string | undefined = tags.at(-THREAD_LIMITS.changes)?.at;
			before !== undefined;
		) {
			const { changes, isWhole } = readRecordPage(unit.store, ticket, before);
			expect(JSON.stringify(changes)).not.toContain('secret');
			paged.push(...changes.map(({ id }) => id));
			before = isWhole ? undefined : changes.at(-1)?.at;
		}
		expect(paged).toContain(oldest?.id);
		expect(paged).toEqual(expect.arrayContaining(made.slice(0, -THREAD_LIMITS.changes)));
		expect(paged.filter((id) => held.includes(id))).toEqual([]);
	});
});

describe('documents written change by change', () => {
	it.each(Array.from({ length: 20 }, (_, index) => index + 100))(
		'[PJ8] hold what the log says, whatever came in which batch (seed %i)',
		async (seed) => {
			const { unit, submitAs, random, people, teams, ticket, org, clock, alice } =
				await anOrg(seed);
			const any = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
			const second = `ticket.${alice.newId()}` as const;
			const lost = `ticket.${alice.newId()}` as const;
			const aChange = (who: PaperDevice) => {
				const target = any([ticket, ticket, second, lost]);
				const person = any(people).person as PersonId;
				return any([
					() => who.change('ticket.create', second, { team: any(teams), subject: 'B' }),
					() => who.change('ticket.transfer', target, { team: any(teams) }),
					() => who.change('ticket.take', target, { expected: any([null, person]) }),
					() =>
						who.change('ticket.element', target, {
							set: 'followers',
							element: person,
							present: random.next() < 0.5
						}),
					() =>
						who.change('ticket.state', target, {
							round: any([0, 1]),
							...any(STATES),
							resolution: 'Done'
						}),
					() =>
						who.change('message.add', target, { kind: 'public', text: 'x', mentions: [person] }),
					() =>
						who.change('channel.create', `channel.${who.newId()}`, {
							kind: 'channel',
							name: 'C',
							members: [person],
							team: any([null, ...teams])
						})
				])();
			};
			for (let round = 0; round < 12; round += 1) {
				clock.advance(Math.floor(random.next() * 2_000));
				const frames = Array.from({ length: 1 + Math.floor(random.next() * 4) }, () => {
					const who = any(people);
					return submitAs(unit, who, ...Array.from({ length: 3 }, () => aChange(who)));
				});
				await Promise.all(frames);
				if (random.next() < 0.2) unit.sweep(clock.now() - 1_000);
			}
			const verified = verify(org, unit.store.database);
			expect(verified.differences).toEqual([]);
			expect(verified.changes).toBeGreaterThan(40);
		}
	);
});
