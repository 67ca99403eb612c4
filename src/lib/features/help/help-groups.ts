import type { HelpAnswer, HelpRow } from '#lib/protocol/help.ts';

type Section = HelpAnswer['sections'][number];

/** Articles under one heading: that of a section, one of our own, or none. */
interface HelpGroup {
	/** Its own, whatever others are called. */
	readonly key: string;
	readonly heading: Section['names'] | 'faq' | 'more' | 'foreign' | null;
	readonly rows: readonly HelpRow[];
}

/** What is asked often stands first, the rest by section; what was looked for is one group. */
export function helpGroups(help: HelpAnswer, reads: string, isLookedFor: boolean): HelpGroup[] {
	const own = help.articles.filter(({ language }) => language === reads);
	const foreign = help.articles.filter(({ language }) => language !== reads);
	const groups: readonly HelpGroup[] = isLookedFor
		? [{ key: 'found', heading: null, rows: [...own, ...foreign] }]
		: // Who reads another language than all of them gets them as if they were their own.
			own.length > 0
			? [...inSections(help, own), { key: 'foreign', heading: 'foreign', rows: foreign }]
			: inSections(help, foreign);
	return groups.filter(({ rows }) => rows.length > 0);
}

function inSections({ sections }: HelpAnswer, read: readonly HelpRow[]): HelpGroup[] {
	const rest = read.filter(({ faq }) => !faq);
	const named = sections.map(({ code, names }) => ({
		key: `section.${code}`,
		heading: names,
		rows: rest.filter(({ section }) => section === code)
	}));
	const known = new Set(sections.map(({ code }) => code));
	const others = rest.filter(({ section }) => section === null || !known.has(section));
	return [
		{ key: 'faq', heading: 'faq', rows: read.filter(({ faq }) => faq) },
		...named,
		{ key: 'more', heading: 'more', rows: others }
	];
}
