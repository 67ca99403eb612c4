import { checkValue } from './check-value.ts';
import type { FindField } from './custom.ts';
import {
	COMPARISONS,
	QUERY_FIELD_NAMES,
	QUERY_FIELDS,
	QUERY_LIMITS,
	type Asked,
	type Comparison,
	type CustomTerm,
	type FieldTerm,
	type PartTerm,
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
 * word, words in `"quotes"`, `field:value`, or a query in brackets; `-` before it turns it round; a
 * field may have several values with commas between them, and `<`, `<=`, `>` or `>=` before a day, a
 * number or a priority. `OR` between two terms asks for either, and binds more closely than the blank.
 *
 * What looks like a field but is none, as in an address or at the beginning of `Re: your mail`, is a
 * word when nothing else can be meant. `findField` knows the fields that the organisation defined.
 */
export function parseQuery(text: string, findField: FindField = () => undefined): Asked {
	try {
		if (text.length > QUERY_LIMITS.length) throw new Refusal('too-long', '', 0, text.length);
		return { ok: true, query: { groups: new Reader(text, findField).groups() } };
	} catch (refusal) {
		if (refusal instanceof Refusal) return { ok: false, problem: refusal.problem };
		throw refusal;
	}
}

const BLANK = /\s/;
/** Phones and word processors put these in place of straight ones. */
const QUOTES = /[“”„‟«»]/g;
const FIELD = /([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*):/uy;
const LETTER = /^\p{L}/u;

/** A field before its comparison and values. */
type Field = Pick<FieldTerm, 'kind' | 'field'> | Pick<CustomTerm, 'kind' | 'field' | 'of'>;

class Reader {
	readonly #text: string;
	readonly #findField: FindField;
	#at = 0;
	#terms = 0;
	/** How many brackets are open. */
	#depth = 0;

	constructor(text: string, findField: FindField) {
		this.#text = text.replaceAll(QUOTES, '"');
		this.#findField = findField;
	}

	groups(): Term[][] {
		const groups: Term[][] = [];
		let joins: number | undefined;
		for (this.#skipBlanks(); !this.#isAtEnd(); this.#skipBlanks()) {
			const at = this.#at;
			if (this.#takesOr()) {
				if (joins !== undefined || groups.length === 0) throw new Refusal('dangling-or', 'OR', at);
				joins = at;
				continue;
			}
			const term = this.#term();
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

	/** Of the text, or of the brackets. */
	#isAtEnd(): boolean {
		return this.#at >= this.#text.length || this.#closesAt(this.#at);
	}

	#closesAt(at: number): boolean {
		return this.#depth > 0 && this.#text[at] === ')';
	}

	#isOver(at: number): boolean {
		const char = this.#text[at];
		return char === undefined || BLANK.test(char) || this.#closesAt(at);
	}

	#takesOr(): boolean {
		const isOr = this.#text.startsWith('OR', this.#at) && this.#isOver(this.#at + 2);
		if (isOr) this.#at += 2;
		return isOr;
	}

	#term(): Term {
		const at = this.#at;
		this.#terms += 1;
		if (this.#terms > QUERY_LIMITS.terms) throw new Refusal('too-many', '', at, at + 1);
		const not = this.#char() === '-' && !this.#isOver(at + 1);
		if (not) this.#at += 1;
		if (this.#char() === '(') return this.#part(not, at);
		if (this.#char() === '"') {
			const text = this.#quoted();
			return { kind: 'text', not, text, exact: true, at, end: this.#at };
		}
		const field = this.#field();
		if (field !== undefined) return this.#fieldTerm(field, not, at);
		const start = this.#at;
		while (!this.#isOver(this.#at)) this.#at += 1;
		const text = this.#text.slice(start, this.#at);
		return { kind: 'text', not, text, exact: false, at, end: this.#at };
	}

	#part(not: boolean, at: number): PartTerm {
		const open = this.#at;
		this.#at += 1;
		this.#depth += 1;
		const groups = this.groups();
		if (!this.#isAtEnd() || this.#char() !== ')') throw new Refusal('unclosed-bracket', '(', open);
		this.#at += 1;
		this.#depth -= 1;
		if (groups.length === 0) throw new Refusal('empty-brackets', '()', open, this.#at);
		return { kind: 'part', not, query: { groups }, at, end: this.#at };
	}

	/** The field that a term begins with; the place is after its colon then. */
	#field(): Field | undefined {
		FIELD.lastIndex = this.#at;
		const [whole = '', name = ''] = FIELD.exec(this.#text) ?? [];
		if (whole === '') return undefined;
		const field = this.#named(name);
		const after = this.#at + whole.length;
		if (field === undefined) {
			const isWord = !LETTER.test(name) || this.#isOver(after);
			if (isWord || this.#text.startsWith('//', after)) return undefined;
			throw new Refusal('unknown-field', name, this.#at);
		}
		this.#at = after;
		return field;
	}

	#named(name: string): Field | undefined {
		const known = QUERY_FIELD_NAMES.find((one) => one === name.toLowerCase());
		if (known !== undefined) return { kind: 'field', field: known };
		const own = this.#findField(name);
		return own && { kind: 'custom', field: own.code, of: own.kind };
	}

	#fieldTerm(field: Field, not: boolean, at: number): FieldTerm | CustomTerm {
		const name = this.#text.slice(not ? at + 1 : at, this.#at - 1);
		const comparison = this.#comparison(field, name);
		const values: string[] = [];
		do {
			if (values.length > 0) this.#at += 1;
			const start = this.#at;
			const value = this.#char() === '"' ? this.#quoted() : this.#bare();
			if (value === '') throw new Refusal('missing-value', name, at, this.#at);
			if (values.length === QUERY_LIMITS.values)
				throw new Refusal('too-many', value, start, this.#at);
			const checked = checkValue(field, value, this.#findField);
			if (checked.problem !== undefined) throw new Refusal(checked.problem, value, start, this.#at);
			values.push(checked.value);
		} while (this.#char() === ',');
		return { ...field, not, comparison, values, at, end: this.#at };
	}

	#comparison(field: Field, name: string): Comparison | null {
		const found = COMPARISONS.find((one) => this.#text.startsWith(one, this.#at));
		if (found === undefined) return null;
		const kind = field.kind === 'field' ? QUERY_FIELDS[field.field] : field.of;
		if (kind !== 'date' && kind !== 'priority' && kind !== 'number')
			throw new Refusal('no-order', name, this.#at, this.#at + found.length);
		this.#at += found.length;
		return found;
	}

	#bare(): string {
		const start = this.#at;
		while (!this.#isOver(this.#at) && !/[",]/.test(this.#char())) this.#at += 1;
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
