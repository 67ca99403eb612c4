import { describe, expect, it } from 'vitest';
import { parseQuery } from '../query/parse.ts';
import { articleWords, askedOfArticles, findArticles } from './article-search.ts';

const shelf = [
	{ title: 'When the lift stands', tags: ['car park'], body: 'Press the **red** button.' },
	{ title: 'The car park', tags: [], body: 'The lift is beside the gate.' },
	{ title: 'الطابعة', tags: [], body: 'اضغط الزر الأخضر.' }
];
const find = (asked: string, like: readonly string[] = []) =>
	findArticles(
		shelf.map((article) => [article.title, articleWords(article)] as const),
		asked,
		() => like
	);
const titles = (asked: string) => find(asked).map(({ article }) => article);

describe('articles by their words [KN7]', () => {
	it('[KN7] are found by all of them, in whatever case, those first that have them in the title', () => {
		expect(titles('LIFT')).toEqual(['When the lift stands', 'The car park']);
		expect(titles('car park')).toEqual(['When the lift stands', 'The car park']);
		expect(titles('red gate')).toEqual([]);
		expect(titles('الطابعة')).toEqual(['الطابعة']);
		expect(titles('  ')).toEqual([]);
	});

	it('[KN7] are guessed where few say it', () => {
		expect(find('buton', ['button'])).toEqual([{ article: 'When the lift stands', isGuess: true }]);
	});

	it('[KN7] are not looked for by what only tickets have', () => {
		const asked = (text: string) => {
			const read = parseQuery(text);
			return read.ok ? askedOfArticles(read.query) : 'no query';
		};
		expect(asked('lift "car park"')).toBe('lift car park');
		expect(asked('lift status:open')).toBeUndefined();
		expect(asked('lift -gate')).toBeUndefined();
		expect(asked('lift OR gate')).toBeUndefined();
	});
});
