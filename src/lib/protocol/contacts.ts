import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { TeamId } from '#lib/domain/ids.ts';

/** Most tickets of one answer. */
export const CONTACT_TICKETS = 500;

/** A ticket of somebody who asks, of any age. */
export interface ContactTicket {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
	readonly team: TeamId;
	readonly status: string;
	readonly class: StatusClass;
	readonly requester: string | null;
	readonly createdMs: number;
	readonly updatedMs: number;
	/** How they said they were served; null where they did not. */
	readonly stars: number | null;
}

/** What `GET /api/contacts/:id` answers: their tickets that whoever asks may read, newest first. */
export interface ContactAnswer {
	readonly tickets: readonly ContactTicket[];
	readonly isMore: boolean;
	/** The language in which they last used the portal; null where they did not. */
	readonly language: string | null;
}
