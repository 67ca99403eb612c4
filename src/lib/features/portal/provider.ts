import { withWords } from '#lib/ui/messages.svelte.ts';

/** Asking whoever runs the server: rarely wanted, so fetched then. */
export async function loadProviderPage() {
	return (await withWords(import('./ProviderPage.svelte'))).default;
}
