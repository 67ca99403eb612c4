import { expect, it } from 'vitest';
import { helpGroups } from './help-groups.ts';

const article = (id: string, section: string | null, more: object = {}) => ({
	...{ id, section, title: id, language: 'en', faq: false, start: '' },
	...more
});

const section = (code: string, name: string) => ({ code, names: { en: name } });

const help = {
	orgName: 'Harbor',
	sections: [section('a', 'Network'), section('b', 'Network'), section('c', 'Empty')],
	articles: [
		article('wifi', 'a'),
		article('cable', 'b'),
		article('badge', null),
		article('often', 'a', { faq: true }),
		article('drucker', 'a', { language: 'de' })
	],
	takesFeedback: false
};
const grouped = (language: string, isLookedFor = false) =>
	helpGroups(help, language, isLookedFor).map(({ key, rows }) => [key, rows.map(({ id }) => id)]);

it('articles stand in their sections, also where two bear one name', () => {
	expect(grouped('en')).toEqual([
		['faq', ['often']],
		['section.a', ['wifi']],
		['section.b', ['cable']],
		['more', ['badge']],
		['foreign', ['drucker']]
	]);
	expect(grouped('de')).toEqual([
		['section.a', ['drucker']],
		['foreign', ['wifi', 'cable', 'badge', 'often']]
	]);
	expect(grouped('ar').map(([key]) => key)).toEqual(['faq', 'section.a', 'section.b', 'more']);
	expect(grouped('de', true)).toEqual([['found', ['drucker', 'wifi', 'cable', 'badge', 'often']]]);
});
