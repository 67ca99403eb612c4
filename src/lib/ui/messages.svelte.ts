import type { MessageArgs, MessageKey } from './messages/index.ts';
import { browserPreferences } from './preferences.ts';
import { toast } from './toasts.svelte.ts';

export type { MessageKey } from './messages/index.ts';

/** The languages of the app, each with its own name, direction and the Intl tag that formats it. */
export const locales = {
	en: { name: 'English', dir: 'ltr', tag: 'en-GB' },
	de: { name: 'Deutsch', dir: 'ltr', tag: 'de-DE' },
	ar: { name: 'العربية', dir: 'rtl', tag: 'ar-u-nu-latn' }
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; tag: string }>;

export type Locale = keyof typeof locales;
export const localeCodes: readonly Locale[] = ['en', 'de', 'ar'];

type Texts = Readonly<Record<string, string | undefined>>;

interface Catalogue {
	readonly first: () => Promise<Texts>;
	readonly rest: () => Promise<Texts>;
	/** What those outside read besides the first, and nothing of what stands behind the desk. */
	readonly served: () => Promise<Texts>;
}
type Part = keyof Catalogue;

/** Each language is fetched when it is shown, in two parts; the service worker keeps all of them. */
const catalogues: Readonly<Record<Locale, Catalogue>> = {
	en: {
		first: async () => (await import('./messages/en-first.ts')).en,
		rest: async () => (await import('./messages/en-rest.ts')).en,
		served: async () => (await import('./messages/en-served.ts')).en
	},
	de: {
		first: async () => (await import('./messages/de-first.ts')).de,
		rest: async () => (await import('./messages/de-rest.ts')).de,
		served: async () => (await import('./messages/de-served.ts')).de
	},
	ar: {
		first: async () => (await import('./messages/ar-first.ts')).ar,
		rest: async () => (await import('./messages/ar-rest.ts')).ar,
		served: async () => (await import('./messages/ar-served.ts')).ar
	}
};

const preferences = browserPreferences();
// First strong isolate and pop directional isolate, by number: written out they would be invisible.
const isolateStart = String.fromCharCode(0x2068);
const isolateEnd = String.fromCharCode(0x2069);

let current = $state<Locale>(initialLocale());
let texts = $state.raw<Texts>({});
let wanted: Locale | null = null;
/** Which parts are shown, and whether that is all there are. */
let parts: readonly Part[] = [];
let hasRest = false;

export const locale = {
	get code(): Locale {
		return current;
	},
	get dir(): 'ltr' | 'rtl' {
		return locales[current].dir;
	},
	/** The tag for Intl; Arabic is written with Latin digits. */
	get tag(): string {
		return locales[current].tag;
	}
};

export function isLocale(value: unknown): value is Locale {
	return typeof value === 'string' && Object.hasOwn(locales, value);
}

/** Fetches the words of the first screens in the person's language, without which `t` has none. */
export function loadLocale(): Promise<void> {
	return add('first');
}

/** Fetches the words of the portal and the help page. */
export function loadServedWords(): Promise<void> {
	return hasRest ? Promise.resolve() : add('first', 'served');
}

/** Fetches all words: for whatever is not among the first screens. */
export async function loadAllWords(): Promise<void> {
	if (hasRest) return;
	await add('first', 'rest');
}

function add(...more: readonly Part[]): Promise<void> {
	parts = [...new Set([...parts, ...more])];
	return show(current);
}

/** A part of the app with its words, so that it is whole when it is shown. */
export async function withWords<Part>(part: Promise<Part>): Promise<Part> {
	const [loaded] = await Promise.all([part, loadAllWords()]);
	return loaded;
}

/** Changes the language once its words are there; the last choice wins. */
export async function setLocale(next: Locale): Promise<void> {
	try {
		await show(next);
	} catch {
		toast({ text: t('shell.language.failed'), tone: 'danger' });
	}
	if (current !== next) return;
	preferences.write('locale', next);
	applyLocale();
}

async function show(next: Locale): Promise<void> {
	wanted = next;
	const shown = parts;
	const loaded = await Promise.all(shown.map((part) => catalogues[next][part]()));
	if (wanted !== next) return;
	texts = Object.assign({}, current === next ? texts : {}, ...loaded);
	current = next;
	hasRest ||= shown.includes('rest');
}

/** Puts language and direction on the document; called before the first paint and on change. */
export function applyLocale(): void {
	document.documentElement.lang = current;
	document.documentElement.dir = locales[current].dir;
}

/** The text for a key in the person's language; plurals choose their form by `count`. */
export function t<Key extends MessageKey>(key: Key, ...args: MessageArgs<Key>): string {
	const params: Readonly<Record<string, string | number>> = args[0] ?? {};
	const text = texts[key] ?? pluralText(key, params['count']) ?? missing(key);
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => written(params[name], whole));
}

/** A word that was not waited for is blank until it comes: it replaces the blank by itself. */
function missing(key: string): string {
	if (hasRest || Object.keys(texts).length === 0) return key;
	void loadAllWords().catch(() => undefined);
	return '';
}

function pluralText(key: string, count: string | number | undefined): string | undefined {
	const form = new Intl.PluralRules(locale.tag).select(Number(count ?? 0));
	return texts[`${key}.${form}`] ?? texts[`${key}.other`];
}

function written(value: string | number | undefined, placeholder: string): string {
	if (value === undefined) return placeholder;
	if (typeof value === 'number') return new Intl.NumberFormat(locale.tag).format(value);
	return isolated(value);
}

/** A value as it stands in a sentence: a name in another script must not reorder the Arabic around it. */
export function isolated(value: string): string {
	return locale.dir === 'rtl' ? isolateStart + value + isolateEnd : value;
}

function initialLocale(): Locale {
	const stored = preferences.read('locale');
	if (isLocale(stored)) return stored;
	const spoken = typeof navigator === 'undefined' ? [] : navigator.languages;
	return spoken.map((tag) => tag.slice(0, 2)).find(isLocale) ?? 'en';
}
