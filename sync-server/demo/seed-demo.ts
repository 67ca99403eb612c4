import { randomFillSync, randomInt } from 'node:crypto';
import { must } from '#lib/domain/assert.ts';
import { isId, newId, type EntityRef, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { DemoLogin } from '../access/org-directory.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found, FOUNDER } from '../pipeline/founding.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { nameSections, tellArticles } from './articles.ts';
import { ANIMALS, COLOURS } from './password-words.ts';
import type { Cast } from './cast.ts';
import { Chance } from './chance.ts';
import { tellChats } from './chat.ts';
import { live, type DemoEvent } from './history.ts';
import { LANGUAGES } from './languages/all.ts';
import type { DemoTeam, Language, Scenario } from './language.ts';
import { DEMO_PEOPLE, DEMO_TEAMS } from './people.ts';
import { placeDemo } from './places.ts';
import { tellRatings } from './ratings.ts';
import { readyDemo } from './ready-words.ts';
import { tellRequests } from './requests.ts';
import { promiseDemo } from './promises.ts';
import { DEMO_DAYS, TicketStory } from './tickets.ts';
import { equipDemo, tellVisits } from './visits.ts';

/** Besides the requests that the requester makes. */
const TICKETS = 400;
/** Urgent ones of the last hours that nobody has taken yet. */
const FRESH = 5;
const CONFLICTS = 3;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SEED = 20_251;

/** Fills an empty organisation with people, teams, tickets and channels to look around in. */
export async function seedDemo(unit: OrgUnit, nowMs: number): Promise<readonly DemoLogin[]> {
	const cast = await foundDemo(unit);
	await nameSections(unit);
	const chance = new Chance(SEED);
	const stories = tellTickets(cast, chance, nowMs);
	const events: DemoEvent[] = [
		...stories.flatMap((story) => story.events),
		...stories.flatMap((story) => readMarks(story, cast, chance, nowMs)),
		...disagreements(stories, cast, nowMs),
		...tellRatings(stories, nowMs),
		...tellVisits(stories, cast, nowMs),
		...tellChats(cast, chance, { nowMs, days: DEMO_DAYS }).events,
		...tellRequests(cast, nowMs),
		...tellArticles(cast, nowMs)
	];
	const settled = await live(unit, events);
	await promiseDemo(unit);
	await placeDemo(unit, cast);
	await equipDemo(unit);
	await readyDemo(unit);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`a demo change was refused: ${JSON.stringify(refusal.verdict)}`);
	const password = `${pickWord(COLOURS)}-${pickWord(ANIMALS)}`;
	return oneOfEachRoleFirst().map(({ name, role, userName }) => ({
		personId: cast.id(userName),
		name,
		role,
		userName,
		email: `${userName}@demo.example`,
		password
	}));
}

const isPersonId = (value: string): value is PersonId => isId(value);
const isTeamId = (value: string): value is TeamId => isId(value);

function newPersonId(): PersonId {
	const id = newId(randomFillSync);
	return must(isPersonId(id) ? id : undefined, 'a new id is an id');
}

function newTeamId(): TeamId {
	const id = newId(randomFillSync);
	return must(isTeamId(id) ? id : undefined, 'a new id is an id');
}

const pickWord = (words: readonly string[]): string => words[randomInt(words.length)] ?? '';

/** So that whoever looks around sees each role before the second person of any. */
function oneOfEachRoleFirst() {
	const isFirst = (index: number) =>
		DEMO_PEOPLE.findIndex(({ role }) => role === DEMO_PEOPLE[index]?.role) === index;
	return [
		...DEMO_PEOPLE.filter((_, index) => isFirst(index)),
		...DEMO_PEOPLE.filter((_, index) => !isFirst(index))
	];
}

async function foundDemo(unit: OrgUnit): Promise<Cast> {
	const people = new Map(DEMO_PEOPLE.map(({ userName }) => [userName, newPersonId()]));
	const teams = new Map(DEMO_TEAMS.map(({ key }) => [key, newTeamId()]));
	const id = (userName: string) => must(people.get(userName), `${userName} is not in the demo`);
	const team = (key: DemoTeam) => must(teams.get(key), `${key} is not in the demo`);
	await found(unit, {
		name: 'Offhook Demo',
		people: DEMO_PEOPLE.map(({ name, role, userName }) => ({
			id: id(userName),
			name,
			role,
			userName,
			email: `${userName}@demo.example`
		})),
		teams: DEMO_TEAMS.map(({ key, name, color, members, supervisors }) => ({
			id: team(key),
			name,
			color,
			members: members.map(id),
			supervisors: supervisors.map(id)
		}))
	});
	await openPortal(unit, team('desk'));
	const nameOf = (userName: string) =>
		DEMO_PEOPLE.find((person) => person.userName === userName)?.name ?? userName;
	return { id, nameOf, team };
}

