import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import { fieldNamesIn } from './field-names.ts';
import { fieldsIn } from './custom.ts';
import { aCatalogue } from './testing.ts';
import { QUERY_FIELD_NAMES, QUERY_LIMITS, QUERY_PROBLEMS, type Query } from './query.ts';
import { namedQuery, resolveQuery } from './resolve.ts';

const catalogue = aCatalogue();
const fields = fieldsIn(catalogue);

/** A query without its places. */
function bare(text: string): unknown {
	const asked = parseQuery(text, fields);
	return asked.ok ? plain(asked.query) : `${asked.problem.code} ${asked.problem.word}`;
}
const plain = ({ groups }: Query): unknown =>
	groups.map((terms) =>
		terms.map(({ at: _at, end: _end, ...term }) =>
			term.kind === 'part' ? { ...term, query: plain(term.query) } : term
		)
	);
const part = (groups: unknown, not = false) => ({ kind: 'part', not, query: groups });
const word = (text: string, not = false) => ({ kind: 'text', not, text, exact: false });
const phrase = (text: string, not = false) => ({ kind: 'text', not, text, exact: true });
const field = (name: string, values: string[], more: object = {}) => ({
	kind: 'field',
	not: false,
	field: name,
	comparison: null,
	values,
	...more
});

const piece = fc.oneof(
	fc.constantFrom('OR', '-', '"', ':', ',', ' ', '>', '<=', '..', 'me', 'none', '2026-01-01'),
	fc.constantFrom(...QUERY_FIELD_NAMES).map((name) => `${name}:`),
	fc.constantFrom('is:open', 'tag:vip', 'drucker', 'طابعة', '-7d', '"paper jam"', '(', ')', ' -('),
	fc.constantFrom(
		'weight:>',
		'size:',
		'large',
		'seriennummer:',
		'built:',
		'tested:yes',
		'12',
		'1..2'
	),
	fc.string({ maxLength: 6 })
);
const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));

describe('the text of a query', () => {
	it.each(['“paper jam”', '„paper jam“', '«paper jam»', '"paper jam”'])(
		'[QY1] takes quotation marks as they are typed: %s',
		(text) => {
			expect(bare(text)).toEqual([[phrase('paper jam')]]);
		}
	);

	it('[QY1] is terms, of which all must hold', () => {
		expect(bare('status:open assignee:me -tag:vip "paper jam" words')).toEqual([
			[field('status', ['open'])],
			[field('assignee', ['me'])],
			[field('tag', ['vip'], { not: true })],
			[phrase('paper jam')],
			[word('words')]
		]);
		expect(bare('  ')).toEqual([]);
	});

	it('[QY1] offers another term by OR, and another value by a comma', () => {
		expect(bare('a OR -"b c" tag:x,"y z"')).toEqual([
			[word('a'), phrase('b c', true)],
			[field('tag', ['x', 'y z'])]
		]);
		expect(bare('created:>2026-01-01 priority:<=high')).toEqual([
			[field('created', ['2026-01-01'], { comparison: '>' })],
			[field('priority', ['high'], { comparison: '<=' })]
		]);
	});

	it('[QY1] has queries in brackets, and turns them round', () => {
		expect(bare('a (b OR "c)" d) OR -(e -(tag:x))')).toEqual([
			[word('a')],
			[
				part([[word('b'), phrase('c)')], [word('d')]]),
				part([[word('e')], [part([[field('tag', ['x'])]], true)]], true)
			]
		]);
		expect(bare(':) a) (b) smile:)')).toBe('unknown-field smile');
		expect(bare(':) a) (b)')).toEqual([[word(':)')], [word('a)')], [part([[word('b')]])]]);
	});

	it('[QY1] asks for fields that the organisation defined', () => {
		const own = (name: string, of: string, values: string[], more: object = {}) =>
			field(name, values, { kind: 'custom', of, ...more });
		expect(bare('WEIGHT-KG:>=2.5 -size:large,none built:<today serial:"a 1" tested:yes')).toEqual([
			[own('weight', 'number', ['2.5'], { comparison: '>=' })],
			[own('size', 'choice', ['large', 'none'], { not: true })],
			[own('built', 'date', ['today'], { comparison: '<' })],
			[own('serial', 'text', ['a 1'])],
			[own('tested', 'checkbox', ['yes'])]
		]);
	});

	it('[QY1] takes what only looks like a field as words', () => {
		for (const words of ['http://a.example', 'Re: mail', '12:30', 'a-b', '-'])
			expect(bare(words), words).toEqual(words.split(' ').map((one) => [word(one)]));
	});

	it.each([
		['stauts:open', 'unknown-field', 0, 6],
		['a tag: b', 'missing-value', 2, 6],
		['a "b c', 'unclosed-quote', 2, 6],
		['a OR', 'dangling-or', 2, 4],
		['OR a', 'dangling-or', 0, 2],
		['x is:later', 'unknown-value', 5, 10],
		['a (b', 'unclosed-bracket', 2, 3],
		['(a (b) c', 'unclosed-bracket', 0, 1],
		['a -( )', 'empty-brackets', 3, 6],
		['(a OR) b', 'dangling-or', 3, 5],
		['size:huge', 'unknown-value', 5, 9],
		['weight:heavy', 'bad-number', 7, 12],
		['-Weight-kg:', 'missing-value', 0, 11],
		['size:>large', 'no-order', 5, 6],
		['built:2026-02-30', 'bad-date', 6, 16],
		['tested:maybe', 'unknown-value', 7, 12],
		['tägs-x:open', 'unknown-field', 0, 6],
		['due:2026-02-30', 'bad-date', 4, 14],
		['tag:>a', 'no-order', 4, 5],
		['a '.repeat(31), 'too-many', 60, 61],
		['a'.repeat(1_001), 'too-long', 0, 1_001]
	])('[QY2] %s is refused as %s', (wrong, code, at, end) => {
		expect(parseQuery(wrong, fields)).toMatchObject({ ok: false, problem: { code, at, end } });
	});

	it('[QY2] never throws, and places every problem inside the text', () => {
		fc.assert(
			fc.property(text, (some) => {
				const asked = parseQuery(some, fields);
				if (asked.ok) return asked.query.groups.flat().length <= QUERY_LIMITS.terms;
				const { code, at, end } = asked.problem;
				return QUERY_PROBLEMS.includes(code) && at >= 0 && at <= end && end <= some.length;
			}),
			{ numRuns: 2_000 }
		);
	});

	it('[QY3] written and read again is the same', () => {
		fc.assert(
			fc.property(text, (some) => {
				const asked = parseQuery(some, fields);
				if (!asked.ok) return;
				expect(bare(formatQuery(asked.query))).toEqual(plain(asked.query));
			}),
			{ numRuns: 2_000 }
		);
	});
});

