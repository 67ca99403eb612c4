export type DemoPriority = 'low' | 'normal' | 'high' | 'urgent';
export type DemoTeam = 'desk' | 'network' | 'billing';

/** What happens next in a ticket; a visit is a note of somebody in the field. */
export type Turn = readonly ['customer' | 'agent' | 'note' | 'visit', string];

/**
 * One thing that goes wrong. Texts may name `{what}`, `{place}`, `{street}`, `{name}` (the
 * customer), `{agent}`, `{n}` (a number), `{amount}` and `{time}`.
 */
export interface Scenario {
	readonly team: DemoTeam;
	readonly category: string;
	readonly priority: DemoPriority;
	readonly tags: readonly string[];
	readonly subjects: readonly string[];
	readonly what: readonly string[];
	readonly opening: string;
	readonly turns: readonly Turn[];
	readonly resolution: string;
}

/** Everything demo customers of one language are made of. */
export interface Language {
	readonly code: string;
	/** How many of a hundred tickets are in it. */
	readonly share: number;
	readonly names: readonly string[];
	readonly places: readonly string[];
	readonly streets: readonly string[];
	readonly hello: readonly string[];
	readonly bye: readonly string[];
	readonly answerHello: string;
	readonly answerBye: string;
	readonly thanks: readonly string[];
	readonly again: readonly string[];
	readonly currency: (amount: string) => string;
	readonly scenarios: readonly Scenario[];
}
