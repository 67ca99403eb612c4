import { beforeAll, describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { loadLocale } from '#lib/ui/messages.svelte.ts';
import { timingsAt } from './timings.ts';

beforeAll(loadLocale);

const MINUTE = 60_000;
const START_MS = 1_800_000_000_000;
const target = {
	names: { en: 'A' },
	order: 1,
	archived: false,
	priority: null,
	category: null,
	team: null,
	calendar: null,
	firstResponse: 60,
	nextResponse: null,
	resolution: null,
	warnAt: 50
};
const levels = new ServiceLevels(new Catalogue([[entryKey('target', 'a'), target]]), []);
const row = (replyMs: number | null, of: 'open' | 'paused' = 'open') =>
	({
		priority: 'low',
		category: null,
		team: 't',
		service: {
			createdMs: START_MS,
			firstReplyMs: replyMs,
			askedMs: null,
			phases: [
				['open', START_MS],
				[of, START_MS + 10 * MINUTE]
			]
		}
	}) as unknown as RowView;

describe('what a row shows of its service level', () => {
	it.each([
		[1, 'running', '59m left', '59m'],
		[30, 'warning', '30m left', '30m'],
		[75, 'late', '15m late', '15m']
	])('after %i minutes it is %s', (minutes, state, words, brief) => {
		const timing = timingsAt(levels, START_MS + minutes * MINUTE)(row(null));
		expect(timing).toMatchObject({ state, words, brief });
	});

	it('says that a clock stands still, and nothing once all are settled', () => {
		const at = timingsAt(levels, START_MS + 20 * MINUTE);
		expect(at(row(null, 'paused'))).toMatchObject({ state: 'paused', words: 'On hold' });
		expect(at(row(START_MS))).toMatchObject({ words: '' });
	});

	it('is worked out once a minute', () => {
		const at = timingsAt(levels, START_MS);
		const one = row(null);
		expect(at(one)).toBe(at(one));
	});
});
