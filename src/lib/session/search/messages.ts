/** What is searched of a ticket's row. */
export interface RowText {
	readonly id: string;
	readonly number: number | null;
	readonly mark: string;
	readonly subject: string;
	/** Requester, tags and category. */
	readonly about: readonly string[];
	readonly updatedMs: number;
}

/** A ticket that was found. */
export interface Found {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
}

/** What the app tells the worker. */
export type ToWorker =
	| { readonly type: 'open'; readonly device: string }
	| { readonly type: 'rows'; readonly rows: readonly RowText[]; readonly gone: readonly string[] }
	| { readonly type: 'erase'; readonly name: string }
	| { readonly type: 'ask'; readonly ask: number; readonly query: string; readonly limit: number };

/** What the worker tells the app. */
export type FromWorker = {
	readonly type: 'answer';
	readonly ask: number;
	readonly found: readonly Found[];
};
