import type { PersonId, TeamId } from '../ids.ts';
import type { Role } from './roles.ts';

/**
 * A person as policy sees them. `teams` are those they are a member of; `scope` are those that they
 * reach by their units and regions, without being of them.
 */
export interface Actor {
	readonly person: PersonId;
	readonly role: Role;
	readonly teams: ReadonlySet<TeamId>;
	readonly supervises: ReadonlySet<TeamId>;
	readonly scope: ReadonlySet<TeamId>;
	readonly blocked: boolean;
}

/** A ticket as policy sees it. */
export interface TicketSubject {
	readonly team: TeamId;
	/** Assignee, collaborators and followers. */
	readonly people: ReadonlySet<PersonId>;
	/** Whether it was deleted: then only those see it who may bring it back. */
	readonly isRemoved?: boolean;
}

/** A channel as policy sees it; `team` gives all its members a seat. */
export interface ChannelSubject {
	readonly kind: 'channel' | 'direct';
	readonly members: ReadonlySet<PersonId>;
	readonly team: TeamId | null;
}
