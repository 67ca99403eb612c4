import type { Json } from '../json.ts';
import type { DenialReason } from '../policy/can.ts';

/** Every reason for which a change can be refused; the screens have a sentence for each. */
export type RefusalReason =
	| DenialReason
	/** Its bytes do not say what its type demands. */
	| 'malformed'
	/** Made by a newer version of the app than this server. */
	| 'newer-version'
	/** Its target does not exist here; it is offered again when the target appears. */
	| 'unknown-target'
	| 'already-exists'
	| 'unknown-person'
	| 'unknown-team'
	| 'unknown-message'
	/** A claim on a ticket that somebody else had taken. */
	| 'taken'
	/** A late reply that others overtook. */
	| 'others-replied'
	/** What was written together has been sent by somebody else. */
	| 'sent'
	| 'needs-resolution'
	| 'needs-reason'
	/** A state of a round that lies ahead of the ticket. */
	| 'unknown-round'
	/** An entry of a catalogue that nobody defined. */
	| 'unknown-entry'
	/** A status is given another class than it has. */
	| 'fixed-class'
	/** A done status without words that must be said. */
	| 'owes-words'
	| 'needs-name'
	/** A template without words, or a macro without steps. */
	| 'needs-text'
	/** A category inside itself, or under one that is inside another. */
	| 'wrong-parent'
	/** A response promised for later than the solution. */
	| 'late-response'
	/** A custom field's value is not of its kind. */
	| 'wrong-kind'
	/** A field that must be filled in before the ticket is done. */
	| 'needs-field'
	/** Sub-tasks that are not done. */
	| 'open-tasks'
	| 'unknown-task'
	| 'unknown-visit'
	| 'unknown-follow-up'
	/** A planned message that has gone out already. */
	| 'went-out'
	/** A time that has passed, or lies too far ahead. */
	| 'wrong-time'
	/** A visit that ends before it begins. */
	| 'wrong-window'
	/** Only a supervisor finishes this ticket. */
	| 'needs-approval'
	/** The ticket is done; it has to be reopened first. */
	| 'finished'
	/** Whoever has the ticket decides this, not those who help. */
	| 'primary-only'
	/** The proposal is no longer the one that was seen. */
	| 'settled'
	| 'unknown-ticket'
	/** A ticket cannot be linked to or merged into itself, or into one merged into it. */
	| 'own-ticket'
	| 'not-merged'
	| 'name-taken'
	| 'last-admin'
	| 'archived'
	/** There are so many of these already that more would slow everybody down. */
	| 'full'
	/** Delivered by a device or a session that had been ended. */
	| 'revoked';

/** Whether a change takes effect, and if not, why. */
export type Verdict =
	| { readonly ok: true }
	| { readonly ok: false; readonly reason: RefusalReason; readonly detail?: Json };

/** It takes effect. */
export const ACCEPTED: Verdict = { ok: true };

/** A refusal with its reason and, where it helps, who and when. */
export function refused(reason: RefusalReason, detail?: Json): Verdict {
	return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}
