import type { Author } from '../changes/change.ts';
import type { TypedChange } from '../changes/typed.ts';
import { stampMs, type Stamp } from '../stamp.ts';

/** What one author did at once: a place to stop at in the life of a target. */
export interface Moment {
	/** The stamp of the last of its changes. */
	readonly at: Stamp;
	readonly ms: number;
	readonly by: Author;
	readonly changes: readonly TypedChange[];
}

/** Changes of one author so close together were one deed, such as a macro or a form: no hand is as quick. */
const ONE_DEED_MS = 50;

/** The moments of a target, oldest first. */
export function momentsOf(changes: readonly TypedChange[]): Moment[] {
	const moments: Moment[] = [];
	for (const change of [...changes].sort((a, b) => (a.at < b.at ? -1 : 1))) {
		const last = moments.at(-1);
		const ms = stampMs(change.at);
		const isSameDeed = last !== undefined && last.by === change.by && ms - last.ms < ONE_DEED_MS;
		if (isSameDeed)
			moments[moments.length - 1] = {
				...last,
				at: change.at,
				changes: [...last.changes, change]
			};
		else moments.push({ at: change.at, ms, by: change.by, changes: [change] });
	}
	return moments;
}
