import type { ConnectionTrouble } from './connections.ts';

/** What a letter is: said by somebody, told by itself, a login, a one-time link, for the staff. */
export type LetterKind = 'reply' | 'event' | 'welcome' | 'link' | 'staff';

/** A letter that never went out, or that nobody will get. */
export interface FailedLetter {
	readonly id: number;
	readonly kind: LetterKind;
	/** In ms since 1970; null where it was not noted yet. */
	readonly atMs: number | null;
	/** In the words of the server that refused it. */
	readonly why: string;
	/** The ticket it was about, and its number. */
	readonly ticket: string | null;
	readonly number: number | null;
}

/** `GET /api/outgoing-mail`: how much waits to go out, how much never did, and the last of that. */
export interface OutgoingMailAnswer {
	readonly waiting: number;
	readonly failed: number;
	readonly letters: readonly FailedLetter[];
}

/** `POST /api/outgoing-mail/test`: where a test message went, or why it did not. */
export interface TestMailAnswer {
	readonly to: string;
	readonly trouble: ConnectionTrouble | null;
}
