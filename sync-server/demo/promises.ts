import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { Json } from '#lib/domain/json.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

/** Where the demo's organisation is. */
export const DEMO_TIME_ZONE = 'Europe/Berlin';

const HOUR = 60;
const common = { archived: false };
const weekday = [{ from: 7 * HOUR, to: 19 * HOUR }];

const HOURS: DefinitionOf<'calendar'> = {
	...common,
	names: { en: 'Service hours', de: 'Servicezeiten', ar: 'ساعات الخدمة' },
	order: 1,
	timeZone: DEMO_TIME_ZONE,
	week: [weekday, weekday, weekday, weekday, weekday, [{ from: 9 * HOUR, to: 13 * HOUR }], []],
	holidays: []
};

const day = [{ from: 0, to: 24 * HOUR }];

const ALWAYS: DefinitionOf<'calendar'> = {
	...common,
	names: { en: 'At any hour', de: 'Rund um die Uhr', ar: 'على مدار الساعة' },
	order: 2,
	timeZone: DEMO_TIME_ZONE,
	week: [day, day, day, day, day, day, day],
	holidays: []
};

const anyTicket = { priority: null, category: null, team: null, calendar: 'service-hours' };

const TARGETS: Readonly<Record<string, DefinitionOf<'target'>>> = {
	urgent: {
		...common,
		...anyTicket,
		names: {
			en: 'Urgent, at any hour',
			de: 'Dringend, rund um die Uhr',
			ar: 'عاجل، على مدار الساعة'
		},
		order: 1,
		priority: 'urgent',
		calendar: 'any-hour',
		firstResponse: HOUR,
		nextResponse: 2 * HOUR,
		resolution: 8 * HOUR,
		warnAt: 50
	},
	high: {
		...common,
		...anyTicket,
		names: { en: 'High', de: 'Hoch', ar: 'مرتفع' },
		order: 2,
		priority: 'high',
		firstResponse: 4 * HOUR,
		nextResponse: 8 * HOUR,
		resolution: 24 * HOUR,
		warnAt: 75
	},
	standard: {
		...common,
		...anyTicket,
		names: { en: 'Everything else', de: 'Alles andere', ar: 'كل ما عدا ذلك' },
		order: 3,
		firstResponse: 12 * HOUR,
		nextResponse: 24 * HOUR,
		resolution: 60 * HOUR,
		warnAt: 75
	}
};

/** Off: whoever leads a team runs it by hand, and an administrator may let it run by itself. */
const LONG_OPEN: Json = {
	...common,
	names: {
		en: 'Open for more than a day: urgent',
		de: 'Länger als einen Tag offen: dringend',
		ar: 'مفتوحة منذ أكثر من يوم: عاجلة'
	},
	order: 1,
	on: false,
	when: { on: 'every', value: 60 },
	query: 'is:unsolved created:<=-1d',
	actions: [
		{ do: 'priority', value: 'urgent' },
		{
			do: 'tell',
			value: { who: 'assignee', words: '{{number}} has been open for more than a day.' }
		}
	],
	stop: false
};

/** What the demo organisation promises: when it works, and how soon it answers and solves. */
export async function promiseDemo(unit: OrgUnit): Promise<void> {
	const entry = (catalogue: string, code: string, value: Json) => ({
		type: 'org.entry' as const,
		target: `org.${unit.org}` as const,
		body: { catalogue, code, value }
	});
	const settled = await submitAutomation(unit, '~founding', [
		entry('calendar', 'service-hours', toJson(HOURS)),
		entry('calendar', 'any-hour', toJson(ALWAYS)),
		entry('rule', 'long-open', LONG_OPEN),
		...Object.entries(TARGETS).map(([code, target]) => entry('target', code, toJson(target)))
	]);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`a demo promise was refused: ${JSON.stringify(refusal.verdict)}`);
}

const toJson = (value: DefinitionOf<'calendar' | 'target'>): Json => ({ ...value });
