import { RECEIVED, RESULTS, type ReceiverNote } from '../receiver-notes.ts';
import { UNREADABLE, type Checks } from './sender-proof.ts';

/** One result: its method, what came of it, and what was looked at, such as `header.from`. */
interface Result {
	readonly method: string;
	readonly result: string;
	readonly of: ReadonlyMap<string, string>;
}

/**
 * What the server of this name (RFC 8601: `authserv-id`) wrote into `Authentication-Results`, often
 * one field for each method. Every server writes above what it got: what stands below the next trace
 * of another one is not its own, and whatever else bears its name it has to take away.
 */
export function readResults(notes: readonly ReceiverNote[], server: string): Checks | undefined {
	const isOwn = ({ key, value }: ReceiverNote): boolean =>
		key === RESULTS && serverOf(value) === server.toLowerCase();
	const first = notes.findIndex(isOwn);
	if (first < 0) return undefined;
	const rest = notes.slice(first);
	const end = rest.findIndex(({ key }) => key === RECEIVED);
	const clauses = rest
		.slice(0, end < 0 ? rest.length : end)
		.filter(isOwn)
		.map(({ value }) => clausesOf(value));
	const isReadable = clauses.every((one) => one !== undefined);
	return isReadable
		? checksOf(clauses.flatMap((one) => one.slice(1)).flatMap(resultIn))
		: UNREADABLE;
}

function serverOf(field: string): string | undefined {
	const [name = field] = clausesOf(field) ?? [];
	return name
		.trim()
		.toLowerCase()
		.split(/[\s;]+/, 1)[0];
}

function checksOf(results: readonly Result[]): Checks {
	const passed = results.filter(({ result }) => result === 'pass');
	const vouching = passed.flatMap(({ method, of }) => {
		if (method === 'dkim') return of.get('header.d') ?? of.get('header.i') ?? [];
		return method === 'spf' ? (of.get('smtp.mailfrom') ?? []) : [];
	});
	return {
		dmarc: results
			.filter(({ method }) => method === 'dmarc')
			.map(({ result, of }) => ({ result, from: of.get('header.from') })),
		vouching,
		isDisowned: results.some(({ method, result }) => method === 'spf' && result === 'fail')
	};
}

/** `method[/version] = result` and then `ptype.property = value`, as many as there are. */
function resultIn(clause: string): Result[] {
	const [first = '', ...more] = clause
		.trim()
		.toLowerCase()
		.replace(/\s*=\s*/g, '=')
		.split(/\s+/);
	const [, method, result] = /^([\w-]+)(?:\/\d+)?=([\w-]+)$/.exec(first) ?? [];
	if (method === undefined || result === undefined) return [];
	const pairs = more.map(
		(word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const
	);
	return [{ method, result, of: new Map(pairs) }];
}

/** The parts between semicolons, without comments; undefined where a comment or quote never ends. */
function clausesOf(field: string): string[] | undefined {
	const clauses: string[] = [];
	let clause = '';
	let at = 0;
	while (at < field.length) {
		const sign = field.charAt(at);
		const end = sign === '(' ? endOfComment(field, at) : endOfQuoted(field, at);
		if (end === -1) return undefined;
		if (sign === ';') clauses.push(clause);
		if (sign === ';') clause = '';
		else if (sign === '"') clause += field.slice(at + 1, end - 1).replace(/[\s;=()"\\]/g, '');
		else clause += sign === '(' ? ' ' : sign;
		at = end;
	}
	return [...clauses, clause];
}

/** Where a quoted string is over that begins there; the next sign where none does. */
function endOfQuoted(field: string, start: number): number {
	if (field.charAt(start) !== '"') return start + 1;
	for (let at = start + 1; at < field.length; at += 1) {
		if (field.charAt(at) === '"') return at + 1;
		if (field.charAt(at) === '\\') at += 1;
	}
	return -1;
}

/** Comments lie within each other. */
function endOfComment(field: string, start: number): number {
	let depth = 0;
	for (let at = start; at < field.length; at += 1) {
		const sign = field.charAt(at);
		if (sign === '\\') at += 1;
		else if (sign === '(') depth += 1;
		else if (sign === ')') depth -= 1;
		if (depth === 0) return at + 1;
	}
	return -1;
}
