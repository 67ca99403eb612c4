import type { Database } from '../sqlite.ts';
import type { LogRow } from './org-store.ts';

/** A change by its place in the log, without its words. */
export interface LogPlace {
	readonly seq: number;
	readonly at: string;
	readonly target: string;
}

/** Which changes to tickets to look at: from a stamp on, below another, newest first. */
export interface LoggedBetween {
	readonly from: string;
	readonly before: string;
	/** Somebody's id; `~` for everything that automations did. */
	readonly by?: string | undefined;
	readonly types: readonly string[];
	readonly limit: number;
}

const AUTOMATIONS = '~';

/** The SQL of who did what to tickets. */
export function createActivityStore(database: Database) {
	// The plus keeps the index of the order in use, and not that of the targets.
	const select = (who: string) =>
		database.prepare<object, LogPlace>(
			`SELECT seq, at, target FROM changes WHERE at >= @from AND at < @before
				AND +refusal IS NULL AND +target >= 'ticket.' AND +target < 'ticket/'
				AND +type IN (SELECT value FROM json_each(@types)) ${who} ORDER BY at DESC LIMIT @limit`
		);
	const stmts = {
		byAll: select(''),
		byOne: select('AND author = @by'),
		byItself: select(`AND +author >= '${AUTOMATIONS}'`),
		change: database.prepare<[number], LogRow>('SELECT * FROM changes WHERE seq = ?'),
		until: database.prepare<[string, string, number], LogRow>(
			`SELECT * FROM changes WHERE target = ? AND at <= ? AND refusal IS NULL
				ORDER BY at DESC LIMIT ?`
		)
	};

	return {
		/** Accepted changes to tickets, newest first. */
		older: ({ by, types, ...wanted }: LoggedBetween): LogPlace[] => {
			const asked = { ...wanted, types: JSON.stringify(types) };
			if (by === undefined) return stmts.byAll.all(asked);
			if (by === AUTOMATIONS) return stmts.byItself.all(asked);
			return stmts.byOne.all({ ...asked, by });
		},
		change: (seq: number): LogRow | undefined => stmts.change.get(seq),
		/** The accepted changes of a target up to a stamp, newest first. */
		until: (target: string, at: string, limit: number): LogRow[] =>
			stmts.until.all(target, at, limit)
	};
}

export type ActivityStore = ReturnType<typeof createActivityStore>;
