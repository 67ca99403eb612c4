import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { field, support, testId } from '../testing.ts';
import type { TeamId } from '../ids.ts';
import { findNamedIn } from './find-named.ts';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import { asItIs } from './places.ts';
import { resolveQuery } from './resolve.ts';

const alone = testId(3, 7) as TeamId;
const common = { order: 1, archived: false };
const unit = (names: object, region: string | null) => ({
	...common,
	names: { ...names },
	...{ region, calendar: null, networks: [] }
});
const category = (names: object, parent: string | null) => ({
	...common,
	names: { ...names },
	...{ section: null, parent }
});
const catalogue = new Catalogue([
	[entryKey('region', 'north'), { ...common, names: { en: 'North', de: 'Nord' } }],
	[entryKey('unit', 'port'), unit({ en: 'Harbour', de: 'Hafen', ar: 'الميناء' }, 'north')],
	[entryKey('unit', 'mill'), unit({ en: 'Old mill' }, null)],
	[entryKey('unit', 'empty'), unit({ en: 'Empty' }, 'north')],
	[entryKey('category', 'hardware'), category({ en: 'Hardware' }, null)],
	[entryKey('category', 'printer'), category({ en: 'Printers' }, 'hardware')],
	[entryKey('category', 'mouse'), { ...category({ en: 'Mice' }, 'hardware'), archived: true }],
	[entryKey('section', 'it'), { ...common, names: { en: 'IT' } }],
	[entryKey('section', 'house'), { ...common, names: { en: 'House' } }],
	[entryKey('section', 'bare'), { ...common, names: { en: 'Bare' } }],
	[entryKey('category', 'phone'), { ...category({ en: 'Phones' }, null), section: 'it' }],
	[entryKey('category', 'line'), category({ en: 'Lines' }, 'phone')],
	[entryKey('category', 'door'), { ...category({ en: 'Doors' }, 'phone'), section: 'house' }]
]);
const teams = [
	[support, { unit: 'port', name: 'Support' }],
	[field, { unit: 'mill', name: 'Field' }],
	[alone, { name: 'Alone', unit: null }]
] as const;

function asked(text: string): string {
	const parsed = parseQuery(text);
	const resolved = parsed.ok
		? resolveQuery(parsed.query, findNamedIn({ catalogue, people: [], teams }))
		: parsed;
	if (!resolved.ok) return resolved.problem.code;
	return formatQuery(asItIs(resolved.query, { catalogue, teams }));
}

const QUESTIONS = [
	['unit:port', `team:${support}`],
	['unit:Hafen', `team:${support}`],
	['unit:الميناء', `team:${support}`],
	['unit:"old mill",port', `team:${support},${field}`],
	['unit:none', `team:${alone}`],
	['region:nord', `team:${support}`],
	['region:none', `team:${field},${alone}`],
	['-unit:port', `-team:${support}`],
	['lamp OR (unit:port is:open)', `lamp OR (team:${support} is:open)`],
	['unit:empty', 'team:'],
	['unit:nowhere', 'unknown-value']
];

describe('asking for units and regions', () => {
	it.each(QUESTIONS)('[QY8] %s', (text = '', expected) => {
		expect(asked(text)).toBe(expected);
	});
});

const CATEGORIES = [
	['category:Hardware', 'category:hardware,mouse,printer'],
	['category:printers,hardware', 'category:printer,hardware,mouse'],
	['category:Printers', 'category:printer'],
	['category:"Hardware › Printers"', 'category:printer'],
	['category:"Phones › Printers"', 'category:"Phones › Printers"'],
	['-category:hardware', '-category:hardware,mouse,printer'],
	['lamp OR (category:hardware is:open)', 'lamp OR (category:hardware,mouse,printer is:open)'],
	['category:none', 'category:none'],
	['category:"never defined"', 'category:"never defined"']
];

it.each(CATEGORIES)(
	'[QY10] whoever asks for a category means what is part of it: %s',
	(text = '', expected) => {
		expect(asked(text)).toBe(expected);
	}
);

const SECTIONS = [
	['section:it', '(section:it OR (section:none category:line,phone))'],
	['-section:House', '-(section:house OR (section:none category:door))'],
	['section:bare', 'section:bare'],
	['-section:bare', '-section:bare'],
	['section:none', '((section:none -category:door,line,phone))'],
	['section:bare,none', '(section:bare OR (section:none -category:door,line,phone))']
];

it.each(SECTIONS)(
	'[TK26] a ticket without a section is in that of its category: %s',
	(text = '', expected) => {
		expect(asked(text)).toBe(expected);
	}
);
