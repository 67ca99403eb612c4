/** What reads queries, fetched when somebody asks more than words. */
export function loadQuestions() {
	return import('#lib/session/search/question.ts');
}
