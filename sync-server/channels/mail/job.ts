import type { Verdict } from '#lib/domain/judge/verdict.ts';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import type { EntryRow, ImportRow, ImportStore } from '../../persistence/imports.ts';
import type { MailDraft } from './drafts.ts';
import type { MailParser } from './parse-pool.ts';
import type { ParseOutcome } from './parse.ts';
import type { MailSource } from './source.ts';

/** Hands drafts to the pipeline as an automation; the verdicts come in the same order. */
export type SubmitDrafts = (drafts: readonly MailDraft[]) => Promise<readonly Verdict[]>;

export interface ImportJob {
	readonly id: string;
	readonly org: string;
	readonly store: ImportStore;
	readonly source: MailSource;
	readonly parser: MailParser;
	readonly blobs: BlobStore;
	readonly submit: SubmitDrafts;
	readonly now: () => number;
	readonly signal: AbortSignal;
	readonly onProgress?: (row: ImportRow) => void;
}

/** Why an import cannot go on by itself. It keeps its place and can be resumed. */
export type ImportProblem =
	'nothing-found' | 'source-missing' | 'unknown-team' | 'interrupted' | 'server-error';

export class ImportStopped extends Error {
	readonly problem: ImportProblem;

	constructor(problem: ImportProblem, cause?: unknown) {
		super(problem, { cause });
		this.name = 'ImportStopped';
		this.problem = problem;
	}
}

/** A message of a batch, read and understood or not. `raw` is missing when it is over the limit. */
export interface PreparedMail {
	readonly entry: EntryRow;
	readonly outcome: ParseOutcome;
	readonly raw: Buffer | undefined;
}
