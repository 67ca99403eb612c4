import { loadFileReader } from '#lib/session/files/desk-files.svelte.ts';
import { withWords } from '#lib/ui/messages.svelte.ts';
import { loadTimeTravel } from './history/load.ts';
import { loadQuestions } from './questions.ts';

/** What the list of tickets does without; each part is fetched with its first use, or before it. */
export async function loadTicketPane() {
	return (await withWords(import('./ticket/TicketPane.svelte'))).default;
}

export function loadDialogs() {
	return withWords(import('./dialogs.ts'));
}

/** Tells what is due: nobody waits for that while the first screen comes. */
export async function loadFollowUpAlerts() {
	return (await withWords(import('./follow-ups/FollowUpAlerts.svelte'))).default;
}

export async function loadViewsDialog() {
	return (await import('./list/ViewsDialog.svelte')).default;
}

export async function loadTeamChooser() {
	return (await withWords(import('./list/TeamChooser.svelte'))).default;
}

export async function loadViewOptionsForm() {
	return (await import('./list/ViewOptionsForm.svelte')).default;
}

export async function loadUnitCounts() {
	return (await import('./list/UnitCounts.svelte')).default;
}

export async function loadPlaceItems() {
	return (await import('./list/place-items.ts')).placeItems;
}

export async function loadSearchPage() {
	return (await withWords(import('./find/SearchPage.svelte'))).default;
}

export async function loadProfilePage() {
	return (await withWords(import('./profile/ProfilePage.svelte'))).default;
}

export async function loadCompletionList() {
	return (await withWords(import('./find/CompletionList.svelte'))).default;
}

export async function loadProblemLine() {
	return (await withWords(import('./find/ProblemLine.svelte'))).default;
}

export async function loadOlderNote() {
	return (await withWords(import('./list/OlderNote.svelte'))).default;
}

export async function loadViewBuilder() {
	return (await withWords(import('./views/ViewBuilder.svelte'))).default;
}

export async function loadActivityPage() {
	return (await withWords(import('./activity/ActivityPage.svelte'))).default;
}

export async function loadBoardPage() {
	return (await withWords(import('./board/BoardPage.svelte'))).default;
}

export function loadServerHits() {
	return import('./find/server-hits.ts');
}

/** Fetches it while nobody waits, so that it is there when the line is not. */
export function fetchAhead(): void {
	// Whoever needs a part that failed to come asks for it again.
	void Promise.allSettled([
		loadTicketPane(),
		loadDialogs(),
		loadTimeTravel(),
		loadViewsDialog(),
		loadPlaceItems(),
		loadQuestions(),
		loadFileReader()
	]);
}
