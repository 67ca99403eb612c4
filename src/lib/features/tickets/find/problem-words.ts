import type { QueryProblem } from '#lib/domain/query/query.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** What is wrong with a query, with the place, in a sentence. */
export function problemWords({ code, word, at }: QueryProblem): string {
	return t('search.problem', { place: at + 1, problem: sentence(code, word) });
}

function sentence(code: QueryProblem['code'], word: string): string {
	switch (code) {
		case 'unknown-field':
		case 'missing-value':
		case 'no-order':
		case 'bad-date':
		case 'bad-number':
		case 'unknown-value':
			return t(`search.problem.${code}`, { word });
		default:
			return t(`search.problem.${code}`);
	}
}
