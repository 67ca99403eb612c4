/** One line of what trying a rule tells: how far it is, what it would have done, and the sum. */
export type Rehearsed =
	| { readonly kind: 'progress'; readonly done: number; readonly all: number }
	| {
			readonly kind: 'hit';
			readonly ticket: string;
			readonly number: number | null;
			readonly subject: string;
			readonly atMs: number;
			/** The places of the actions in the rule that would have changed something. */
			readonly actions: readonly number[];
	  }
	| {
			readonly kind: 'end';
			readonly hits: number;
			readonly tickets: number;
			/** Tickets that something happened to, or that were open. */
			readonly all: number;
	  };

/** A thing that a rule did, or was refused. */
export interface RuleDeed {
	readonly id: string;
	/** The rules behind it, the one that did it last. */
	readonly rules: readonly string[];
	readonly ticket: string;
	readonly number: number | null;
	readonly subject: string;
	readonly atMs: number;
	/** The type of its change, and of what. */
	readonly what: string;
	/** Why it was refused; null when it was done. */
	readonly refusal: string | null;
}

/** A rule that was kept from acting on a ticket, because rules had done so much there already. */
export interface HeldDeed {
	readonly rule: string;
	readonly ticket: string;
	readonly number: number | null;
	readonly subject: string;
	readonly atMs: number;
}

/** What rules have done last, and what they were kept from. */
export interface RuleLogAnswer {
	readonly deeds: readonly RuleDeed[];
	readonly held: readonly HeldDeed[];
}

/**
 * On how many tickets a rule that was run by hand looked, how many it fitted, and how many it
 * changed.
 */
export interface RuleRunAnswer {
	readonly tickets: number;
	readonly fitting: number;
	readonly changed: number;
}
