import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import type { DemoTeam } from './language.ts';

/** The people and teams of the demo by their short names. */
export interface Cast {
	readonly id: (userName: string) => PersonId;
	readonly nameOf: (userName: string) => string;
	readonly team: (team: DemoTeam) => TeamId;
}

/** Who works on what comes in. */
export const CREWS: Readonly<
	Record<DemoTeam, { agents: readonly string[]; supervisor: string; field: readonly string[] }>
> = {
	desk: { agents: ['mei', 'luca', 'priya', 'tomas'], supervisor: 'samira', field: ['pieter'] },
	network: {
		agents: ['freya', 'omar'],
		supervisor: 'jonas',
		field: ['pieter', 'aisha', 'nikos']
	},
	billing: { agents: ['chloe', 'priya'], supervisor: 'samira', field: ['pieter'] }
};

/** What brings customers' mail in; as with imported mail, the mail itself says who wrote it. */
export const MAILBOX = '~import';
