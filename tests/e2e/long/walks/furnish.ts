import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import { expect } from '@playwright/test';
import { plant, planterAs, type PlantedChange, type Planter } from '../../support/planted.ts';

/** What there is to look at in a walk through all screens. */
export interface House {
	readonly team: string;
	readonly ticket: string;
	readonly article: string;
}

const anId = () => newId((into) => randomFillSync(into));
const change = (type: string, target: string, body: unknown) => ({ type, target, body });

/** Names as long as people give them, in each language. */
const LONG = {
	en: 'Waiting for the supplier of replacement parts for the lifts in the northern building',
	de: 'Ersatzteilbeschaffungsgenehmigungsverfahren der Aufzugsanlagen im Nordgebäude läuft',
	ar: 'بانتظار موافقة المورّد على توريد قطع غيار المصاعد في المبنى الشمالي من المقر الرئيس'
};
const names = (what: string) =>
	Object.fromEntries(
		Object.entries(LONG).map(([tag, text]) => [tag, `${what} ${text}`.slice(0, 80)])
	);
const SUBJECT =
	'Der Aufzug im Nordgebäude hält zwischen dem dritten und vierten Stockwerk; Ersatzteilbeschaffungsgenehmigung liegt noch nicht vor';
const WORDS = `Good morning,

the lift in the northern building has been standing since 7:40. Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungen do not help.
See https://intranet.example.org/facilities/buildings/north/lifts/maintenance-contracts/2026/annex-4?view=full

المصعد متوقف بين الطابقين الثالث والرابع.`;

const ARTICLE = `# What to do first
Press the **red** button and wait for the *voice*.

1. Read the number on the plate.
2. Call with it, or write \`LIFT-4711\` into the request.

> Nobody has ever been stuck for longer than an hour.

\`\`\`
maintenance --building north --lift 4 --since 2026-01-01 --report-to facilities@example.org
\`\`\`

- [The contract](https://intranet.example.org/contract)
- Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung`;

const common = (what: string) => ({ names: names(what), order: 900_000, archived: false });

/** One entry of each catalogue that has none to begin with, by its name. */
function entries(team: string): [catalogue: string, value: object][] {
	const texts = { en: 'Hello {{requester}}, this is {{me}} about “{{subject}}”.' };
	const day = [{ from: 540, to: 1_020 }];
	const spans = { firstResponse: 60, nextResponse: 240, resolution: 2_880, warnAt: 75 };
	return [
		['status', { class: 'paused', color: 3, requires: null, visible: true }],
		['section', {}],
		['category', { section: null, parent: null }],
		[
			'field',
			{
				kind: 'choice',
				options: [{ code: 'third', names: names('3') }],
				teams: [team],
				types: [],
				required: true,
				portal: true
			}
		],
		[
			'calendar',
			{
				timeZone: 'Europe/Berlin',
				week: [day, day, day, day, day, [], []],
				holidays: [{ date: '2027-12-25', name: 'Christmas', windows: [] }]
			}
		],
		['target', { priority: null, category: null, team, calendar: null, ...spans }],
		['template', { team: null, texts }],
		[
			'macro',
			{
				team: null,
				steps: [
					{ set: 'addTag', value: 'asked' },
					{ set: 'priority', value: 'high' },
					{ set: 'note', value: 'Asked about {{subject}}' }
				]
			}
		],
		[
			'rule',
			{
				on: true,
				when: { on: 'created', value: 'anybody' },
				query: 'lift -tag:drill',
				actions: [
					{ do: 'addTag', value: 'lift' },
					{ do: 'tell', value: { who: 'supervisors', words: 'Again {{subject}}' } }
				],
				stop: false
			}
		],
		['view', { team: null, query: 'is:unsolved priority:high,urgent', layout: 'board' }],
		['checklist', { types: [], items: ['1', '2'].map((code) => ({ code, names: names(code) })) }],
		['part', { number: 'NC-5-2026-NORTH' }],
		['region', {}],
		['unit', { region: null, calendar: null, networks: ['10.1.0.0/16', '2001:db8:85a3::/48'] }]
	].map(([catalogue, value]) => [
		String(catalogue),
		{ ...common(String(catalogue)), ...Object(value) }
	]);
}

