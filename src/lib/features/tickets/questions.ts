let loading: ReturnType<typeof fetchQuestions> | undefined;

function fetchQuestions() {
	return import('#lib/session/search/question.ts');
}

/**
 * What reads queries, fetched when somebody asks more than words. It is kept: an import that has come
 * waits for its turn behind everything else the page has to do, with each letter of a search.
 */
export function loadQuestions() {
	loading ??= fetchQuestions().catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}
