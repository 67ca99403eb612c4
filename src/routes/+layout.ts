import { applyAppearance } from '#lib/ui/appearance.svelte.ts';
import { applyLocale, loadAllWords, loadLocale, loadServedWords } from '#lib/ui/messages.svelte.ts';

export const ssr = false;
export const prerender = false;

/** What most people see first; all else is behind it, and says more. */
const FIRST_SCREENS: readonly (string | null)[] = ['/', '/sign-in', '/(app)/tickets/[[id]]'];

/** The portal and the help page, which say nothing of the desk. */
const SERVED = /^\/\((portal|help)\)\//;

/** Before anything is drawn: theme, density, language and direction. */
export async function load({ route }: { route: { id: string | null } }): Promise<void> {
	applyAppearance();
	if (FIRST_SCREENS.includes(route.id)) await loadLocale();
	else await (SERVED.test(route.id ?? '') ? loadServedWords() : loadAllWords());
	applyLocale();
}
