import { withWords } from '#lib/ui/messages.svelte.ts';

/** The ticket as it was, fetched when somebody asks for it, or before. */
export async function loadTimeTravel() {
	return (await withWords(import('./TimeTravel.svelte'))).default;
}
