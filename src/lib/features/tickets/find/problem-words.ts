import { QUERY_LIMITS, type QueryProblem } from '#lib/domain/query/query.ts';
import { formatNumber } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** What is wrong with a query, in a sentence, and where, if it is not all of it. */
export function problemWords({ code, word, at, end }: QueryProblem): string {
	if (code !== 'too-long')
		return t('search.problem', { place: at + 1, problem: sentence(code, word) });
	const most = QUERY_LIMITS.length;
	return t('errors.tooLong', { most: formatNumber(most), over: formatNumber(end - most) });
}

function sentence(code: Exclude<QueryProblem['code'], 'too-long'>, word: string): string {
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
