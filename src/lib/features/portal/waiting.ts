import type { AskRequest, RatingRequest, SentFile } from '#lib/protocol/portal.ts';
import { REST_ERROR_CODES, type RestErrorCode } from '#lib/protocol/rest.ts';
import type { FailureCode } from '#lib/session/api.ts';
import type { Kept } from './kept.ts';

/** Kind of request and values of its fields, by code. */
export type Answers = Pick<AskRequest, 'type' | 'custom' | 'priority'>;

/** What somebody wrote and the server has not confirmed; `change` makes sending it twice harmless. */
export interface Waiting {
	/** The request it is about, or that it makes when it has a subject. */
	readonly id: string;
	readonly change: string;
	readonly subject: string | null;
	readonly text: string;
	readonly files?: readonly SentFile[];
	/** What the form of a new request asked for. */
	readonly answers?: Answers;
	/** How its author was served, said of a request that is done. */
	readonly rating?: RatingRequest;
	readonly atMs: number;
	/** Why the server did not take it; it stays until its author has decided. */
	readonly refused: RestErrorCode | null;
}

const START = 'wait.';

/** What was copied from a table has tabs in it, which no subject has. */
export function oneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Whether what bears this name waits, or belongs to what does. */
export const isWaitingName = (name: string): boolean => name.startsWith(START) || name === 'files';

/** All that waits, oldest first: the order in which it must be sent. */
export function readWaiting(kept: Kept): Waiting[] {
	return kept
		.names(START)
		.map((name) => kept.read(name))
		.filter(isWaiting)
		.sort((a, b) => a.atMs - b.atMs || (a.change < b.change ? -1 : 1));
}

/** What is sent next: words on a request only once that is there, however often it is tried. */
export function nextToSend(waiting: readonly Waiting[]): Waiting | undefined {
	const isAsked = (id: string) => waiting.some((one) => one.id === id && one.subject !== null);
	return waiting.find(
		({ id, subject, refused }) => refused === null && (subject !== null || !isAsked(id))
	);
}

/** The oldest of what waits in each request. */
export function firstOfEach(waiting: readonly Waiting[]): Waiting[] {
	return waiting.filter(({ id }, at) => waiting.findIndex((one) => one.id === id) === at);
}

/** Each under a name of its own, so that tabs do not overwrite each other's. */
export function keepWaiting(kept: Kept, waiting: Waiting): void {
	kept.write(START + waiting.change, waiting);
}

export function dropWaiting(kept: Kept, change: string): void {
	kept.remove(START + change);
}

const FINAL: ReadonlySet<FailureCode> = new Set([
	'bad-request',
	'body-too-large',
	'invalid-input',
	'invalid-json',
	'not-found',
	'portal-closed',
	'request-refused'
]);

/** The code of a failure that sending again does not mend; null for one that may pass. */
export function finalCode(code: FailureCode): RestErrorCode | null {
	return FINAL.has(code) ? (REST_ERROR_CODES.find((known) => known === code) ?? null) : null;
}

function isWaiting(value: unknown): value is Waiting {
	if (typeof value !== 'object' || value === null) return false;
	const parts = new Map(Object.entries(value));
	const texts = ['id', 'change', 'text'].every((key) => typeof parts.get(key) === 'string');
	return texts && typeof parts.get('atMs') === 'number';
}
