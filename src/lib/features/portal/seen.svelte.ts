import type { RequestRow } from '#lib/protocol/portal.ts';
import type { Kept } from './kept.ts';

const SEEN = 'seen';
/** Where what came before this device was first used ends: none of it is new. */
const START = 'since';

/** How far this person has read each request, on this device only. Times are ms since 1970. */
export class SeenMarks {
	readonly #kept: Kept;
	#marks = $state.raw<Readonly<Record<string, number>>>({});
	#sinceMs = $state<number | null>(null);

	constructor(kept: Kept) {
		this.#kept = kept;
		const [marks, since] = [kept.read(SEEN), kept.read(START)];
		if (isMarks(marks)) this.#marks = marks;
		if (typeof since === 'number') this.#sinceMs = since;
	}

	begin(rows: readonly RequestRow[]): void {
		if (this.#sinceMs !== null) return;
		this.#sinceMs = Math.max(0, ...rows.map(({ last }) => last?.atMs ?? 0));
		this.#kept.write(START, this.#sinceMs);
	}

	isUnread({ id, last }: RequestRow): boolean {
		if (last === null || last.mine || this.#sinceMs === null) return false;
		return last.atMs > Math.max(this.#sinceMs, this.#marks[id] ?? 0);
	}

	mark(row: RequestRow | undefined): void {
		if (row === undefined || !this.isUnread(row)) return;
		this.#marks = { ...this.#marks, [row.id]: row.last?.atMs ?? 0 };
		this.#kept.write(SEEN, this.#marks);
	}
}

function isMarks(value: unknown): value is Record<string, number> {
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.values(value).every((mark) => typeof mark === 'number')
	);
}
