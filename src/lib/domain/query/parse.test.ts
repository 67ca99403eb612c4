import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import { QUERY_FIELD_NAMES, QUERY_LIMITS, QUERY_PROBLEMS, type Query } from './query.ts';
import { namedQuery, resolveQuery } from './resolve.ts';

/** A query without its places. */
function bare(text: string): unknown {
	const asked = parseQuery(text);
	return asked.ok ? plain(asked.query) : `${asked.problem.code} ${asked.problem.word}`;
}
const plain = ({ groups }: Query) =>
	groups.map((terms) => terms.map(({ at: _at, end: _end, ...term }) => term));
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
	fc.constantFrom('is:open', 'tag:vip', 'drucker', 'طابعة', '-7d', '"paper jam"'),
	fc.string({ maxLength: 6 })
);
const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));

describe('the text of a query', () => {
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
		['x is:late', 'unknown-value', 5, 9],
		['due:2026-02-30', 'bad-date', 4, 14],
		['tag:>a', 'no-order', 4, 5],
		['a '.repeat(31), 'too-many', 60, 61],
		['a'.repeat(1_001), 'too-long', 0, 1_001]
	])('[QY2] %s is refused as %s', (wrong, code, at, end) => {
		expect(parseQuery(wrong)).toMatchObject({ ok: false, problem: { code, at, end } });
	});

	it('[QY2] never throws, and places every problem inside the text', () => {
		fc.assert(
			fc.property(text, (some) => {
				const asked = parseQuery(some);
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
				const asked = parseQuery(some);
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
		const named =
			asked.ok && namedQuery(asked.query, (_, code) => (code === 'x' ? undefined : 'Is "waiting"'));
		expect(named && formatQuery(named)).toBe('status:"Is waiting",x -tag:waiting');
	});
});
