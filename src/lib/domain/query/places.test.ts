import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { field, support, testId } from '../testing.ts';
import type { TeamId } from '../ids.ts';
import { findNamedIn } from './find-named.ts';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import { inTeams } from './places.ts';
import { resolveQuery } from './resolve.ts';

const alone = testId(3, 7) as TeamId;
const common = { order: 1, archived: false };
const unit = (names: object, region: string | null) => ({
	...common,
	names: { ...names },
	...{ region, calendar: null, networks: [] }
});
const catalogue = new Catalogue([
	[entryKey('region', 'north'), { ...common, names: { en: 'North', de: 'Nord' } }],
	[entryKey('unit', 'port'), unit({ en: 'Harbour', de: 'Hafen', ar: 'الميناء' }, 'north')],
	[entryKey('unit', 'mill'), unit({ en: 'Old mill' }, null)],
	[entryKey('unit', 'empty'), unit({ en: 'Empty' }, 'north')]
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
	return formatQuery(inTeams(resolved.query, { catalogue, teams }));
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
