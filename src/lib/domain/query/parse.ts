import { readDays } from './days.ts';
import {
	COMPARISONS,
	QUERY_FIELD_NAMES,
	QUERY_FIELDS,
	QUERY_HAVINGS,
	QUERY_LIMITS,
	QUERY_STATES,
	type Asked,
	type Comparison,
	type FieldTerm,
	type QueryField,
	type QueryProblem,
	type QueryProblemCode,
	type Term
} from './query.ts';

/** Thrown inside the parser alone. */
class Refusal extends Error {
	readonly problem: QueryProblem;
	constructor(code: QueryProblemCode, word: string, at: number, end = at + word.length) {
		super(code);
		this.problem = { code, word, at, end };
	}
}

/**
 * Reads the text of a query: terms with blanks between them, all of which must hold. A term is a
 * word, words in `"quotes"`, or `field:value`; `-` before it turns it round; a field may have several
 * values with commas between them, and `<`, `<=`, `>` or `>=` before a day or a priority. `OR` between
 * two terms asks for either, and binds more closely than the blank.
 *
 * What looks like a field but is none, as in an address or at the beginning of `Re: your mail`, is a
 * word when nothing else can be meant.
 */
export function parseQuery(text: string): Asked {
	try {
		if (text.length > QUERY_LIMITS.length) throw new Refusal('too-long', '', 0, text.length);
		return { ok: true, query: { groups: new Reader(text).groups() } };
	} catch (refusal) {
		if (refusal instanceof Refusal) return { ok: false, problem: refusal.problem };
		throw refusal;
	}
}

const BLANK = /\s/;
const FIELD = /([a-z]+):/iy;

class Reader {
	readonly #text: string;
	#at = 0;
	#terms = 0;

	constructor(text: string) {
		this.#text = text;
	}

	groups(): Term[][] {
		const groups: Term[][] = [];
		let joins: number | undefined;
		for (this.#skipBlanks(); this.#at < this.#text.length; this.#skipBlanks()) {
			const at = this.#at;
			if (this.#takesOr()) {
				if (joins !== undefined || groups.length === 0) throw new Refusal('dangling-or', 'OR', at);
				joins = at;
				continue;
			}
			const term = this.#term();
			this.#terms += 1;
			if (this.#terms > QUERY_LIMITS.terms) throw new Refusal('too-many', '', at, this.#at);
			const last = groups.at(-1);
			if (joins !== undefined && last !== undefined) last.push(term);
			else groups.push([term]);
			joins = undefined;
		}
		if (joins !== undefined) throw new Refusal('dangling-or', 'OR', joins);
		return groups;
	}

	#skipBlanks(): void {
		while (this.#at < this.#text.length && BLANK.test(this.#char())) this.#at += 1;
	}

	#char(): string {
		return this.#text[this.#at] ?? '';
	}

	#isAtBlank(): boolean {
		return this.#at >= this.#text.length || BLANK.test(this.#char());
	}

	#takesOr(): boolean {
		const after = this.#text[this.#at + 2];
		const isOr =
			this.#text.startsWith('OR', this.#at) && (after === undefined || BLANK.test(after));
		if (isOr) this.#at += 2;
		return isOr;
	}

	#term(): Term {
		const at = this.#at;
		const next = this.#text[at + 1];
		const not = this.#char() === '-' && next !== undefined && !BLANK.test(next);
		if (not) this.#at += 1;
		if (this.#char() === '"') {
			const text = this.#quoted();
			return { kind: 'text', not, text, exact: true, at, end: this.#at };
		}
		const field = this.#field();
		if (field !== undefined) return this.#fieldTerm(field, not, at);
		const start = this.#at;
		while (!this.#isAtBlank()) this.#at += 1;
		const text = this.#text.slice(start, this.#at);
		return { kind: 'text', not, text, exact: false, at, end: this.#at };
	}

	/** The field that a term begins with; the place is after its colon then. */
	#field(): QueryField | undefined {
		FIELD.lastIndex = this.#at;
		const [whole = '', name = ''] = FIELD.exec(this.#text) ?? [];
		if (whole === '') return undefined;
		const known = QUERY_FIELD_NAMES.find((one) => one === name.toLowerCase());
		const rest = this.#text.slice(this.#at + whole.length, this.#at + whole.length + 2);
		if (known === undefined) {
			if (rest === '' || BLANK.test(rest[0] ?? '') || rest === '//') return undefined;
			throw new Refusal('unknown-field', name, this.#at);
		}
		this.#at += whole.length;
		return known;
	}

	#fieldTerm(field: QueryField, not: boolean, at: number): FieldTerm {
		const comparison = this.#comparison(field);
		const values: string[] = [];
		do {
			if (values.length > 0) this.#at += 1;
			const start = this.#at;
			const value = this.#char() === '"' ? this.#quoted() : this.#bare();
			if (value === '') throw new Refusal('missing-value', field, at, this.#at);
			if (values.length === QUERY_LIMITS.values)
				throw new Refusal('too-many', value, start, this.#at);
			check(field, value, start, this.#at);
			values.push(value);
		} while (this.#char() === ',');
		return { kind: 'field', not, field, comparison, values, at, end: this.#at };
	}

	#comparison(field: QueryField): Comparison | null {
		const found = COMPARISONS.find((one) => this.#text.startsWith(one, this.#at));
		if (found === undefined) return null;
		const kind = QUERY_FIELDS[field];
		if (kind !== 'date' && kind !== 'priority')
			throw new Refusal('no-order', field, this.#at, this.#at + found.length);
		this.#at += found.length;
		return found;
	}

	#bare(): string {
		const start = this.#at;
		while (!this.#isAtBlank() && !/[",]/.test(this.#char())) this.#at += 1;
		return this.#text.slice(start, this.#at);
	}

	#quoted(): string {
		const start = this.#at;
		const end = this.#text.indexOf('"', start + 1);
		if (end === -1)
			throw new Refusal('unclosed-quote', this.#text.slice(start + 1), start, this.#text.length);
		this.#at = end + 1;
		return this.#text.slice(start + 1, end);
	}
}

/** Values that mean the same to everybody are known without asking anybody. */
function check(field: QueryField, value: string, at: number, end: number): void {
	const kind = QUERY_FIELDS[field];
	const known: readonly string[] | undefined =
		kind === 'is' ? QUERY_STATES : kind === 'has' ? QUERY_HAVINGS : undefined;
	if (known !== undefined && !known.includes(value))
		throw new Refusal('unknown-value', value, at, end);
	if (kind === 'date' && readDays(value) === undefined)
		throw new Refusal('bad-date', value, at, end);
}
