import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Doc = Record<string, unknown>;

/** An answer that is no success, in the shape that Frappe gives it. */
class Failure extends Error {
	readonly status: number;
	readonly type: string;

	constructor(status: number, type: string, message: string) {
		super(message);
		this.status = status;
		this.type = type;
	}

	get body(): Doc {
		const said = JSON.stringify({ message: `<b>${this.message}</b>` });
		return {
			exc_type: this.type,
			exception: `frappe.exceptions.${this.type}: ${this.message}`,
			_server_messages: JSON.stringify([said])
		};
	}
}

const STATUSES = ['Open', 'Replied', 'On Hold', 'Hold', 'Resolved', 'Closed'];
const PRIORITIES = ['Low', 'Medium', 'High'];

/**
 * An ERPNext site by its published REST interface (docs.frappe.io, REST API): tokens, documents under
 * `data`, filters and fields as JSON, pages of 20 unless asked otherwise, fields that are checked, and
 * writes against an older `modified` refused.
 */
export class ErpNextSimulator {
	readonly issues: Doc[] = [];
	readonly customers: Doc[] = [];
	readonly contacts: Doc[] = [];
	/** All requests that reached it. */
	readonly asked: string[] = [];
	token = 'token key:secret';
	/** What the next requests meet instead of an answer. */
	ailment:
		| {
				readonly kind: 'status';
				readonly status: number;
				readonly headers?: Record<string, string>;
		  }
		| { readonly kind: 'hang-up' }
		| undefined;
	/** It does what it is asked once, and then the answer is lost. */
	losesNextAnswer = false;
	/** Called before a document is written: somebody else may write first. */
	onWrite: (() => void) | undefined;
	readonly #server = createServer((request, response) => void this.#answer(request, response));
	#clock = Date.UTC(2026, 0, 1);

	async listen(): Promise<string> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	/** Somebody changes an issue in ERPNext itself. */
	change(name: string, fields: Doc): void {
		Object.assign(this.#find(this.issues, name), fields, { modified: this.#now() });
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
		const url = new URL(request.url ?? '/', 'http://erp');
		const { method = 'GET', headers } = request;
		this.asked.push(`${method} ${url.pathname}`);
		if (this.#isAiling(request, response)) return;
		try {
			if (headers.authorization !== this.token)
				throw new Failure(401, 'AuthenticationError', 'Authentication failed');
			const text = Buffer.concat(chunks).toString() || '{}';
			const body = this.#do(method, url, JSON.parse(text) as Doc);
			const isLost = this.losesNextAnswer && method !== 'GET';
			if (isLost) this.losesNextAnswer = false;
			if (isLost) request.socket.destroy();
			else send(response, 200, body);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			send(response, error.status, error.body);
		}
	}

	#isAiling({ socket }: IncomingMessage, response: ServerResponse): boolean {
		const { ailment } = this;
		if (ailment?.kind === 'hang-up') socket.destroy();
		if (ailment?.kind === 'status') send(response, ailment.status, {}, ailment.headers);
		return ailment !== undefined;
	}

	#do(method: string, url: URL, body: Doc): Doc {
		if (url.pathname === '/api/method/frappe.auth.get_logged_user')
			return { message: 'desk@example.org' };
		const [, , , type = '', name] = url.pathname.split('/').map(decodeURIComponent);
		const docs = { Issue: this.issues, Customer: this.customers, Contact: this.contacts }[type];
		if (docs === undefined) throw new Failure(404, 'DoesNotExistError', `${type} not found`);
		if (method === 'POST') return { data: this.#create(body) };
		if (name === undefined) return { data: this.#list(docs, url.searchParams) };
		if (method === 'PUT') return { data: this.#update(this.#find(docs, name), body) };
		return { data: this.#find(docs, name) };
	}

	#find(docs: readonly Doc[], name: string): Doc {
		const found = docs.find((doc) => doc['name'] === name);
		if (found === undefined) throw new Failure(404, 'DoesNotExistError', `${name} not found`);
		return found;
	}

	#create(body: Doc): Doc {
		checkIssue(body);
		if (!body['subject']) throw new Failure(417, 'MandatoryError', 'Value missing for: Subject');
		const name = `ISS-2026-${String(this.issues.length + 1).padStart(5, '0')}`;
		const modified = this.#now();
		const made = {
			status: 'Open',
			priority: 'Medium',
			...body,
			name,
			creation: modified,
			modified
		};
		this.issues.push(made);
		return made;
	}

	#update(doc: Doc, { modified, ...fields }: Doc): Doc {
		this.onWrite?.();
		if (modified !== undefined && modified !== doc['modified'])
			throw new Failure(
				417,
				'TimestampMismatchError',
				'Document has been modified after you have opened it'
			);
		checkIssue(fields);
		return Object.assign(doc, fields, { modified: this.#now() });
	}

	#list(docs: readonly Doc[], query: URLSearchParams): Doc[] {
		const filters = JSON.parse(query.get('filters') ?? '[]') as string[][];
		const fields = JSON.parse(query.get('fields') ?? '["name"]') as string[];
		const [field = 'modified', order] = (query.get('order_by') ?? 'modified desc').split(' ');
		const start = Number(query.get('limit_start') ?? 0);
		const length = Number(query.get('limit_page_length') ?? 20);
		const sign = order === 'asc' ? 1 : -1;
		return docs
			.filter((doc) => filters.every((filter) => fits(doc, filter)))
			.sort((a, b) => (String(a[field]) < String(b[field]) ? -sign : sign))
			.slice(start, start + length)
			.map((doc) => Object.fromEntries(fields.map((name) => [name, doc[name] ?? null])));
	}

	/** Never the same twice, with microseconds as MariaDB keeps them. */
	#now(): string {
		this.#clock += 1_000;
		return `${new Date(this.#clock).toISOString().slice(0, 19).replace('T', ' ')}.000001`;
	}
}

function send(
	response: ServerResponse,
	status: number,
	body: Doc,
	headers: Record<string, string> = {}
): void {
	response
		.writeHead(status, { 'content-type': 'application/json', ...headers })
		.end(JSON.stringify(body));
}

function checkIssue({ subject, status, priority }: Doc): void {
	if (typeof subject === 'string' && subject.length > 140)
		throw new Failure(417, 'CharacterLengthExceededError', 'Subject is too long');
	if (status !== undefined && !STATUSES.includes(String(status)))
		throw new Failure(417, 'ValidationError', `Status cannot be "${String(status)}"`);
	if (priority !== undefined && !PRIORITIES.includes(String(priority)))
		throw new Failure(417, 'LinkValidationError', `Could not find Priority: ${String(priority)}`);
	if (String(subject).includes('refused'))
		throw new Failure(417, 'ValidationError', 'This subject is not allowed');
}

function fits(doc: Doc, [, field = '', operator, value = '']: string[]): boolean {
	const held = String(doc[field] ?? '');
	if (operator === 'like') return held.includes(value.replaceAll('%', ''));
	if (operator === '>=') return held >= value;
	return held === value;
}
