import { applyAppearance } from '#lib/ui/appearance.svelte.ts';
import { applyLocale, loadLocale } from '#lib/ui/messages.svelte.ts';

export const ssr = false;
export const prerender = false;

/** Before anything is drawn: theme, density, language and direction. */
export async function load(): Promise<void> {
	applyAppearance();
	await loadLocale();
	applyLocale();
}
