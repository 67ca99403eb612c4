import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, jsonEqual, type Json } from './json.ts';

const json = fc.jsonValue().map((value) => value as Json);

function reversed(value: Json): Json {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, item]) => [key, reversed(item)])
	);
}

describe('canonical JSON', () => {
	it('[CE11] is JSON of the same value', () => {
		fc.assert(
			fc.property(json, (value) => {
				expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			})
		);
	});

	it('[CE11] is one text whatever the order of keys', () => {
		fc.assert(
			fc.property(json, (value) => {
				expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
				expect(jsonEqual(reversed(value), value)).toBe(true);
			})
		);
		expect(canonicalJson({ b: [1, { d: 1, c: '"' }], a: null })).toBe(
			'{"a":null,"b":[1,{"c":"\\"","d":1}]}'
		);
	});

	it('[CE11] keeps different values apart, the order of lists and missing ones included', () => {
		const values: (Json | undefined)[] = [
			undefined,
			null,
			false,
			0,
			'',
			'0',
			[],
			{},
			[0],
			['0'],
			[[]],
			{ a: null },
			{ a: [] },
			[1, 2],
			[2, 1],
			{ a: 1, b: 2 },
			{ a: 2, b: 1 }
		];
		for (const [i, a] of values.entries())
			for (const [j, b] of values.entries()) expect(jsonEqual(a, b)).toBe(i === j);
	});
});
