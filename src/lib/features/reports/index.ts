import { withWords } from '#lib/ui/messages.svelte.ts';

/** Fetched with its first use, and before it while nobody waits, by the service worker. */
export async function loadReportsPage() {
	return (await withWords(import('./ReportsPage.svelte'))).default;
}
