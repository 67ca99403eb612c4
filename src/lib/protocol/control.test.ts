import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testId, testNode } from '#lib/domain/testing.ts';
import { readClientControl, readServerControl } from './control.ts';
import { LIMITS } from './limits.ts';

const device = testNode(1).slice(0, 16);
const name = `ticket.${testId(2, 1)}.1`;
const names = (count: number) => Array.from({ length: count }, () => name);

const CLIENT = {
	hello: { type: 'hello', device, protocol: 1, sentMs: 0 },
	holds: { type: 'holds', documents: [{ name, rev: 3 }] },
	ping: { type: 'ping', sentMs: 5 }
};
const SERVER = {
	welcome: { type: 'welcome', nowMs: 1, sentMs: 0, org: 'o', person: 'p', mode: 'normal' },
	holdings: { type: 'holdings', keep: [name], replace: [], erase: [name] },
	pong: { type: 'pong', nowMs: 1, sentMs: 0 },
	storage: { type: 'storage', trouble: 'disk-full' },
	wipe: { type: 'wipe', delivered: true }
};
const client = (value: unknown) => readClientControl(JSON.stringify(value));
const server = (value: unknown) => readServerControl(JSON.stringify(value));

describe('control messages', () => {
	it.each(Object.entries(CLIENT))('[MX4] %s is read from a client only', (_type, message) => {
		expect(client(message)).toEqual({ ok: true, value: message });
		expect(server(message).ok).toBe(false);
	});

	it.each(Object.entries(SERVER))('[MX4] %s is read from a server only', (_type, message) => {
		expect(server(message)).toEqual({ ok: true, value: message });
		expect(client(message).ok).toBe(false);
	});

	it.each([
		...Object.values(CLIENT).map((message) => [message.type, client, message] as const),
		...Object.values(SERVER).map((message) => [message.type, server, message] as const)
	])('[MX4] %s has all its keys and no others', (_type, read, message) => {
		for (const key of Object.keys(message)) {
			const without = Object.entries(message).filter(([known]) => known !== key);
			expect(read(Object.fromEntries(without)).ok, `without ${key}`).toBe(false);
			if (key !== 'type') expect(read({ ...message, [key]: { a: [] } }).ok, key).toBe(false);
		}
		expect(read({ ...message, extra: 1 }).ok).toBe(false);
	});

	it('[MX4] are bounded', () => {
		const holds = (count: number) => ({
			type: 'holds',
			documents: names(count).map((held) => ({ name: held, rev: 0 }))
		});
		expect(client(holds(LIMITS.holdingsPerMessage)).ok).toBe(true);
		expect(client(holds(LIMITS.holdingsPerMessage + 1)).ok).toBe(false);
		for (const wrong of [-1, 1.5, 1e300, null, '0'])
			expect(client({ type: 'ping', sentMs: wrong }).ok, String(wrong)).toBe(false);
		for (const wrong of ['', device.slice(1), device.toUpperCase(), '__proto__'])
			expect(client({ ...CLIENT.hello, device: wrong }).ok, wrong).toBe(false);
	});

	it.each([
		'',
		'{',
		'null',
		'[]',
		'"hello"',
		'{"type":"__proto__"}',
		'{"type":"constructor"}',
		'{"type":null}',
		'{"type":["hello"]}',
		'{"type":{"toString":1,"valueOf":1}}',
		'{"__proto__":{"type":"ping"}}',
		`{"type":"ping","sentMs":1,"__proto__":{}}`,
		'['.repeat(100_000)
	])('[MX2] hostile text is answered, never thrown: %#', (raw) => {
		expect(readClientControl(raw).ok).toBe(false);
		expect(readServerControl(raw).ok).toBe(false);
	});

	it('[MX2] any text and any JSON is answered', () => {
		const types = fc.constantFrom(...Object.keys(CLIENT), ...Object.keys(SERVER));
		const nearly = fc
			.tuple(types, fc.dictionary(fc.string(), fc.jsonValue()))
			.map(([type, rest]) => JSON.stringify({ ...rest, type }));
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json(), nearly), (raw) => {
				readClientControl(raw);
				readServerControl(raw);
			}),
			{ numRuns: 1_000 }
		);
	});
});
