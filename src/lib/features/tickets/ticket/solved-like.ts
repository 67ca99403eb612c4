import type { Query } from '#lib/domain/query/query.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { loadQuestions } from '../questions.ts';

/** As many as are worth a look. */
const SHOWN = 2;
const LOOKED_AT = 20;

/** Tickets on this device that are done and speak of the same, by the worker that searches. */
export async function solvedLike(
	desk: Desk,
	words: string,
	except: string
): Promise<readonly string[]> {
	if (words === '') return [];
	const { questionOf } = await loadQuestions();
	const place = { at: 0, end: 0 };
	const any = words.split(' ').map((text) => {
		return { kind: 'text', not: false, text, exact: false, ...place } as const;
	});
	const query: Query = { groups: [any] };
	const found = await desk.search.find(questionOf(desk, query), LOOKED_AT);
	return found
		.filter((one) => one.class === 'done' && one.id !== except && !one.isGuess)
		.slice(0, SHOWN)
		.map(({ id }) => id);
}
