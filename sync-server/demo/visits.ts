import { randomFillSync } from 'node:crypto';
import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { localDays } from '#lib/domain/query/days.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { CREWS, type Cast } from './cast.ts';
import type { DemoEvent } from './history.ts';
import { DEMO_TIME_ZONE } from './promises.ts';
import type { TicketStory } from './tickets.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where they go: an address, a number to call there, and what to know before. */
const PLACES = [
	['Harbour View Clinic\nSpeicherstrasse 14, 20457 Hamburg', '+49 40 555 0114', 'Ring twice.'],
	['Nordlicht Logistics\nAm Sandtorkai 50, 20457 Hamburg', '+49 40 555 0150', null],
	['City Library, basement\nHühnerposten 1, 20097 Hamburg', '+49 40 555 0101', 'Key at desk B.'],
	['Elbe Dental\nGroße Elbstraße 45, 22767 Hamburg', null, 'No noise before 10.']
] as const;

const HALF_HOUR = 30 * MINUTE;

/**
 * When each technician is expected: three times today, about three hours ago and in the next three,
 * but at any hour still today; and tomorrow at ten. Milliseconds since 1970.
 */
export function visitWindows(nowMs: number): { readonly from: number; readonly to: number }[] {
	const { today, startOf } = localDays(DEMO_TIME_ZONE, nowMs);
	const [begins, ends] = [startOf(today), startOf(today + 1)];
	const aroundNow = (hours: number) => {
		const from = Math.round((nowMs + hours * HOUR) / HALF_HOUR) * HALF_HOUR;
		return Math.min(Math.max(from, begins), ends - HALF_HOUR);
	};
	return [
		{ from: aroundNow(-3), length: 1.5 },
		{ from: aroundNow(1), length: 1.5 },
		{ from: aroundNow(3), length: 1 },
		{ from: ends + 10 * HOUR, length: 2 }
	].map(({ from, length }) => ({ from, to: from + length * HOUR }));
}

const CHECKLIST = {
	names: { en: 'On site', de: 'Vor Ort', ar: 'في الموقع' },
	order: 1,
	archived: false,
	types: [],
	items: [
		{ code: 'safe', names: { en: 'Power is off', de: 'Strom ist aus', ar: 'التيار مفصول' } },
		{
			code: 'label',
			names: { en: 'Cables labelled', de: 'Kabel beschriftet', ar: 'الكابلات معنونة' }
		},
		{
			code: 'tested',
			names: { en: 'Tested with the customer', de: 'Mit Kundschaft geprüft', ar: 'فُحص مع العميل' }
		},
		{
			code: 'clean',
			names: { en: 'Left it clean', de: 'Sauber hinterlassen', ar: 'تُرك المكان نظيفًا' }
		}
	]
} satisfies DefinitionOf<'checklist'>;

const PARTS: Readonly<Record<string, DefinitionOf<'part'>>> = {
	'cable-5': part(1, 'NC-5', {
		en: 'Network cable, 5 m',
		de: 'Netzwerkkabel, 5 m',
		ar: 'كابل شبكة 5 م'
	}),
	'switch-8': part(2, 'SW-8', { en: 'Switch, 8 ports', de: 'Switch, 8 Ports', ar: 'مبدّل 8 منافذ' }),
	toner: part(3, 'TN-410', { en: 'Toner, black', de: 'Toner, schwarz', ar: 'حبر أسود' })
};

function part(order: number, number: string, names: DefinitionOf<'part'>['names']) {
	return { names, order, archived: false, number };
}

/** What the demo's technicians go through and carry. */
export async function equipDemo(unit: OrgUnit): Promise<void> {
	const entry = (catalogue: string, code: string, value: Json) => ({
		type: 'org.entry' as const,
		target: `org.${unit.org}` as const,
		body: { catalogue, code, value }
	});
	const settled = await submitAutomation(unit, '~founding', [
		entry('checklist', 'on-site', CHECKLIST),
		...Object.entries(PARTS).map(([code, value]) => entry('part', code, { ...value }))
	]);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`the demo's equipment was refused: ${JSON.stringify(refusal.verdict)}`);
}

/** Visits of today and tomorrow for everybody who goes out; the first of each is done. */
export function tellVisits(
	stories: readonly TicketStory[],
	cast: Cast,
	nowMs: number
): DemoEvent[] {
	const { network } = CREWS;
	const windows = visitWindows(nowMs);
	const open = stories
		.filter(({ crew, worker, lastMs }) => {
			return crew === network && worker !== undefined && lastMs < nowMs - 6 * HOUR;
		})
		.sort((a, b) => b.lastMs - a.lastMs);
	return network.field.flatMap((who, index) =>
		windows.flatMap((window, turn) => {
			const story = open[turn * network.field.length + index];
			if (story === undefined) return [];
			const visit = { story, who, place: PLACES[(turn + index) % PLACES.length] ?? PLACES[0] };
			return tellVisit(visit, window, cast, nowMs);
		})
	);
}

interface Told {
	readonly story: TicketStory;
	readonly who: string;
	readonly place: (typeof PLACES)[number];
}

function tellVisit(
	{ story, who, place: [address, phone, hint] }: Told,
	window: { readonly from: number; readonly to: number },
	cast: Cast,
	nowMs: number
): DemoEvent[] {
	const visit = newId(randomFillSync);
	const { target } = story;
	const technician = cast.id(who);
	const planned: DemoEvent = {
		atMs: nowMs - 5.5 * HOUR,
		by: cast.id(story.crew.supervisor),
		id: visit,
		type: 'ticket.add-visit',
		target,
		body: { window, technician, address, phone, hint }
	};
	if (window.from > nowMs - 2 * HOUR) return [planned];
	return [planned, ...work({ visit, target, by: technician }, window.from)];
}

function work(
	{ visit, target, by }: Pick<DemoEvent, 'target' | 'by'> & { readonly visit: string },
	fromMs: number
): DemoEvent[] {
	const item = (minutes: number, body: Piece): DemoEvent => ({
		atMs: fromMs + minutes * MINUTE,
		by,
		type: 'ticket.visit-item',
		target,
		body: { ...body, visit }
	});
	const state = (minutes: number, value: 'on-site' | 'done'): DemoEvent => ({
		atMs: fromMs + minutes * MINUTE,
		by,
		type: 'ticket.visit',
		target,
		body: { visit, field: 'state', value: { state: value } }
	});
	const press = (kind: 'start' | 'stop') =>
		({ list: 'clock', item: newId(randomFillSync), value: { kind } }) as const;
	const cable = { code: 'cable-5', name: 'Network cable, 5 m', quantity: 2 };
	return [
		state(2, 'on-site'),
		item(2, press('start')),
		...CHECKLIST.items.map(({ code }, index) =>
			item(10 + 8 * index, { list: 'checks', item: `on-site.${code}`, value: true })
		),
		item(40, { list: 'parts', item: newId(randomFillSync), value: cable }),
		item(62, press('stop')),
		state(63, 'done')
	];
}

type Piece = Extract<DemoEvent, { type: 'ticket.visit-item' }>['body'] extends infer Body
	? Body extends { readonly visit: string }
		? Omit<Body, 'visit'>
		: never
	: never;