describe('the names in a query', () => {
	const find = (kind: string, name: string) =>
		kind === 'status' && /^(waiting|wartend)$/i.test(name) ? ['waiting'] : [];

	it('[QY4] become codes, whatever language they are in', () => {
		for (const written of ['status:waiting', 'status:Wartend', 'status:Wartend,waiting']) {
			const asked = parseQuery(written);
			const resolved = asked.ok ? resolveQuery(asked.query, find) : asked;
			expect(resolved.ok && formatQuery(resolved.query)).toBe('status:waiting');
		}
		const asked = parseQuery('a assignee:me,none category:Lamps');
		const resolved = asked.ok ? resolveQuery(asked.query, find) : asked;
		expect(resolved.ok && formatQuery(resolved.query)).toBe('a assignee:me,none category:Lamps');
	});

	it('[QY4] are refused when nobody has them', () => {
		const asked = parseQuery('a status:sleeping');
		expect(asked.ok && resolveQuery(asked.query, find)).toEqual({
			ok: false,
			problem: { code: 'unknown-value', word: 'sleeping', at: 2, end: 17 }
		});
	});

	it('[QY4] stand for codes where people read', () => {
		const asked = parseQuery('status:waiting,x -tag:waiting');
		const nameOf = (_: string, code: string) => (code === 'x' ? undefined : 'Is "waiting"');
		const named = asked.ok && namedQuery(asked.query, nameOf, () => undefined);
		expect(named && formatQuery(named)).toBe('status:"Is waiting",x -tag:"Is waiting"');
	});

	it('[QY4] of fields and what can be chosen in them, unless they mean something else', () => {
		const named = (written: string, language: string) => {
			const asked = parseQuery(written, fields);
			const query =
				asked.ok && namedQuery(asked.query, () => 'Ann B', fieldNamesIn(catalogue, language));
			return query ? formatQuery(query) : asked;
		};
		const written = '(Größe:Groß OR seriennummer:a1) due-2:<today keeper:p1';
		expect(bare(written)).toEqual(bare('(size:large OR serial:a1) due-2:<today keeper:p1'));
		expect(named(written, 'de')).toBe(
			'(grosse:Groß OR seriennummer:a1) due-2:<today keeper:"Ann B"'
		);
		expect(named(written, 'en')).toBe(
			'(size:Large OR serial-number:a1) due-2:<today keeper:"Ann B"'
		);
		expect(bare(String(named(written, 'en')).replace('"Ann B"', 'p1'))).toEqual(bare(written));
	});
});
