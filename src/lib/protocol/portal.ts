import type { EventCode } from '../domain/catalogue/built-in.ts';
import type { DefinitionOf, StatusClass } from '../domain/catalogue/definitions.ts';
import type { Names } from '../domain/catalogue/names.ts';

/**
 * What the portal's routes under `/api/portal` take and give. It is all that somebody who asked for
 * help ever receives: nothing of it names a note, a field of the staff or another person's request.
 * Times are ms since 1970.
 */

/** Longest texts of a request, in UTF-16 units, and how many files a message takes. */
export const PORTAL_LIMITS = { subject: 250, text: 10_000, files: 10 } as const;

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
	readonly files: readonly RequestFile[];
}

/** Something that happened to a request, in no words yet: these follow from `words` and the reader. */
export interface RequestEvent {
	/** Of the change that brought it about. */
	readonly id: string;
	readonly what: EventCode;
	readonly atMs: number;
	/** As it was from then on. */
	readonly status: RequestStatus;
	/** Who has it from then on; null unless the organisation's words say it. */
	readonly agent: string | null;
}

/** A file that came with a message; its bytes are at `…/messages/:message/files/:id`. */
export interface RequestFile {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly size: number;
	/** All of it has come; one's own may still be on its way. */
	readonly isHere: boolean;
}

/** A file as its sender announces it; the bytes go to `/api/uploads` under this id. */
export interface SentFile {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly size: number;
	readonly sha256: string;
	/** The same picture, small, for whoever reads of it; see `attachment.thumb`. */
	readonly thumb?: string;
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
	/** What its requester said of how they were served, if that was about how it is done now. */
	readonly rating: { readonly stars: number; readonly solved: boolean } | null;
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
	/** What else happened to it, as far as requesters are told; oldest first. */
	readonly events: readonly RequestEvent[];
	/** The organisation's words for these events, by language tag; for others the usual ones. */
	readonly words: Readonly<Partial<Record<EventCode, Readonly<Record<string, string>>>>>;
	/** There were more; these are the newest. */
	readonly cut: boolean;
}

/** `POST /api/portal/requests`. `id` is the request's, `change` makes repeating harmless. */
export interface AskRequest {
	readonly id: string;
	readonly change: string;
	readonly subject: string;
	readonly text: string;
	readonly files?: readonly SentFile[];
	/** What kind of request it is, and what its form asks for, by code; see `PortalFormAnswer`. */
	readonly type?: string | null;
	readonly custom?: Readonly<Record<string, string | number | boolean>>;
	/** How much it presses: only where whoever runs the server is asked. */
	readonly priority?: AskedPriority;
	/** In which its requester uses the portal: a tag as in `RequestAnswer.words`. */
	readonly language?: string;
}

/** Priorities that an organisation may give what it asks whoever runs the server. */
export const ASKED_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type AskedPriority = (typeof ASKED_PRIORITIES)[number];

/** `POST /api/portal/requests/:id/messages`. Words may be left out where there are files. */
export interface SayRequest {
	readonly change: string;
	readonly text: string;
	readonly files?: readonly SentFile[];
	readonly language?: string;
}

/** `POST /api/portal/requests/:id/seen`: up to which message its requester has it on their screen. */
export interface SeenRequest {
	readonly message: string;
}

/** `GET /api/portal/form`: what requesters are asked for, besides what it is about. */
export interface PortalFormAnswer {
	readonly types: readonly { readonly code: string; readonly names: Names; readonly hint: Names }[];
	readonly fields: readonly PortalField[];
}

/** A field of the form; asked for every request, or for those of some types. */
export interface PortalField {
	readonly code: string;
	readonly names: Names;
	readonly kind: DefinitionOf<'field'>['kind'];
	readonly options: readonly { readonly code: string; readonly names: Names }[];
	readonly types: readonly string[];
	readonly required: boolean;
}

/** `GET /api/portal/push`: by which push services know this server, as base64url. */
export interface PushKeyAnswer {
	readonly key: string;
}

/** `POST /api/portal/push`: where this session's browser can be told, and in which words. */
export interface PushRequest {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	readonly words: string;
}

/** `POST /api/rate/:token`: how somebody was served. What is not solved is open again. */
export interface RatingRequest {
	readonly stars: number;
	readonly solved: boolean;
	readonly words: string;
}

/** `POST /api/portal/requests/:id/rating`. */
export interface RateRequest extends RatingRequest {
	readonly change: string;
}

/** `GET /api/rate/:token`: what is rated, and what was said of it before. Looking changes nothing. */
export interface RatingPageAnswer {
	readonly orgName: string;
	readonly subject: string;
	readonly number: number | null;
	readonly rating: RatingRequest | null;
	/** Before that there is nothing to rate. */
	readonly isDone: boolean;
}

/** `POST /api/tickets/:id/rating-link`: for whoever asked and has no account. */
export interface RatingLinkAnswer {
	/** The path to open, to be appended to the address people use for this server. */
	readonly path: string;
	readonly expiresAt: number;
}

/** A rating as the staff reads it. */
export interface GivenRating extends RatingRequest {
	readonly ticket: string;
	readonly atMs: number;
}

/** `GET /api/ratings`: of the last 90 days. */
export interface RatingsAnswer {
	/** How many gave one star, two, and so on. */
	readonly stars: readonly number[];
	readonly solved: number;
	readonly unsolved: number;
	/** Newest first. */
	readonly newest: readonly GivenRating[];
}

/** `GET` and `PUT /api/portal/mail`: where this person is written to; null where no mail is sent. */
export interface PortalMailAnswer {
	readonly address: string | null;
	readonly isOn: boolean;
}
/** `PUT /api/portal/mail`: whether answers are to come by mail, too. */
export interface PortalMailRequest {
	readonly isOn: boolean;
}
