import { expect, it } from 'vitest';
import type { Figure } from '#lib/domain/metrics/figure.ts';
import { loadAllWords } from '#lib/ui/messages.svelte.ts';
import { basisWords, changeWords, figureWords, plainNumber } from './words.ts';

await loadAllWords();
const metric = 'ticket.first-response' as const;
const common = { metric, version: 1 };
const none: Figure = { ...common, kind: 'none' };
const count = (value: number): Figure => ({ ...common, kind: 'count', count: value });
const ratio = (hits: number, of: number): Figure => ({ ...common, kind: 'ratio', hits, of });
const time = (ms: number, of = 40): Figure => ({ ...common, kind: 'median', ms, of });

it('says a figure and what it rests on', () => {
	const said = [none, count(1_204), ratio(13, 14), time(9_960_000)].map((figure) => [
		figureWords(figure),
		basisWords(figure),
		plainNumber(figure)
	]);
	expect(said).toEqual([
		['–', 'No data', null],
		['1,204', '', 1204],
		['93%', '13 of 14', 13 / 14],
		['2h 46m', 'median of 40', 166]
	]);
});

it('says how a figure moved and whether that is good', () => {
	expect(changeWords(metric, time(100), time(150))).toEqual({
		...{ way: 'more', far: '50%', isGood: false }
	});
	expect(changeWords('ticket.satisfaction', ratio(20, 40), ratio(24, 40))).toEqual({
		...{ way: 'more', far: '10 points', isGood: true }
	});
	expect(changeWords('ticket.created', count(1), count(40))).toEqual({
		...{ way: 'more', far: 'over 900%', isGood: null }
	});
	expect(changeWords(metric, time(100), time(100))?.way).toBe('same');
});

it('calls nothing good or bad that rests on little, and says nothing where there is no data', () => {
	expect(changeWords(metric, time(100, 4), time(50))?.isGood).toBeNull();
	expect(changeWords(metric, none, time(50))).toBeNull();
	expect(changeWords(metric, undefined, time(50))).toBeNull();
});