async function settle(by: Planter, changes: readonly PlantedChange[]): Promise<void> {
	expect(await plant(by, changes)).toEqual([]);
}

/** What an administrator sets up: a team, an entry of each catalogue, an article for everybody. */
async function setUp(address: string, { team, article }: House): Promise<void> {
	const ada = await planterAs('Ada Okafor', address);
	const people = ['Samira Haddad', 'Mei Tanaka', 'Luca Moretti', 'Pieter van der Berg'];
	const members = await Promise.all(people.map((name) => planterAs(name, address)));
	const into = (set: string, element: string) =>
		change('team.element', `team.${team}`, { set, element, present: true });
	const set = (field: string, value: unknown) => {
		const target = ['title', 'stage'].includes(field) ? `article.${article}` : `team.${team}`;
		return change(`${target.split('.')[0]}.field`, target, { field, value });
	};
	await settle(ada, [
		change('team.create', `team.${team}`, {
			name: 'Gebäudemanagement, Aufzüge und Brandmeldeanlagen Nord',
			color: 6
		}),
		...members.map(({ person }) => into('members', person)),
		into('supervisors', members[0]?.person ?? ''),
		set('assignment', 'suggest'),
		change('org.field', `org.${ada.org}`, { field: 'signUpDomains', value: ['example.org'] }),
		change('org.field', `org.${ada.org}`, { field: 'portalTeam', value: team }),
		...entries(team).map(([catalogue, value]) =>
			change('org.entry', `org.${ada.org}`, { catalogue, code: anId(), value })
		),
		change('article.create', `article.${article}`, {
			title: SUBJECT,
			language: 'en',
			body: ARTICLE,
			visibility: 'public',
			faq: true
		}),
		change('article.element', `article.${article}`, {
			set: 'tags',
			element: 'lift',
			present: true
		}),
		set('stage', 'published')
	]);
}

/** A ticket with some of everything, beside a few short ones. */
async function fill(address: string, { team, ticket }: House): Promise<void> {
	const samira = await planterAs('Samira Haddad', address);
	const pieter = await planterAs('Pieter van der Berg', address);
	const noon = new Date().setHours(12, 0, 0, 0);
	const create = (id: string, subject: string, more = {}) =>
		change('ticket.create', `ticket.${id}`, {
			team,
			subject,
			message: { kind: 'public', text: WORDS },
			...more
		});
	const target = `ticket.${ticket}`;
	const plan = (address: string) => ({
		window: { from: noon, to: noon + 5_400_000 },
		technician: pieter.person,
		address,
		phone: '+49 40 123456789',
		hint: WORDS
	});
	await settle(samira, [
		...[1, 2, 3].map((each) => create(anId(), `Lift ${each}`)),
		create(ticket, SUBJECT, {
			priority: 'high',
			requester: {
				name: 'Maximiliane Freifrau von Hohenstein-Oldenburg',
				address: 'm@home.example'
			},
			tags: ['nordgebäude-aufzugsanlagen', 'vip'],
			due: noon
		}),
		change('message.add', target, { kind: 'note', text: WORDS }),
		change('ticket.add-task', target, { title: LONG.de, order: 1, estimate: 90 }),
		change('ticket.field', target, { field: 'priority', value: 'urgent' }),
		change('ticket.add-visit', target, plan('Am Grundstücksverkehrsamt 7, 20457 Hamburg')),
		change('ticket.add-visit', target, plan('Quay 8'))
	]);
}

export async function furnish(address: string): Promise<House> {
	const house = { team: anId(), ticket: anId(), article: anId() };
	await setUp(address, house);
	await fill(address, house);
	return house;
}
