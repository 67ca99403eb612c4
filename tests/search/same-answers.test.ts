import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readTeamRows } from '#lib/documents/team-doc.ts';
import { temporaryMark, type TeamId } from '#lib/domain/ids.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import { findNamedIn } from '#lib/domain/query/find-named.ts';
import { asItIs } from '#lib/domain/query/places.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { resolveQuery } from '#lib/domain/query/resolve.ts';
import { withMarks } from '#lib/domain/query/value-marks.ts';
import { aCatalogue } from '#lib/domain/query/testing.ts';
import { promisesOf } from '#lib/session/search/promises.ts';
import { entryOf } from '#lib/session/search/stored-texts.ts';
import { TextIndex } from '#lib/session/search/text-index.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { searchTickets } from '../../sync-server/search/search.ts';
import { testOrg } from '../support/org.ts';

const TICKETS = 45;
const HOUR = 3_600_000;
const WORDS = ['lamp', 'lift', 'door', 'smoke', 'dark'];
const STATES = [
	{ status: 'open', class: 'open' },
	{ status: 'waiting', class: 'paused' },
	{ status: 'solved', class: 'done', resolution: 'Done' }
];

/** Some of the tickets have run out, some are about to, and some have time left. */
const promise = {
	...{ priority: null, category: null, team: null, calendar: null },
	...{ firstResponse: null, nextResponse: null, resolution: 2_400, warnAt: 20 }
};

/** One organisation whose tickets hold a bit of everything, on the server and as a device has it. */
async function aWorld() {
	const { unit, clock, random, device, remove } = testOrg(11);
	const any = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
	const maybe = <T>(value: T): T[] => (random.next() < 0.6 ? [value] : []);
	const maker = device('a');
	const [person, other, team] = [maker.newId(), maker.newId(), maker.newId() as TeamId];
	await found(unit, {
		name: 'Test',
		people: [
			{ id: person, name: 'Ann', role: 'agent', userName: 'ann', email: null },
			{ id: other, name: 'Ben', role: 'agent', userName: 'ben', email: null }
		],
		teams: [{ id: team, name: 'Day', color: 0, members: [person], supervisors: [] }]
	});
	const submit = (type: string, target: string, body: object) =>
		submitAutomation(unit, '~test', [{ type, target, body } as never]);
	for (const { code, ...value } of aCatalogue().all('field'))
		await submit('org.entry', `org.${unit.world.org}`, { catalogue: 'field', code, value });
	const org = `org.${unit.world.org}`;
	for (const { code, ...value } of aCatalogue().all('tag'))
		await submit('org.entry', org, { catalogue: 'tag', code, value });
	const common = { names: { en: 'Port', de: 'Hafen' }, order: 1, archived: false };
	const harbour = { ...common, region: 'north', calendar: 'early', networks: [] };
	await submit('org.entry', org, { catalogue: 'region', code: 'north', value: common });
	const week = Array.from({ length: 7 }, () => [{ from: 0, to: 1_200 }]);
	const early = { ...common, timeZone: 'UTC', week, holidays: [] };
	await submit('org.entry', org, { catalogue: 'calendar', code: 'early', value: early });
	await submit('org.entry', org, { catalogue: 'unit', code: 'harbour', value: harbour });
	await submit('team.field', `team.${team}`, { field: 'unit', value: 'harbour' });
	const value = { ...promise, unit: 'harbour', names: { en: 'All' }, order: 1, archived: false };
	await submit('org.entry', `org.${unit.world.org}`, { catalogue: 'target', code: 'all', value });
	for (let index = 0; index < TICKETS; index += 1) {
		const target = `ticket.${maker.newId()}`;
		const subject = `${any(WORDS)} ${any(WORDS)} ${index}`;
		const message = { kind: 'public', text: `${any(WORDS)} ${any(WORDS)}` };
		const tags = [...maybe('vip'), ...maybe(any(['club-member', 'Club member', 'member']))];
		await submit('ticket.create', target, { team, subject, tags, message });
		const changes = [
			...maybe(['ticket.custom', { field: 'weight', value: any([1, 2.5, 12, -3]) }] as const),
			...maybe(['ticket.custom', { field: 'size', value: any(['small', 'large']) }] as const),
			...maybe(['ticket.custom', { field: 'tested', value: any([true, false]) }] as const),
			...maybe(['ticket.custom', { field: 'serial', value: any(['AB 1', 'CD 2']) }] as const),
			...maybe([
				'ticket.custom',
				{ field: 'built', value: Date.UTC(2023, 10, any([13, 14, 15])) }
			] as const),
			...maybe(['ticket.field', { field: 'priority', value: any(['low', 'high']) }] as const),
			...maybe([
				'ticket.add-follow-up',
				{
					at: clock.now() + any([1, 24, 48]) * HOUR,
					kind: 'remind',
					words: '',
					round: 0,
					person: any([person, other])
				}
			] as const),
			...maybe(['ticket.state', { round: 0, ...any(STATES) }] as const),
			...maybe(['message.add', { kind: 'public', text: any(WORDS) }] as const)
		];
		for (const [type, body] of changes) {
			clock.advance(Math.floor(random.next() * HOUR));
			await submit(type, target, body);
		}
	}
	return { unit, clock, person, team, remove };
}

