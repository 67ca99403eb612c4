import type {
	FeedbackRequest,
	FormAnswer,
	HelpAnswer,
	HelpArticle,
	VoteRequest
} from '#lib/protocol/help.ts';
import type { HelpReader } from '#lib/session/help-book.ts';
import { call, decoder, nothing } from '#lib/session/api.ts';

const list = decoder<HelpAnswer>({ articles: 'object', sections: 'object' });
const one = decoder<HelpArticle>({ title: 'string', body: 'string' });
const form = decoder<FormAnswer>({ token: 'string' });

/** Asks with the short name of the organisation, where the address has one. */
function query(org: string | null, more: Record<string, string> = {}): string {
	const words = new URLSearchParams({ ...(org === null ? {} : { org }), ...more }).toString();
	return words === '' ? '' : `?${words}`;
}

const of = (id: string): string => encodeURIComponent(id);

/** What the help page asks of the server; requesters who are signed in may read more. */
export const helpApi = {
	list: ({ org, person }: HelpReader, q: string) =>
		person !== undefined
			? call('GET', `/api/portal/help${query(null, { q })}`, list)
			: call('GET', `/api/help${query(org, { q })}`, list),
	article: ({ org, person }: HelpReader, id: string) =>
		person !== undefined
			? call('GET', `/api/portal/help/articles/${of(id)}`, one)
			: call('GET', `/api/help/articles/${of(id)}${query(org)}`, one),
	vote: (org: string | null, id: string, vote: VoteRequest) =>
		call('POST', `/api/help/articles/${of(id)}/vote${query(org)}`, nothing, vote),
	form: () => call('GET', '/api/help/form', form),
	feedback: (org: string | null, given: FeedbackRequest) =>
		call('POST', `/api/help/feedback${query(org)}`, nothing, given)
} as const;
