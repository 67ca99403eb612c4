import type { ErpNextSettings } from '#lib/protocol/connections.ts';
import type { Outside } from '../../outside/request-outside.ts';
import { readAnswer, type ErpContact, type ErpCustomer, type ErpIssue } from './answers.ts';
import { ErpTrouble, troubleIn } from './trouble.ts';

const FIELDS = ['name', 'status', 'priority', 'subject', 'customer', 'modified'];
/** Issues of one page of what has changed. */
export const PAGE = 100;

/** What an issue is made with. */
export interface NewIssue {
	readonly subject: string;
	readonly status: string;
	readonly priority?: string;
	readonly description: string;
	readonly raised_by?: string;
	readonly customer?: string;
	readonly contact?: string;
}

interface Asked {
	readonly query?: Readonly<Record<string, unknown>>;
	readonly body?: unknown;
}

/** An ERPNext site, by its published REST interface. */
export class ErpSite {
	readonly #outside: Outside;
	readonly #base: URL;
	readonly #authorization: string;

	constructor(outside: Outside, { url, apiKey }: ErpNextSettings, apiSecret: string) {
		this.#outside = outside;
		this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
		this.#authorization = `token ${apiKey}:${apiSecret}`;
	}

	/** Whose key it is. */
	async user(): Promise<string> {
		return readAnswer('user', await this.#ask('GET', 'api/method/frappe.auth.get_logged_user'));
	}

	/** Where people open an issue. */
	issueHref(name: string): string {
		return new URL(`app/issue/${encodeURIComponent(name)}`, this.#base).href;
	}

	/** The issue that was made for a ticket, which bears its reference, if there is one. */
	async findIssue(reference: string): Promise<ErpIssue | undefined> {
		const filters = [['Issue', 'description', 'like', `%${reference}%`]];
		const query = { filters, fields: FIELDS, limit_page_length: 1, order_by: 'creation asc' };
		return readAnswer('issues', await this.#ask('GET', 'api/resource/Issue', { query }))[0];
	}

	async createIssue(body: NewIssue): Promise<ErpIssue> {
		return readAnswer('issue', await this.#ask('POST', 'api/resource/Issue', { body }));
	}

	async readIssue(name: string): Promise<ErpIssue> {
		return readAnswer('issue', await this.#ask('GET', issuePath(name)));
	}

	/** Refused as `changed` when somebody has written since `modified`. */
	async updateIssue(
		name: string,
		fields: Readonly<Record<string, string>>,
		modified: string | null
	): Promise<ErpIssue> {
		const body = { ...fields, ...(modified !== null && { modified }) };
		return readAnswer('issue', await this.#ask('PUT', issuePath(name), { body }));
	}

	/** A page of what has changed since, the oldest change first. */
	async changedIssues(since: string | null, start: number): Promise<readonly ErpIssue[]> {
		const filters = since === null ? [] : [['Issue', 'modified', '>=', since]];
		const order = since === null ? 'modified desc' : 'modified asc';
		const length = since === null ? 1 : PAGE;
		const query = { filters, fields: FIELDS, order_by: order, limit_start: start };
		const asked = { query: { ...query, limit_page_length: length } };
		return readAnswer('issues', await this.#ask('GET', 'api/resource/Issue', asked));
	}

	async customer(name: string): Promise<ErpCustomer> {
		const path = `api/resource/Customer/${encodeURIComponent(name)}`;
		return readAnswer('customer', await this.#ask('GET', path));
	}

	/** The contact who has a mail address, if there is one. */
	async contactOf(address: string): Promise<ErpContact | undefined> {
		const filters = [['Contact', 'email_id', '=', address]];
		const query = { filters, limit_page_length: 1 };
		const found = await this.#ask('GET', 'api/resource/Contact', { query });
		const [first] = readAnswer('names', found);
		if (first === undefined) return undefined;
		const path = `api/resource/Contact/${encodeURIComponent(first.name)}`;
		return readAnswer('contact', await this.#ask('GET', path));
	}

	async #ask(method: 'GET' | 'POST' | 'PUT', path: string, asked: Asked = {}): Promise<string> {
		const url = new URL(path, this.#base);
		// The key would travel in the open to wherever the name leads.
		if (url.protocol === 'http:' && this.#outside.lookupOf(url.hostname) !== undefined)
			throw new ErpTrouble('certificate', 'http');
		for (const [name, value] of Object.entries(asked.query ?? {}))
			url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
		const answer = await this.#outside.request(url, {
			method,
			headers: {
				authorization: this.#authorization,
				accept: 'application/json',
				...(asked.body !== undefined && { 'content-type': 'application/json' })
			},
			...(asked.body !== undefined && { body: JSON.stringify(asked.body) })
		});
		if (answer.status !== 200) throw troubleIn(answer);
		return answer.text;
	}
}

const issuePath = (name: string): string => `api/resource/Issue/${encodeURIComponent(name)}`;
