import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityRef, ENTITY_KINDS } from '../ids.ts';
import { alice, at, bob, channelRef, testId, ticketRef } from '../testing.ts';
import { BODIES } from './bodies.ts';
import {
	CHANGE_LIMITS,
	CHANGE_TYPES,
	decodeChange,
	isAutomation,
	type ChangeType
} from './change.ts';
import { CASES } from './testing.ts';
import { CURRENT_VERSION, typeChange } from './typed.ts';

const good = {
	id: testId(7, 1),
	v: 1,
	type: 'ticket.field',
	target: ticketRef,
	saw: [at(0)],
	at: at(1),
	body: { field: 'subject', value: 'Lift' }
};
const path = (value: unknown) => {
	const decoded = decodeChange(value);
	return decoded.ok ? 'fits' : decoded.path;
};

describe('the envelope of a change', () => {
	it('[CH1] has its keys and no others', () => {
		expect(decodeChange(good)).toEqual({ ok: true, value: good });
		expect(path({ ...good, redo: testId(7, 2) })).toBe('fits');
		for (const key of Object.keys(good)) {
			const without = Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));
			expect(path(without)).toBe(key);
		}
		for (const extra of ['org', 'seq', 'arrivedAt', '__proto__', 'toJSON'])
			expect(path(JSON.parse(`{"${extra}":1,${JSON.stringify(good).slice(1)}`))).toBe(extra);
	});

	it('[CH5] never says who made it', () => {
		expect(path({ ...good, by: bob })).toBe('by');
		expect(path({ ...good, device: 'd' })).toBe('device');
		const decoded = decodeChange(good);
		expect(decoded.ok && typeChange(decoded.value, alice)).toMatchObject({ value: { by: alice } });
		expect([isAutomation('~rules'), isAutomation(alice)]).toEqual([true, false]);
	});

	it.each([
		['id', ['', 'x', 7, null, alice.toUpperCase()]],
		['v', [0, -1, 1.5, '1', CHANGE_LIMITS.version + 1, 1e300, NaN]],
		['type', ['', 'ticket.destroy', '__proto__', 'constructor', 1]],
		['target', [alice, `tickets.${alice}`, `ticket.${alice}.2`, null, {}]],
		['at', ['', 'now', 1, at(1).slice(1)]],
		['redo', ['', 1, null]]
	])('[CH1] %s must be what it says', (key, values) => {
		for (const value of values) expect(path({ ...good, [key]: value }), String(value)).toBe(key);
	});

	it('[CH1] bounds what it carries', () => {
		const saw = (count: number) => Array.from({ length: count }, () => at(0));
		expect(path({ ...good, saw: saw(CHANGE_LIMITS.saw) })).toBe('fits');
		expect(path({ ...good, saw: saw(CHANGE_LIMITS.saw + 1) })).toBe('saw');
		expect(path({ ...good, saw: [at(0), 'x'] })).toMatch(/^saw\.1/);
		expect(path({ ...good, body: 'x'.repeat(CHANGE_LIMITS.bodyLength) })).toBe('body');
		expect(path({ ...good, body: JSON.parse('['.repeat(9) + ']'.repeat(9)) })).toBe('body');
		expect(path({ ...good, body: { a: new Uint8Array(3) } })).toBe('body');
	});

	it('[CH2] is aimed at the kind of thing its type is about', () => {
		for (const type of CHANGE_TYPES)
			for (const kind of ENTITY_KINDS) {
				const noun = type.split('.')[0];
				const isPlace = ['ticket', 'channel', 'contact'].includes(kind);
				const fits = noun === 'message' ? isPlace : noun === kind;
				const answer = path({ ...good, type, target: entityRef(kind, alice) });
				expect(answer, `${type} on ${kind}`).toBe(fits ? 'fits' : 'target');
			}
	});
});

describe('the body of a change', () => {
	const typed = (type: ChangeType, body: unknown, v = CURRENT_VERSION) => {
		const noun = type.startsWith('message') ? 'channel' : type.split('.')[0];
		const target = noun === 'channel' ? channelRef : `${noun}.${alice}`;
		const decoded = decodeChange({ ...good, type, target, v, body });
		return decoded.ok ? typeChange(decoded.value, alice) : decoded;
	};

	it.each(CHANGE_TYPES)('[CH4] of %s must say what the type demands', (type) => {
		for (const body of CASES[type].fits)
			expect(typed(type, body), JSON.stringify(body)).toMatchObject({ ok: true, value: { body } });
		for (const body of [...CASES[type].misfits, null, [], 'text', 7, {}])
			expect(typed(type, body).ok, JSON.stringify(body)?.slice(0, 99)).toBe(false);
	});

	it('[CH4] that misses says where', () => {
		expect(typed('ticket.field', { field: 'due', value: -1 })).toMatchObject({ path: 'value' });
		expect(
			typed('message.add', { kind: 'note', text: '', attachments: [{ id: 'x' }] })
		).toMatchObject({ path: expect.stringMatching(/^attachments\.0\./) });
	});

	it('[CH3] of a newer version is refused, and none is older yet', () => {
		const body = CASES['ticket.take'].fits[0];
		expect(typed('ticket.take', body, CURRENT_VERSION + 1)).toMatchObject({ ok: false, path: 'v' });
		expect(CURRENT_VERSION).toBe(2);
	});

	it('[CH6] never throws, whatever the bytes said', () => {
		const nearly = fc.record({
			...Object.fromEntries(Object.entries(good).map(([key, value]) => [key, fc.constant(value)])),
			type: fc.constantFrom(...CHANGE_TYPES),
			body: fc.oneof(
				fc.constantFrom(
					...Object.values(CASES).flatMap(({ fits, misfits }) => [...fits, ...misfits])
				),
				fc.jsonValue()
			)
		});
		fc.assert(
			fc.property(fc.oneof(nearly, fc.jsonValue(), fc.anything()), (value) => {
				const decoded = decodeChange(value);
				if (decoded.ok) typeChange(decoded.value, alice);
			}),
			{ numRuns: 1_000 }
		);
		for (const type of CHANGE_TYPES)
			fc.assert(
				fc.property(fc.jsonValue(), (value) => {
					expect(BODIES[type](value).ok).toBeTypeOf('boolean');
				}),
				{ numRuns: 50 }
			);
	});
});
