import { join } from 'node:path';
import { newDeviceId, newId, type PersonId, type TeamId } from '../../src/lib/domain/ids.ts';
import { NO_HISTORY } from '../../src/lib/domain/sla/history.ts';
import { makeStamp } from '../../src/lib/domain/stamp.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';
import { searchTickets } from '../../sync-server/search/search.ts';
import type { ThreadFacts } from '../../sync-server/persistence/org/thread-rows.decode.ts';
import type { SearchLine } from '../../sync-server/persistence/org/search-line.decode.ts';
import type { Bench, Benchmark, Row } from '../measure/benchmark.ts';
import { percentile } from '../measure/numbers.ts';

const TICKETS = 20_000;
const MESSAGES = 250_000;
const WORDS_A_MESSAGE = 30;
const VOCABULARY = 40_000;
const TEAMS = 10;
const ROUNDS = 20;
const LIMIT_MS = 150;
const DAY_MS = 86_400_000;
const STARTED_MS = Date.now();
const SYLLABLES =
	'ka lo mi ter den ru sch ist pro gen wa fel bor ung ein ver ost lin mat zer'.split(' ');

/** The same texts in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
const random = seeded(7);
const upTo = (limit: number): number => Math.floor(random() * limit);

/** Few words are said all the time and most hardly ever, as people do. */
const words = Array.from({ length: VOCABULARY }, (_, index) => {
	let word = '';
	for (let rest = index + 1; rest > 0 || word.length < 4; rest = Math.floor(rest / 20))
		word += SYLLABLES[rest % 20] ?? '';
	return word;
});
const someWord = (): string => words[Math.floor(VOCABULARY ** random()) - 1] ?? '';
const someWords = (many: number): string[] => Array.from({ length: many }, someWord);

function fill(unit: OrgUnit, teams: readonly TeamId[]): void {
	const messages = MESSAGES / TICKETS;
	const { database } = unit.store;
	database.transaction(() => {
		for (let index = 0; index < TICKETS; index += 1) {
			const target = `ticket.${newId((bytes) => bytes.map(() => upTo(256)))}`;
			const line = aLine(index, teams);
			const no = unit.search.putTicket(target, line, line.createdMs);
			unit.store.setThread(target, threadOf(line));
			unit.search.putText(no, 0, line.subject.split(' '));
			for (let place = 1; place <= messages; place += 1)
				unit.search.putText(no, place, someWords(WORDS_A_MESSAGE));
		}
	})();
}

const DEVICE = newDeviceId((bytes) => bytes.map(() => upTo(256)));

/** What its clocks depend on: nobody has answered yet, and a third of what is done was done late. */
function threadOf({ createdMs, class: statusClass }: SearchLine): ThreadFacts {
	const at = makeStamp(createdMs + upTo(DAY_MS), 0, `${DEVICE}00`);
	const states = statusClass === 'done' ? [{ at, round: 0, class: statusClass }] : [];
	const service = { ...NO_HISTORY, createdMs, states };
	const seq = Math.floor(MESSAGES / TICKETS);
	return { seq, frontier: [], updatedMs: createdMs, last: null, rev: 1, listed: true, service };
}

function aLine(index: number, teams: readonly TeamId[]): SearchLine {
	const status = upTo(10) === 0 ? 'open' : 'solved';
	return {
		number: index,
		subject: someWords(5).join(' '),
		team: teams[upTo(teams.length)] ?? teams[0] ?? ('' as TeamId),
		status,
		class: status === 'open' ? 'open' : 'done',
		priority: ['low', 'normal', 'high', 'urgent'][upTo(4)] ?? 'normal',
		type: null,
		section: null,
		category: null,
		tags: upTo(20) === 0 ? ['vip'] : [],
		assignee: null,
		collaborators: [],
		createdBy: '~bench',
		requester: someWords(2).join(' '),
		createdMs: STARTED_MS - index * 60_000,
		due: null,
		tasks: null,
		merged: null,
		custom: { weight: upTo(1_000) / 10, size: upTo(50) === 0 ? 'large' : 'small' },
		people: []
	};
}

