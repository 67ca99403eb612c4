import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { conflicts } from '#lib/domain/history.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { makeStamp, stampMs } from '#lib/domain/stamp.ts';
import { testOrg, type PaperDevice } from '../../tests/support/org.ts';
import { submitAutomation } from './automation.ts';
import { found } from './founding.ts';
import { verify } from './rebuild.ts';
import { readLogRow } from './record.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function anOrg() {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, device, submitAs, admin } = world;
	const team = device('x').newId() as TeamId;
	const [alice, bob] = [device(device('a').newId()), device(device('b').newId())];
	const staff = [alice, bob].map(({ person }, index) => ({
		id: person,
		name: `Person ${index}`,
		role: 'agent',
		userName: `p${index}`,
		email: null
	}));
	await found(unit, {
		name: 'Test',
		people: [{ id: admin, name: 'Ada', role: 'org-admin', userName: 'ada', email: null }, ...staff],
		teams: [
			{ id: team, name: 'Desk', color: 1, members: [alice.person, bob.person], supervisors: [] }
		]
	});
	const ticket = `ticket.${alice.newId()}` as const;
	const create = alice.change('ticket.create', ticket, { team, subject: 'A' });
	const submit = async (who: PaperDevice, ...changes: Change[]) => submitAs(unit, who, ...changes);
	const user = (who: PaperDevice) => unit.projector.content(`user.${who.person}`);
	const document = () => unit.projector.content(ticket);
	return { ...world, team, alice, bob, ticket, create, submit, user, document };
}

const priority = (
	who: PaperDevice,
	ticket: `ticket.${string}`,
	value: 'high' | 'low',
	saw: Change['saw'] = []
) => who.change('ticket.field', ticket, { field: 'priority', value }, saw);

