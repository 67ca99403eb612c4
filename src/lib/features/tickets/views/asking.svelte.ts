import { loadQuestions } from '../questions.ts';

type Questions = Awaited<ReturnType<typeof loadQuestions>>;

let questions = $state.raw<Questions>();
let isLoading = false;

/** What reads queries; undefined until it is here, which whatever asked is told. */
export function queries(): Questions | undefined {
	if (questions === undefined && !isLoading) {
		isLoading = true;
		void loadQuestions().then(
			(loaded) => (questions = loaded),
			() => (isLoading = false)
		);
	}
	return questions;
}

/** Whether a text is words and nothing else, for which nothing need be read. */
export function isPlain(text: string): boolean {
	return !/[:"(]|(^|\s)-\S|(^|\s)OR(\s|$)/.test(text);
}