async function openPortal(unit: OrgUnit, value: TeamId): Promise<void> {
	const body = { field: 'portalTeam', value };
	await submitAutomation(unit, FOUNDER, [{ type: 'org.field', target: `org.${unit.org}`, body }]);
}

function tellTickets(cast: Cast, chance: Chance, nowMs: number): TicketStory[] {
	const decks = new Map<Language, readonly Scenario[]>();
	return Array.from({ length: TICKETS }, (_, index) => {
		const isFresh = index < FRESH;
		const language = languageOf(chance);
		// Each scenario of a language comes once before any comes again.
		const left = decks.get(language) ?? [];
		const deck = left.length > 0 ? left : language.scenarios;
		const scenario = chance.pick(deck);
		decks.set(
			language,
			deck.filter((one) => one !== scenario)
		);
		const createdMs = isFresh
			? nowMs - chance.between(4, 150) * MINUTE
			: openingHour(nowMs - (chance.next() ** 1.4 * (DEMO_DAYS - 1) + 0.02) * DAY, nowMs);
		return new TicketStory({ language, scenario, createdMs, nowMs, isFresh }, cast, chance);
	});
}

function languageOf(chance: Chance): Language {
	let share = chance.next() * 100;
	const [first, ...others] = LANGUAGES;
	const chosen = LANGUAGES.find((language) => (share -= language.share) < 0) ?? first ?? others[0];
	if (chosen === undefined) throw new Error('there is no language');
	return chosen;
}

/** Few people write at night: what falls there is moved to some hour of the day before. */
function openingHour(ms: number, nowMs: number): number {
	const at = new Date(ms);
	const hour = at.getUTCHours();
	if (hour >= 6 || nowMs - ms < DAY) return Math.floor(ms);
	return Math.floor(ms - (hour + 5 + (at.getUTCMinutes() % 12)) * 60 * MINUTE);
}

/** What lies some days back has been read by its crew, most of today's by whoever works on it. */
function readMarks(story: TicketStory, cast: Cast, chance: Chance, nowMs: number): DemoEvent[] {
	const { agents, supervisor } = story.crew;
	const isOld = nowMs - story.lastMs > 2 * DAY;
	const worker = story.worker;
	const readers = isOld ? [...agents, supervisor] : worker && chance.happens(0.7) ? [worker] : [];
	return readers.map((reader) => {
		const person = cast.id(reader);
		const target: EntityRef = `user.${person}`;
		const body = { of: story.target, seq: story.messages };
		return { atMs: story.lastMs, by: person, type: 'user.mark', target, body };
	});
}

/** Two people who changed the same thing without having seen each other. */
function disagreements(stories: readonly TicketStory[], cast: Cast, nowMs: number): DemoEvent[] {
	const open = stories.filter(({ worker }) => worker !== undefined);
	const newest = open.sort((a, b) => b.lastMs - a.lastMs).slice(0, CONFLICTS);
	return newest.flatMap((story, index): DemoEvent[] => {
		const { target, crew, worker = '' } = story;
		const common = { type: 'ticket.field', target } as const;
		const atMs = Math.min(nowMs - 2 * MINUTE, story.lastMs + 10 * MINUTE) + index;
		const one = { ...common, atMs, by: cast.id(worker) };
		const other = {
			...common,
			atMs: atMs + 20_000,
			by: cast.id(crew.supervisor),
			unseen: true
		} as const;
		if (index !== 1)
			return [
				{ ...one, body: { field: 'priority', value: 'low' } },
				{ ...other, body: { field: 'priority', value: 'urgent' } }
			];
		return [
			{ ...one, body: { field: 'due', value: nowMs + 3 * DAY } },
			{ ...other, body: { field: 'due', value: nowMs + DAY } }
		];
	});
}