/** What a device knows: the rows of the team, and what was said in the documents it has. */
function deviceOf({ unit, team, person, clock }: Awaited<ReturnType<typeof aWorld>>) {
	const doc = new Y.Doc();
	const { updates } = unit.projector.answer(`team.${team}`, () => 0) ?? { updates: [] };
	for (const update of updates) Y.applyUpdate(doc, update);
	const index = new TextIndex();
	for (const [id, row] of readTeamRows(doc)) {
		index.putRow({ ...row, id, mark: temporaryMark(id) });
		const known = { id, generation: 1, rev: 1 };
		const entry = entryOf(known, unit.projector.answer(`ticket.${id}`, () => 0)?.updates ?? []);
		if (entry !== undefined) index.putText(entry);
	}
	const { catalogue, people, teams } = unit.world.directory;
	const promises = promisesOf({ catalogue, teams });
	const levels = Object.fromEntries(
		catalogue.all('priority').map(({ code, level }) => [code, level])
	);
	return (text: string): string[] => {
		const asked = parseQuery(text, fieldsIn(catalogue));
		const resolved = asked.ok
			? resolveQuery(asked.query, findNamedIn({ catalogue, people, teams }))
			: asked;
		if (!resolved.ok) throw new Error(resolved.problem.code);
		const place = {
			me: person,
			nowMs: clock.now(),
			timeZone: 'Asia/Tokyo',
			levels,
			promises,
			marks: new Map()
		};
		const query = withMarks(asItIs(resolved.query, { catalogue, teams }), catalogue);
		const hits = index.find({ query, ...place }, TICKETS);
		return hits.map(({ id }) => id).sort();
	};
}

const term = fc.oneof(
	fc.constantFrom(...WORDS).map((word) => `subject:${word}`),
	fc.constantFrom('is:open', 'is:paused', 'is:done', 'is:late', 'is:at-risk', 'is:unsolved'),
	fc.constantFrom('tag:vip', 'priority:>=high', 'status:Waiting', 'creator:me', 'due:none'),
	fc.constantFrom('weight:12', 'weight:>2', 'weight:<=2.5', 'weight:-5..1', 'weight:none'),
	fc.constantFrom('unit:Hafen', 'unit:none', 'region:north', 'region:none'),
	fc.constantFrom('size:Large', 'größe:klein,none', 'tested:yes', 'tested:no', 'keeper:none'),
	fc.constantFrom('klein', '"Groß"', '"12"', '"2.5"'),
	fc.constantFrom('stammgast', '"regular guest"', 'gast', 'tag:Stammgast', 'club'),
	fc.constantFrom(
		'serial-number:ab',
		'seriennummer:"cd 2"',
		'built:2023-11-14',
		'built:<2023-11-15'
	),
	fc.constantFrom('has:follow-up', 'follow-up:today', 'follow-up:<tomorrow', 'my-follow-up:none'),
	fc.constantFrom(
		'created:today',
		'created:<today',
		'built:none',
		'"lamp lift"',
		'"smoke"',
		'"cd 2"'
	)
);
const { text } = fc.letrec<Record<'one' | 'maybeNot' | 'either' | 'text', string>>((tie) => ({
	one: fc.oneof(
		{ maxDepth: 3 },
		term,
		tie('text').map((inner) => `(${inner})`)
	),
	maybeNot: fc.tuple(fc.boolean(), tie('one')).map(([not, of]) => (not ? `-${of}` : of)),
	either: fc.array(tie('maybeNot'), { minLength: 1, maxLength: 2 }).map((all) => all.join(' OR ')),
	text: fc.array(tie('either'), { minLength: 1, maxLength: 3 }).map((all) => all.join(' '))
}));

let world: Awaited<ReturnType<typeof aWorld>>;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.remove());

describe('a query', () => {
	it('[SE4] [QY5] finds the same tickets on a device and on the server', () => {
		const here = deviceOf(world);
		const actor = world.unit.world.directory.actor(world.person);
		if (actor === undefined) throw new Error('nobody');
		const there = (asked: string): string[] => {
			const question = { text: asked, actor, nowMs: world.clock.now(), timeZone: 'Asia/Tokyo' };
			const searching = searchTickets(world.unit, question);
			if (!searching.ok) throw new Error(searching.problem.code);
			return searching.answer.hits.map(({ id }) => id).sort();
		};
		const sizes = new Set<number>();
		fc.assert(
			fc.property(text, (asked) => {
				fc.pre((asked.match(/[^ ]+/g) ?? []).length + (asked.match(/\(/g) ?? []).length <= 30);
				const found = there(asked);
				sizes.add(found.length);
				expect(here(asked), asked).toEqual(found);
			}),
			{ numRuns: 300 }
		);
		// Neither everything nor nothing all the time.
		expect(sizes.size).toBeGreaterThan(10);
		for (const asked of [
			'is:late',
			'-my-follow-up:none',
			'is:at-risk -is:late',
			'weight:>2',
			'size:large',
			'stammgast'
		])
			expect(there(asked).length, asked).toBeGreaterThan(0);
		expect(here('stammgast')).toEqual(here('tag:Stammgast'));
	});
});
