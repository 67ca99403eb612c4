import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	boolean,
	finite,
	integer,
	json,
	list,
	matching,
	nullable,
	oneOf,
	text,
	type Decoder
} from './schema.ts';
import { isId } from './ids.ts';
import { object } from './object.decode.ts';
import { record } from './record.decode.ts';

const thing = object({ name: text(1, 5) }, { size: integer(0, 9), parts: list(boolean, 2) });
const problem = <T>(decoder: Decoder<T>, value: unknown) => {
	const decoded = decoder(value);
	return decoded.ok ? 'fits' : `${decoded.path}: ${decoded.problem}`;
};

describe('decoders', () => {
	it.each([
		[
			'text',
			text(1, 3),
			['a', 'abc', 'a\nb', '\t'],
			['', 'abcd', 1, null, [], 'a\u0000', '\u001b']
		],
		['integer', integer(-1, 5), [-1, 0, 5], [-2, 6, 0.5, NaN, Infinity, 1e300, '1', null, 1n]],
		['finite', finite(-1, 2), [-1, 0.5, 2], [-1.5, 2.1, NaN, Infinity, '1', null, 1n]],
		[
			'record',
			record(/^[a-z]$/, boolean, 2),
			[{}, { a: true, b: false }],
			[{ a: true, b: true, c: true }, { A: true }, { a: 1 }, [], null, 'a']
		],
		['boolean', boolean, [true, false], [0, 1, 'true', null, undefined]],
		['oneOf', oneOf(['a', 'b']), ['a', 'b'], ['c', '', 'constructor', '__proto__', 0, null]],
		['nullable', nullable(boolean), [null, true], [undefined, 0, 'null']],
		['list', list(boolean, 2), [[], [true, false]], [[true, true, true], [1], {}, 'ab', null]],
		['matching', matching(isId, 'no id'), ['0'.repeat(26)], ['', '0', 0, null]]
	] as const)('[CH6] %s takes what fits and nothing else', (_name, decoder, fits, misfits) => {
		const any: Decoder<unknown> = decoder;
		for (const value of fits) expect(any(value)).toEqual({ ok: true, value });
		for (const value of misfits) expect(any(value).ok, String(value)).toBe(false);
	});

	it('[CH6] an object takes its keys and no others', () => {
		expect(thing({ name: 'a' })).toEqual({ ok: true, value: { name: 'a' } });
		expect(thing({ name: 'a', size: 1, parts: [true] }).ok).toBe(true);
		expect(problem(thing, {})).toBe('name: is missing');
		expect(problem(thing, { name: 'a', color: 1 })).toBe('color: is not known');
		expect(problem(thing, { name: 'a', parts: [true, 1] })).toBe('parts.1.: must be true or false');
		for (const wrong of [null, [], 'a', 1, undefined, () => 1])
			expect(problem(thing, wrong)).toBe(': must be an object');
	});

	it('[CH6] an object is not fooled by inherited and special keys', () => {
		expect(problem(thing, JSON.parse('{"name":"a","__proto__":{"size":1}}'))).toBe(
			'__proto__: is not known'
		);
		expect(problem(thing, JSON.parse('{"name":"a","constructor":1}'))).toBe(
			'constructor: is not known'
		);
		expect(problem(thing, Object.create({ name: 'a' }))).toBe('name: is missing');
		expect(problem(thing, { name: 'a', size: undefined })).not.toBe('fits');
		const long = problem(thing, { name: 'a', ['k'.repeat(5_000)]: 1 });
		expect(long.length).toBeLessThan(100);
	});

	it('[CH6] any JSON is bounded in depth and length', () => {
		const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
		expect(json(3, 100)(nested(3)).ok).toBe(true);
		expect(json(3, 100)(nested(4)).ok).toBe(false);
		expect(json(3, 100)(nested(50_000)).ok).toBe(false);
		expect(json(1, 5)('abc').ok).toBe(true);
		expect(json(1, 5)('abcd').ok).toBe(false);
	});

	it('[CH6] any JSON is plain: what JSON cannot carry is refused', () => {
		const any = json(4, 1_000);
		for (const value of [null, 0, -1.5, 1e300, 'a', [], {}, { a: [{ b: null }] }])
			expect(any(value)).toEqual({ ok: true, value });
		for (const value of [
			undefined,
			NaN,
			Infinity,
			1n,
			() => 1,
			Symbol('a'),
			{ a: undefined },
			new Uint8Array(2),
			{ a: new Uint8Array(0) },
			new Date(0),
			new Map(),
			JSON.parse('{"__proto__":1}'),
			JSON.parse('{"a":{"__proto__":{}}}')
		])
			expect(any(value).ok).toBe(false);
	});

	it('[CH6] never throw', () => {
		const deep = object({ a: nullable(list(json(5, 200), 3)) }, { b: text(0, 4), c: thing });
		const almost = fc.record({ a: fc.anything(), b: fc.anything(), c: fc.anything() });
		fc.assert(
			fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), almost), (value) => {
				expect(typeof deep(value).ok).toBe('boolean');
			}),
			{ numRuns: 1_000 }
		);
	});
});
