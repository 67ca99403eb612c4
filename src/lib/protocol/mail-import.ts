/**
 * What the REST routes of mail import give. `POST /api/imports?team=…` takes one mbox file or any
 * number of .eml files as multipart form data.
 */

/** `paused`: by a person; `stopped`: by a problem. Both can be resumed. */
export type ImportStateName = 'waiting' | 'reading' | 'importing' | 'paused' | 'stopped' | 'done';

/** An import of mail and how far it is. */
export interface ImportAnswer {
	readonly id: string;
	readonly team: string;
	/** The name of the file, or of the first of several. */
	readonly label: string;
	readonly state: ImportStateName;
	/** Why it stopped: `nothing-found`, `source-missing`, `unknown-team`, `interrupted`, `server-error`. */
	readonly problem: string | null;
	readonly total: number;
	readonly imported: number;
	readonly duplicates: number;
	readonly failed: number;
	readonly totalBytes: number;
	readonly doneBytes: number;
	readonly createdMs: number;
	readonly updatedMs: number;
}

/** All imports of an organisation. */
export interface ImportsAnswer {
	readonly imports: readonly ImportAnswer[];
}

/** A message that could not be imported, and where it stands in its file. */
export interface ImportFailureAnswer {
	readonly number: number;
	/** The file's name in a folder; empty in an mbox. */
	readonly name: string;
	/** Where it begins in its file, in bytes. */
	readonly offset: number;
	readonly length: number;
	/** A stable code, such as `too-large` or `not-mail`. */
	readonly reason: string;
	readonly detail: string;
	readonly hasSource: boolean;
}

/** `GET /api/imports/:id/failures?after=…`; there are more when `more` is true. */
export interface ImportFailuresAnswer {
	readonly failures: readonly ImportFailureAnswer[];
	readonly more: boolean;
}