/** What people type, from the rarest word to the commonest, and what costs most to answer. */
const QUERIES: Readonly<Record<string, () => string>> = {
	'a word': () => someWord(),
	'two words': () => `${someWord()} ${someWord()}`,
	'a word spelled wrongly': () => `${someWord().slice(0, -1)}x`,
	'a part of a word': () => someWord().slice(0, 3),
	'the commonest word': () => words[0] ?? '',
	'a phrase': () => `"${someWord()} ${words[1] ?? ''}"`,
	'words and fields': () => `status:open priority:high -tag:vip ${someWord()}`,
	'fields that hardly anything has': () => 'is:open is:overdue',
	'fields of the organisation': () => `weight:>${80 + upTo(20)} size:large`,
	days: () => `created:>=-${1 + upTo(9)}d`,
	'late by what was promised': () => 'is:late',
	brackets: () => `(${someWord()} OR status:open) (tag:vip OR ${someWord()})`,
	'other words': () => `${someWord()} OR ${someWord()} -${words[2] ?? ''}`
};

async function openUnit(bench: Bench) {
	const unit = new OrgUnit({
		org: newId((bytes) => bytes.map(() => upTo(256))),
		database: openDatabase(join(bench.folder, 'org.sqlite'), ORG_MIGRATIONS),
		now: Date.now,
		defer: (run) => setImmediate(run),
		randomClient: () => 7,
		onCommit: () => undefined
	});
	const id = () => newId((bytes) => bytes.map(() => upTo(256)));
	const person = id() as PersonId;
	const teams = Array.from({ length: TEAMS }, () => id() as TeamId);
	await found(unit, {
		name: 'Bench',
		people: [{ id: person, name: 'Ann', role: 'agent', userName: 'ann', email: null }],
		teams: teams.map((team, index) => ({
			id: team,
			name: `Team ${index}`,
			color: 0,
			members: index < TEAMS / 2 ? [person] : [],
			supervisors: []
		}))
	});
	const fields = {
		weight: { kind: 'number', options: [] },
		size: { kind: 'choice', options: SIZES }
	};
	await submitAutomation(
		unit,
		'~bench',
		Object.entries(fields).map(([code, field]) => ({
			type: 'org.entry',
			target: `org.${unit.org}`,
			body: { catalogue: 'field', code, value: { ...FIELD, ...field, names: { en: code } } }
		}))
	);
	return { unit, person, teams };
}

const SIZES = ['small', 'large'].map((code) => ({ code, names: { en: code } }));
const FIELD = { order: 1, archived: false, teams: [], types: [], required: false };

export const searchBenchmark: Benchmark = {
	name: 'search',
	title: `one search of the server over ${TICKETS} tickets with ${MESSAGES} messages, ms`,
	async run(bench) {
		const { unit, person, teams } = await openUnit(bench);
		bench.say('filling');
		fill(unit, teams);
		const actor = unit.world.directory.actor(person);
		if (actor === undefined) throw new Error('there is nobody');
		const rows: Row[] = [];
		const all: number[] = [];
		for (const [what, text] of Object.entries(QUERIES)) {
			bench.say(what);
			const times = Array.from({ length: ROUNDS }, () => {
				const question = { text: text(), actor, nowMs: Date.now(), timeZone: 'Europe/Berlin' };
				const began = performance.now();
				const { ok } = searchTickets(unit, question);
				if (!ok) throw new Error(`no query: ${question.text}`);
				return performance.now() - began;
			});
			all.push(...times);
			const figures = { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
			rows.push({ case: what, server: 'offhook', figures });
		}
		await unit.close();
		const p95 = percentile(all, 0.95);
		const aim = `95 in 100 searches take at most ${LIMIT_MS} ms`;
		return { rows, aims: [{ aim, found: `${p95.toFixed(0)} ms`, isMet: p95 <= LIMIT_MS }] };
	}
};
