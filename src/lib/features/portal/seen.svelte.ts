import type { RequestRow } from '#lib/protocol/portal.ts';
import type { Kept } from './kept.ts';
import type { What } from './parts.ts';

const SEEN = 'seen';
const STATUSES = 'statuses';
/** Where what came before this device was first used ends: none of it is new. */
const START = 'since';

const statusOf = ({ status }: RequestRow): string => status.code ?? status.class;

/** How far this person has read each request, on this device only. Times are ms since 1970. */
export class SeenMarks {
	readonly #kept: Kept;
	#marks = $state.raw<Readonly<Record<string, number>>>({});
	/** The status that each request had when this person saw it last. */
	#statuses = $state.raw<Readonly<Record<string, string>>>({});
	#sinceMs = $state<number | null>(null);

	constructor(kept: Kept) {
		this.#kept = kept;
		const [marks, statuses, since] = [SEEN, STATUSES, START].map((name) => kept.read(name));
		if (isRecord(marks, isNumber)) this.#marks = marks;
		if (isRecord(statuses, isText)) this.#statuses = statuses;
		if (typeof since === 'number') this.#sinceMs = since;
	}

	/** Takes note of what is there for the first time. */
	begin(rows: readonly RequestRow[]): void {
		const unknown = rows.filter(({ id }) => this.#statuses[id] === undefined);
		if (unknown.length > 0)
			this.#keepStatuses(Object.fromEntries(unknown.map((row) => [row.id, statusOf(row)])));
		if (this.#sinceMs !== null) return;
		this.#sinceMs = Math.max(0, ...rows.map(({ last }) => last?.atMs ?? 0));
		this.#kept.write(START, this.#sinceMs);
	}

	/** What this person has not seen yet; null when nothing. */
	newsOf(row: RequestRow): What | null {
		if (this.#isAnswered(row)) return 'answer';
		const known = this.#statuses[row.id];
		return known !== undefined && known !== statusOf(row) ? 'status' : null;
	}

	mark(row: RequestRow | undefined): void {
		if (row === undefined) return;
		if (this.#isAnswered(row)) {
			this.#marks = { ...this.#marks, [row.id]: row.last?.atMs ?? 0 };
			this.#kept.write(SEEN, this.#marks);
		}
		if (this.#statuses[row.id] !== statusOf(row)) this.#keepStatuses({ [row.id]: statusOf(row) });
	}

	#isAnswered({ id, last }: RequestRow): boolean {
		if (last === null || last.mine || this.#sinceMs === null) return false;
		return last.atMs > Math.max(this.#sinceMs, this.#marks[id] ?? 0);
	}

	#keepStatuses(more: Readonly<Record<string, string>>): void {
		this.#statuses = { ...this.#statuses, ...more };
		this.#kept.write(STATUSES, this.#statuses);
	}
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';

function isRecord<Value>(
	value: unknown,
	isOne: (one: unknown) => one is Value
): value is Record<string, Value> {
	return typeof value === 'object' && value !== null && Object.values(value).every(isOne);
}
