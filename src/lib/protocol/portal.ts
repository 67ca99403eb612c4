import type { StatusClass } from '../domain/catalogue/definitions.ts';
import type { Names } from '../domain/catalogue/names.ts';

/**
 * What the portal's routes under `/api/portal` take and give. It is all that somebody who asked for
 * help ever receives: nothing of it names a note, a field of the staff or another person's request.
 * Times are ms since 1970.
 */

/** Longest texts of a request, in UTF-16 units. */
export const PORTAL_LIMITS = { subject: 250, text: 10_000 } as const;

/** The status as those outside see it. `code` is null for one they are not told: its class stands for it. */
export interface RequestStatus {
	readonly class: StatusClass;
	readonly code: string | null;
	readonly names: Names;
}

/** One thing that was said; `name` is null for whoever asked (`mine`) and for an automation. */
export interface RequestMessage {
	readonly id: string;
	readonly mine: boolean;
	readonly name: string | null;
	readonly atMs: number;
	readonly text: string;
	readonly edited: boolean;
	/** It was taken back; the text is empty. */
	readonly retracted: boolean;
	/** Names of the files that came with it. */
	readonly files: readonly string[];
}

/** A request as a line of the list. */
export interface RequestRow {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
	readonly status: RequestStatus;
	readonly createdMs: number;
	/** The newest thing that was said; null when nothing was. */
	readonly last: RequestMessage | null;
}

/** `GET /api/portal/requests`: newest first. */
export interface RequestsAnswer {
	readonly requests: readonly RequestRow[];
	/** What to ask with as `before` for the next ones; null when these are all. */
	readonly next: string | null;
	/** Whether somebody takes new requests. */
	readonly open: boolean;
}

/** `GET /api/portal/requests/:id`, and the answer to writing. */
export interface RequestAnswer extends RequestRow {
	/** Oldest first. */
	readonly messages: readonly RequestMessage[];
	/** There were more; these are the newest. */
	readonly cut: boolean;
}

/** `POST /api/portal/requests`. `id` is the request's, `change` makes repeating harmless. */
export interface AskRequest {
	readonly id: string;
	readonly change: string;
	readonly subject: string;
	readonly text: string;
}

/** `POST /api/portal/requests/:id/messages`. */
export interface SayRequest {
	readonly change: string;
	readonly text: string;
}
