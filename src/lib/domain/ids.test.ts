import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	directChannelId,
	ENTITY_KINDS,
	entityRef,
	isDeviceId,
	isId,
	newDeviceId,
	newId,
	parseEntityRef,
	temporaryMark,
	toBase32,
	type PersonId
} from './ids.ts';
import { alice, bob, carol, testId } from './testing.ts';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const person = bytes.map((raw) => toBase32(raw) as PersonId);

describe('ids', () => {
	it('[ID1] write bytes in the alphabet without i, l, o and u', () => {
		expect(toBase32(new Uint8Array([]))).toBe('');
		expect(toBase32(new Uint8Array([0xff]))).toBe('zw');
		expect(toBase32(new TextEncoder().encode('foobar'))).toBe('csqpyrk1e8');
		expect(toBase32(new Uint8Array([0x00, 0x44, 0x32, 0x14, 0xc7]))).toBe('01234567');
	});

	it('[ID1] are as many as their bytes, and well-formed', () => {
		fc.assert(
			fc.property(bytes, bytes, (a, b) => {
				expect(isId(toBase32(a))).toBe(true);
				expect(toBase32(a) === toBase32(b)).toBe(a.every((byte, index) => byte === b[index]));
			})
		);
	});

	it('[ID1] take their randomness from outside', () => {
		const asked: number[] = [];
		const random = (into: Uint8Array<ArrayBuffer>) => {
			asked.push(into.length);
			return into.fill(1);
		};
		expect(isId(newId(random))).toBe(true);
		expect(isDeviceId(newDeviceId(random))).toBe(true);
		expect(asked).toEqual([16, 10]);
	});

	it('[ID1] are nothing but their own characters', () => {
		for (const wrong of ['', alice.toUpperCase(), `${alice}0`, alice.slice(1), `${alice}\n`])
			expect(isId(wrong)).toBe(false);
		for (const letter of ['i', 'l', 'o', 'u', '.', '/', ' ', 'é'])
			expect(isId(alice.slice(1) + letter), letter).toBe(false);
		for (const wrong of [null, undefined, 1, [alice], { length: 26 }]) {
			expect(isId(wrong)).toBe(false);
			expect(isDeviceId(wrong)).toBe(false);
		}
	});

	it('[ID2] name an entity by kind and id, and read back', () => {
		for (const kind of ENTITY_KINDS)
			expect(parseEntityRef(entityRef(kind, alice))).toEqual({ kind, id: alice });
	});

	it('[ID2] refuse every other spelling of an entity', () => {
		for (const wrong of [
			alice,
			`.${alice}`,
			`Ticket.${alice}`,
			`ticket..${alice}`,
			`ticket.${alice}.1`,
			`ticket.${alice.toUpperCase()}`,
			`outbox.${alice}`,
			`__proto__.${alice}`,
			`constructor.${alice}`,
			'ticket.',
			'',
			null,
			{}
		])
			expect(parseEntityRef(wrong), String(wrong)).toBeUndefined();
	});

	it('[ID3] mark an unnumbered ticket by the beginning of its id', () => {
		expect(temporaryMark(testId(2, 1))).toBe(`~${testId(2, 1).slice(0, 6).toUpperCase()}`);
	});

	it('[CN1] give two people the same direct channel whoever asks', () => {
		fc.assert(
			fc.property(person, person, (a, b) => {
				expect(directChannelId(a, b)).toBe(directChannelId(b, a));
				expect(isId(directChannelId(a, b))).toBe(true);
			})
		);
	});

	it('[CN1] give other people another direct channel', () => {
		fc.assert(
			fc.property(person, person, person, (a, b, c) => {
				expect(directChannelId(a, b) === directChannelId(a, c)).toBe(b === c);
			})
		);
		expect(new Set([directChannelId(alice, bob), directChannelId(bob, carol)]).size).toBe(2);
	});
});
