import type { TeamId } from '../domain/ids.ts';

/** What `GET /api/provider` answers: who runs the server, and whether they can be asked here. */
export interface ProviderAnswer {
	/** `own`: this organisation runs it itself; `closed`: nobody takes what others ask yet. */
	readonly kind: 'own' | 'open' | 'closed';
	/** The organisation that is asked. */
	readonly name: string | null;
	/** Of one's own organisation, who runs the server. */
	readonly operators: readonly string[];
	/** For those who run the server: what other organisations there are, and where they ask here. */
	readonly desk: ProviderDeskAnswer | null;
}

/** How an organisation answers what others of this server ask it. */
export interface ProviderDeskAnswer {
	/** The team of this organisation that takes what others ask; null when it is none of this. */
	readonly team: TeamId | null;
	/** Whether another organisation takes it. */
	readonly isElsewhere: boolean;
	/** How many other organisations there are. */
	readonly others: number;
}

/** `PUT /api/provider/desk`, for those who run the server. */
export interface ProviderDeskRequest {
	readonly team: TeamId | null;
}
