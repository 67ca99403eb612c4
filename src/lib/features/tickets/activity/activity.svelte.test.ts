import { describe, expect, it } from 'vitest';
import type { ActivityRow } from '#lib/protocol/activity.ts';
import { merged } from './activity.svelte.ts';
import { addressOf, EVERYTHING, formatQuestion, isAsked, parseQuestion } from './question.ts';

const row = (at: string, more: Partial<ActivityRow> = {}): ActivityRow =>
	({ id: at, at, ms: 0, by: 'a', kind: 'said', ticket: { team: 'x' }, ...more }) as ActivityRow;
const rows = (...stamps: string[]) => stamps.map((at) => row(at));

describe('the newest page beside what is known', () => {
	it('puts what is new on top and keeps what is older, and where that goes on', () => {
		const known = { rows: rows('5', '4', '3', '2'), next: '2' };
		expect(merged(known, { rows: rows('6', '5', '4'), next: '4' })).toEqual({
			rows: rows('6', '5', '4', '3', '2'),
			next: '2'
		});
	});

	it('takes what came late, and drops what is no longer told', () => {
		const known = { rows: rows('5', '4', '3', '2'), next: '2' };
		const { rows: shown } = merged(known, { rows: rows('5', '45', '3'), next: '3' });
		expect(shown.map(({ at }) => at)).toEqual(['5', '45', '3', '2']);
	});

	it('begins anew where it does not reach what is known', () => {
		const newest = { rows: rows('9', '8'), next: '8' };
		expect(merged({ rows: rows('5'), next: '5' }, newest)).toBe(newest);
	});
});

describe('the address', () => {
	const question = {
		...{ person: 'a'.repeat(26), team: 'b'.repeat(26) },
		...{ kind: 'status' as const, from: '2026-03-01', to: '2026-03-02' }
	};
	const read = (href: string) => parseQuestion(new URL(href, 'http://x').searchParams);

	it('says all that is asked for, and reads back', () => {
		expect(read(formatQuestion(question))).toEqual(question);
		expect(formatQuestion(EVERYTHING)).toBe('/activity');
		expect(addressOf(EVERYTHING, { zone: 'UTC', before: 'x' })).toBe(
			'/api/activity?zone=UTC&before=x'
		);
	});

	it('passes over what it does not know', () => {
		expect(read('/activity?person=%3Cb%3E&team=1&kind=all&from=soon&to=2026-13-01')).toEqual(
			EVERYTHING
		);
		expect(read('/activity?person=~&from=2026-03-02&to=2026-03-01')).toMatchObject({
			...{ person: '~', from: '2026-03-02', to: '2026-03-02' }
		});
	});
});

it('asks of rows on this device what the server would', () => {
	const ms = Date.parse('2026-03-14T23:30:00Z');
	const one = row('1', { ms, by: '~rule:x', kind: 'status' });
	const fits = (asked: object) => isAsked(one, { ...EVERYTHING, ...asked }, 'Europe/Berlin');
	expect([fits({}), fits({ person: '~' }), fits({ kind: 'status', team: 'x' })]).toEqual([
		...[true, true, true]
	]);
	expect([fits({ person: 'a' }), fits({ kind: 'said' }), fits({ team: 'y' })]).toEqual([
		...[false, false, false]
	]);
	expect([fits({ from: '2026-03-15' }), fits({ to: '2026-03-14' })]).toEqual([true, false]);
});
