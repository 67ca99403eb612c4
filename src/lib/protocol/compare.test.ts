import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import { COMPARE, readCompare, writeCompare, type CompareMessage } from './compare.ts';

const MESSAGES: readonly CompareMessage[] = [
	{ kind: 'ask' },
	{ kind: 'state', rev: 0, hash: '0123456789abcdef' },
	{ kind: 'differs', rev: 2 ** 40, hash: 'ffffffffffffffff' }
];

const read = (bytes: Uint8Array) => {
	const decoder = decoding.createDecoder(bytes);
	expect(decoding.readVarUint(decoder)).toBe(COMPARE);
	return readCompare(decoder);
};

describe('the messages of a comparison', () => {
	it.each(MESSAGES)('[CP2] are read as they were written: $kind', (message) => {
		expect(read(writeCompare(message))).toEqual(message);
	});

	it.each(MESSAGES.slice(1))('[CP2] are none when they are cut anywhere: $kind', (message) => {
		const bytes = writeCompare(message);
		for (let length = 1; length < bytes.length; length += 1)
			expect(read(bytes.slice(0, length))).toBeUndefined();
	});

	it('[CP2] have no other kinds and no other hashes', () => {
		expect(read(new Uint8Array([COMPARE, 3]))).toBeUndefined();
		expect(read(writeCompare({ kind: 'state', rev: 1, hash: 'ABC' }))).toBeUndefined();
	});
});
