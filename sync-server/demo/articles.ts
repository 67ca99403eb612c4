import { randomFillSync } from 'node:crypto';
import type { Names } from '#lib/domain/catalogue/names.ts';
import { newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Visibility } from '#lib/domain/knowledge/article.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { ARABIC_ARTICLES } from './articles/ar.ts';
import { GERMAN_ARTICLES } from './articles/de.ts';
import { ENGLISH_ARTICLES } from './articles/en.ts';
import type { Cast } from './cast.ts';
import type { DemoEvent } from './history.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const SECTIONS = {
	accounts: { en: 'Accounts', de: 'Konten', ar: 'الحسابات' },
	network: { en: 'Network', de: 'Netz', ar: 'الشبكة' },
	hardware: { en: 'Devices', de: 'Geräte', ar: 'الأجهزة' },
	billing: { en: 'Invoices', de: 'Rechnungen', ar: 'الفواتير' }
} satisfies Readonly<Record<string, Names>>;

/** Something that the demo's people wrote down, and whom it is for. */
export interface DemoArticle {
	readonly title: string;
	readonly body: string;
	readonly section: keyof typeof SECTIONS;
	readonly visibility: Visibility;
	readonly faq: boolean;
	readonly tags: readonly string[];
}

/** What the demo's articles are about. */
export async function nameSections(unit: OrgUnit): Promise<void> {
	const settled = await submitAutomation(
		unit,
		'~founding',
		Object.entries(SECTIONS).map(([code, names], order) => ({
			type: 'org.entry' as const,
			target: `org.${unit.org}` as const,
			body: { catalogue: 'section', code, value: { names, order, archived: false } }
		}))
	);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`the demo's sections were refused: ${JSON.stringify(refusal.verdict)}`);
}

/** Articles for everybody, for requesters and for the staff, and one that is not finished. */
export function tellArticles(cast: Cast, nowMs: number): DemoEvent[] {
	const written = [
		...ENGLISH_ARTICLES.map((article) => ({ article, language: 'en' })),
		...GERMAN_ARTICLES.map((article) => ({ article, language: 'de' })),
		...ARABIC_ARTICLES.map((article) => ({ article, language: 'ar' }))
	];
	const authors = ['mei', 'luca', 'priya', 'freya'];
	return [
		...written.flatMap(({ article, language }, index) => {
			const by = cast.id(authors[index % authors.length] ?? 'mei');
			const lead = cast.id('samira');
			return tellArticle(article, { language, by, lead, atMs: nowMs - (24 - index) * DAY });
		}),
		{
			atMs: nowMs - DAY,
			by: cast.id('mei'),
			type: 'article.create',
			target: newArticle(),
			body: {
				title: 'Second screen at a shared desk',
				language: 'en',
				section: 'hardware',
				body: 'Two screens need the *large* dock. Ask the requester which laptop they have, then'
			}
		}
	];
}

const newArticle = (): EntityRef => `article.${newId(randomFillSync)}`;

interface Written {
	readonly language: string;
	readonly by: DemoEvent['by'];
	readonly lead: DemoEvent['by'];
	readonly atMs: number;
}

function tellArticle(
	{ title, body, section, visibility, faq, tags }: DemoArticle,
	{ language, by, lead, atMs }: Written
): DemoEvent[] {
	const target = newArticle();
	const field = { by: lead, type: 'article.field', target } as const;
	return [
		{
			atMs,
			by,
			type: 'article.create',
			target,
			body: { title, language, body, section, faq }
		},
		...tags.map((element, index): DemoEvent => {
			const body = { set: 'tags', element, present: true } as const;
			return { atMs: atMs + index + 1, by, type: 'article.element', target, body };
		}),
		{ ...field, atMs: atMs + 40 * MINUTE, body: { field: 'visibility', value: visibility } },
		{ ...field, atMs: atMs + 41 * MINUTE, body: { field: 'stage', value: 'published' } }
	];
}
