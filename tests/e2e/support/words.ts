import type { Page } from '@playwright/test';
import { ar, de, en, type MessageKey } from '#lib/ui/messages/index.ts';

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en, de, ar };

export type Locale = 'en' | 'de' | 'ar';
export type { MessageKey };

/** What the app says for a key in a language; the values of its placeholders are given as they are. */
export function word(
	locale: Locale,
	key: MessageKey,
	values: Readonly<Record<string, string>> = {}
): string {
	const text = CATALOGUES[locale][key];
	if (text === undefined) throw new Error(`${locale} has no words for ${key}`);
	// Values stand in direction isolates where the language runs from right to left.
	const [before, after] = locale === 'ar' ? ['\u2068', '\u2069'] : ['', ''];
	return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
		values[name] === undefined ? whole : before + values[name] + after
	);
}

/** The English texts that another language says otherwise, each as what it looks like on screen. */
function englishTexts(): RegExp[] {
	return Object.entries(en).flatMap(([key, text]) => {
		const hasWords = /[a-z]{3}/i.test(text.replaceAll(/\{\w+\}/g, ''));
		if (!hasWords || CATALOGUES.ar[key] === text) return [];
		const pattern = text
			.replaceAll(/[.*+?^$()[\]|\\]/g, '\\$&')
			// A number has no letters; otherwise whatever ends in “file” would be so many files.
			.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => (name === 'count' ? '\\P{L}+' : '.+'));
		return [new RegExp(`^${pattern}$`, 'su')];
	});
}

/** What stands on an Arabic page, or is read out there, in the app’s own English words. */
export async function englishLeftIn(page: Page): Promise<string[]> {
	const texts = await page.evaluate(() => {
		const found = [document.title];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const parent = walker.currentNode.parentElement;
			// What people wrote and how they are called stays as it is.
			if (parent?.closest('bdi, [dir=auto], script, style') === null)
				found.push(walker.currentNode.textContent ?? '');
		}
		for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
			for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
				found.push(one.getAttribute(name) ?? '');
		return found;
	});
	const english = englishTexts();
	return texts.map((text) => text.trim()).filter((text) => english.some((one) => one.test(text)));
}
