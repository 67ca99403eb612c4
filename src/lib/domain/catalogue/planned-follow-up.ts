import { FOLLOW_UP_KINDS, FOLLOW_UP_WORDS } from '../follow-ups/follow-up-fields.ts';
import { object } from '../object.decode.ts';
import { boolean, integer, oneOf, text, type Decoder } from '../schema.ts';
import { code } from './code.ts';

/** Two years, which is as far ahead as anything is planned. */
const MOST_MINUTES = 731 * 24 * 60;

/**
 * A follow-up that a macro or a rule plans, so many minutes after it ran: a reminder for somebody, or
 * words for the customer, which are those of a template where it names one.
 */
export function plannedFollowUp<Who>(who: Decoder<Who>) {
	return object(
		{
			kind: oneOf(FOLLOW_UP_KINDS),
			minutes: integer(1, MOST_MINUTES),
			words: text(0, FOLLOW_UP_WORDS)
		},
		{ who, template: code, /** It stays when the customer replies. */ keep: boolean }
	);
}
