import { expect, it } from 'vitest';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';
import { findArticles } from './find.ts';

const article = (title: string, body = '', stage = 'published') =>
	({ title, body, stage, tags: [] }) as unknown as ShelvedArticle;
const shelf = [
	article('Zebra printers', 'Press *reset*.'),
	article('Äpfel', '', 'archived'),
	article('Reset a badge'),
	article('Über Drucker')
];
const titles = (asked: string) => findArticles(shelf, asked).map(({ title }) => title);

it('[KN7] lists articles by title, those that have the words there first, archived ones last', () => {
	expect(titles('')).toEqual(['Reset a badge', 'Über Drucker', 'Zebra printers', 'Äpfel']);
	expect(titles('reset')).toEqual(['Reset a badge', 'Zebra printers']);
	expect(titles('press RESET')).toEqual(['Zebra printers']);
});