describe('taking changes in', () => {
	it('[PL1] settles a change once, whoever brings it and however often', async () => {
		const { alice, bob, create, submit, unit } = await anOrg();
		expect(await submit(alice, create, create)).toMatchObject([
			{ verdict: { ok: true }, again: false },
			{ verdict: { ok: true }, again: true }
		]);
		expect(await submit(bob, create)).toMatchObject([{ verdict: { ok: true }, again: true }]);
		expect([...unit.store.log()].filter(({ id }) => id === create.id)).toHaveLength(1);
	});

	it('[PL1] keeps a refusal: sent again, the change is not judged anew', async () => {
		const { alice, bob, ticket, create, submit } = await anOrg();
		await submit(alice, create, alice.change('ticket.take', ticket, { expected: null }));
		const late = bob.change('ticket.take', ticket, { expected: null });
		expect((await submit(bob, late))[0]?.verdict).toMatchObject({ reason: 'taken' });
		await submit(alice, alice.change('ticket.field', ticket, { field: 'assignee', value: null }));
		expect((await submit(bob, late))[0]).toMatchObject({ again: true, verdict: { ok: false } });
	});

	it('[PL2] replaces a stamp that lies too far ahead, and tells its author', async () => {
		const { alice, create, submit, user, ticket, document, clock } = await anOrg();
		await submit(alice, create);
		const change = priority(alice, ticket, 'high');
		const far = makeStamp(clock.now() + 3_600_000, 0, `${alice.device}00`);
		await submit(alice, { ...change, at: far });
		const replaced = String(user(alice)?.rewrites?.[far]);
		expect(stampMs(replaced as typeof far)).toBeLessThanOrEqual(clock.now() + 60_000);
		expect(document()?.cells?.priority).toEqual(['high', replaced]);
		const near = makeStamp(clock.now() + 59_000, 0, `${alice.device}00`);
		await submit(alice, { ...priority(alice, ticket, 'low'), at: near });
		expect(document()?.cells?.priority).toEqual(['low', near]);
		expect(Object.keys(user(alice)?.rewrites ?? {})).toEqual([far]);
	});

	it('[PL2] replaces a stamp that another change bears already', async () => {
		const { alice, create, submit, user, ticket, unit } = await anOrg();
		const twin = { ...priority(alice, ticket, 'high'), at: create.at };
		await submit(alice, create);
		await submit(alice, twin);
		expect(user(alice)?.rewrites?.[create.at]).toBe(unit.store.change(twin.id)?.at);
		expect(unit.store.change(twin.id)?.at).not.toBe(create.at);
	});

	it('[PL3] reads a replaced stamp in what a later change saw as what it became', async () => {
		const { alice, create, submit, ticket, clock, unit, document } = await anOrg();
		await submit(alice, create);
		const far = makeStamp(clock.now() + 3_600_000, 0, `${alice.device}00`);
		await submit(alice, { ...priority(alice, ticket, 'high'), at: far });
		const later = { ...priority(alice, ticket, 'low'), saw: [far] };
		const at = makeStamp(clock.now() + 3_600_001, 0, `${alice.device}00`);
		await submit(alice, { ...later, at });
		const saw = JSON.parse(unit.store.change(later.id)?.saw ?? '[]') as string[];
		expect(saw).toEqual([unit.store.rewritten(far, alice.device)]);
		expect(document()?.cells?.priority?.[0 as never]).toBe('low');
	});

	it('[PL3] finds them without reading the whole log', async () => {
		const { unit } = await anOrg();
		const plan = unit.store.database
			.prepare<[], { detail: string }>(
				`EXPLAIN QUERY PLAN SELECT at FROM changes WHERE sent_at = 'a' AND device = 'b'`
			)
			.all();
		expect(plan.map(({ detail }) => detail).join()).toContain('changes_sent_at');
	});

	it('[PL3] reads a refused change in it as what that one saw', async () => {
		const { alice, bob, create, submit, ticket, unit } = await anOrg();
		await submit(alice, create, alice.change('ticket.take', ticket, { expected: null }));
		const refused = bob.change('ticket.take', ticket, { expected: null }, [create.at]);
		const after = bob.change('ticket.field', ticket, { field: 'priority', value: 'low' }, [
			refused.at
		]);
		await submit(bob, refused, after);
		expect(JSON.parse(unit.store.change(after.id)?.saw ?? '')).toEqual([create.at]);
	});

	it('[PL12] lets an automation have seen all that stands there, one change after the other', async () => {
		const { alice, bob, create, submit, ticket, unit } = await anOrg();
		await submit(alice, create, priority(alice, ticket, 'high'));
		const mail = { kind: 'public', text: 'Again' };
		const mails = Array.from(
			{ length: 40 },
			() => ({ type: 'message.add', target: ticket, body: mail }) as const
		);
		for (const { verdict } of await submitAutomation(unit, '~import', mails))
			expect(verdict).toEqual({ ok: true });
		// Were each mail a head of its own, the newest 32 would hide what Alice did.
		const heads = unit.world.entities.get(ticket).thread.frontier;
		expect(heads).toHaveLength(1);
		await submit(
			bob,
			bob.change('ticket.field', ticket, { field: 'priority', value: 'low' }, heads)
		);
		const changes = [...unit.store.log()].flatMap((row) => readLogRow(row).typed ?? []);
		expect(conflicts(changes.filter(({ target }) => target === ticket))).toEqual([]);
	});

	it('[PL12] and nothing that bears a later stamp, when that came before it in the same moment', async () => {
		const { alice, create, submit, ticket, unit, clock } = await anOrg();
		await submit(alice, create);
		const ahead = priority(alice, ticket, 'high', [create.at]);
		const at = makeStamp(clock.now() + 30_000, 0, `${alice.device}00`);
		const tag = { set: 'tags', element: 'lift', present: true };
		const [, [answer]] = await Promise.all([
			submit(alice, { ...ahead, at }),
			submitAutomation(unit, '~rule:a', [{ type: 'ticket.element', target: ticket, body: tag }])
		]);
		expect(unit.world.ticket(ticket)?.priority).toBe('high');
		expect(unit.store.change(answer?.id ?? '')?.saw).toBe('[]');
	});

	it('[PL13] settles a frame in the order in which its changes were made', async () => {
		const { alice, create, submit, ticket, user } = await anOrg();
		const take = alice.change('ticket.take', ticket, { expected: null }, [create.at]);
		const back = alice.change('ticket.take', ticket, { expected: alice.person as never });
		const settled = await submit(alice, back, take, create);
		expect(settled.map(({ id, verdict }) => [id, verdict.ok])).toEqual(
			[create, take, back].map(({ id }) => [id, true])
		);
		expect(user(alice)?.refusals).toBeUndefined();
	});

	it('[PJ9] shows its author what was refused, but not a read mark: nothing of it is lost', async () => {
		const { alice, create, submit, ticket, user, unit } = await anOrg();
		await submit(alice, create);
		const late = { author: alice.person, device: alice.device, revoked: true };
		const words = alice.change('message.add', ticket, { kind: 'note', text: 'Late' });
		const mark = alice.change('user.mark', `user.${alice.person}`, { of: ticket, seq: 1 });
		await unit.submit({ sender: late, entries: [words, mark] });
		expect(Object.keys(user(alice)?.refusals ?? {})).toEqual([words.id]);
	});

	it('[PL4] parks what is about something unknown, shows it to its author, and takes it in then', async () => {
		const { alice, bob, create, submit, ticket, user, unit, document, clock } = await anOrg();
		const early = priority(bob, ticket, 'high');
		await submit(bob, early);
		const earlyMs = clock.now();
		clock.advance(60_000);
		expect(user(bob)?.refusals?.[early.id]).toMatchObject({ reason: 'unknown-target' });
		expect(unit.store.change(early.id)).toBeUndefined();
		expect((await submit(bob, early))[0]).toMatchObject({ again: true });
		await submit(alice, create);
		expect(document()?.changes?.[early.id]).toBeDefined();
		expect(unit.store.change(early.id)?.arrived_ms).toBe(earlyMs);
		expect(user(bob)?.refusals).toBeUndefined();
		expect(unit.store.parked()).toEqual([]);
	});

	it('[PL5] numbers tickets and messages without gap or double, refused ones not', async () => {
		const { alice, bob, create, submit, ticket, team, document, unit } = await anOrg();
		await submit(alice, create);
		const say = (who: PaperDevice) =>
			who.change('message.add', ticket, { kind: 'note', text: 'x', mentions: [] });
		const foreign = { ...say(alice), target: `ticket.${alice.newId()}` as const };
		await submit(alice, say(alice), foreign, say(alice));
		await submit(bob, say(bob));
		const seqs = Object.entries(document()?.cells ?? {})
			.filter(([key]) => key.endsWith('/seq'))
			.map(([, cell]) => (cell as [number])[0]);
		expect(seqs.sort()).toEqual([1, 2, 3]);
		const again = alice.change('ticket.create', ticket, { team, subject: 'double' });
		await submit(alice, again);
		const next = alice.change('ticket.create', `ticket.${alice.newId()}`, { team, subject: 'B' });
		await submit(alice, next);
		expect(unit.world.ticket(next.target)?.number).toBe(2);
	});

	it('[PL6] refuses a reply that a colleague overtook, and says who', async () => {
		const { alice, bob, create, submit, ticket, clock, user, document } = await anOrg();
		await submit(alice, create);
		const reply = (who: PaperDevice, head: string | null) =>
			who.change('message.add', ticket, { kind: 'public', text: 'Hello', head: head as never });
		const offline = reply(bob, null);
		clock.advance(130_000);
		const first = reply(alice, null);
		await submit(alice, first);
		expect((await submit(bob, offline))[0]?.verdict).toMatchObject({ reason: 'others-replied' });
		expect(user(bob)?.refusals?.[offline.id]).toMatchObject({ detail: { by: alice.person } });
		expect(document()?.refused?.[offline.id]).toMatchObject({
			change: { body: { text: 'Hello' } }
		});
		const prompt = reply(bob, null);
		expect((await submit(bob, prompt))[0]?.verdict).toMatchObject({ reason: 'others-replied' });
		const informed = reply(bob, first.id);
		expect((await submit(bob, informed))[0]?.verdict).toEqual({ ok: true });
	});

	it('[PL7] clears a refusal for author and team once it is repeated with success', async () => {
		const { alice, bob, create, submit, ticket, user, document } = await anOrg();
		await submit(alice, create, alice.change('ticket.take', ticket, { expected: null }));
		const refused = bob.change('ticket.take', ticket, { expected: null });
		await submit(bob, refused);
		expect(document()?.refused).toHaveProperty(refused.id);
		const redo = bob.change('ticket.take', ticket, { expected: alice.person as never });
		await submit(bob, { ...redo, redo: refused.id });
		expect(document()?.refused).toBeUndefined();
		expect(user(bob)?.refusals).toBeUndefined();
	});

	it('[PL8] lets an author dismiss a refusal of theirs, and nobody else', async () => {
		const { alice, bob, create, submit, ticket, user, document, unit } = await anOrg();
		await submit(alice, create, alice.change('ticket.take', ticket, { expected: null }));
		const refused = bob.change('ticket.take', ticket, { expected: null });
		const parked = priority(bob, `ticket.${bob.newId()}`, 'high');
		await submit(bob, refused, parked);
		const dismiss = (who: PaperDevice, of: string) =>
			who.change('user.dismiss', `user.${who.person}`, { of });
		await submit(alice, dismiss(alice, refused.id), dismiss(alice, parked.id));
		expect(document()?.refused).toHaveProperty(refused.id);
		expect(Object.keys(user(bob)?.refusals ?? {})).toHaveLength(2);
		await submit(bob, dismiss(bob, refused.id), dismiss(bob, parked.id));
		expect(document()?.refused).toBeUndefined();
		expect(user(bob)?.refusals).toBeUndefined();
		expect(unit.store.parked()).toEqual([]);
	});

	it('[PL9] keeps what is no change with its reason, and takes the rest of the frame', async () => {
		const { alice, create, unit, user, ticket } = await anOrg();
		const rubbish: unknown[] = [null, 7, 'x', {}, [], { ...create, at: 'never' }];
		rubbish.push({ ...priority(alice, ticket, 'high'), at: create.at, saw: [create.at] });
		const entries = [...rubbish, create, { ...priority(alice, ticket, 'high'), v: 900 }];
		const sender = { author: alice.person, device: alice.device, revoked: false };
		const settled = await unit.submit({ sender, entries });
		expect(settled.filter(({ verdict }) => verdict.ok)).toHaveLength(1);
		expect(unit.world.ticket(ticket)).toBeDefined();
		const reasons = Object.values(user(alice)?.refusals ?? {}).map((entry) =>
			JSON.stringify(entry)
		);
		expect(reasons.filter((text) => text.includes('"malformed"'))).toHaveLength(rubbish.length);
		expect(reasons.filter((text) => text.includes('"newer-version"'))).toHaveLength(1);
		await unit.submit({ sender, entries });
		expect(Object.keys(user(alice)?.refusals ?? {})).toHaveLength(reasons.length);
	});

	it('[PL10] rolls back one submission that cannot be saved, and saves those beside it', async () => {
		const { alice, bob, create, submit, team, unit, org } = await anOrg();
		const bad = alice.change('ticket.create', `ticket.${alice.newId()}`, { team, subject: 'Bad' });
		unit.store.database.exec(
			`CREATE TRIGGER broken BEFORE INSERT ON changes WHEN NEW.id = '${bad.id}'
			BEGIN SELECT RAISE(ABORT, 'broken'); END`
		);
		const good = bob.change('ticket.create', `ticket.${bob.newId()}`, { team, subject: 'Good' });
		const outcomes = await Promise.allSettled([
			submit(alice, create),
			submit(alice, bad),
			submit(bob, good)
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(unit.world.ticket(bad.target)).toBeUndefined();
		const rows = unit.projector.content(`team.${team}`)?.rows ?? {};
		expect(
			Object.values(rows)
				.map((row) => (row as { number: number }).number)
				.sort()
		).toEqual([1, 2]);
		// The rows that were rolled back are no part of what vouches for those written after them.
		expect(verify(org, unit.store.database).brokenAt).toBeUndefined();
	});
});
