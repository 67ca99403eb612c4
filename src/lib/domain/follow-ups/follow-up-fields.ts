import { personId } from '../id-decoders.ts';
import { object } from '../object.decode.ts';
import { boolean, integer, oneOf, text } from '../schema.ts';

/** What happens at its time: somebody is reminded, or a message goes out. */
export const FOLLOW_UP_KINDS = ['remind', 'send'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/**
 * How a follow-up stands: *due* since somebody was reminded, *missed* when its time passed while
 * nobody could be told or nothing be sent, *replied* when the customer was faster.
 */
export const FOLLOW_UP_STATES = ['open', 'due', 'missed', 'done', 'cancelled', 'replied'] as const;

/** Longest words of a follow-up, in UTF-16 units. */
export const FOLLOW_UP_WORDS = 4_000;

/** What can be said of a follow-up; each is a register. */
export const FOLLOW_UP_FIELDS = {
	/** When it is to happen, ms since 1970. */
	at: integer(0, 8_640_000_000_000_000),
	words: text(0, FOLLOW_UP_WORDS),
	/** Who is reminded. */
	person: personId,
	/** It stays when the customer replies. */
	keep: boolean,
	/** With the round of the ticket that it is for: it ends with that. */
	state: object({ state: oneOf(FOLLOW_UP_STATES), round: integer(0, 1_000_000) })
} as const;
export type FollowUpField = keyof typeof FOLLOW_UP_FIELDS;
