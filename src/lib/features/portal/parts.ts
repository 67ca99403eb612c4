import type { RequestAnswer, RequestRow } from '#lib/protocol/portal.ts';
import type { FilesHere } from '#lib/session/files/files-here.ts';
import type { KeptStore } from './kept.ts';
import type { Place } from './place.ts';
import type { PortalApi } from './portal-api.ts';
import type { Waiting } from './waiting.ts';

/** What can be new in a request. */
export type What = 'answer' | 'status';

/** A line of the list: what the server has, or what waits to be sent. */
export interface Line {
	readonly id: string;
	readonly row: RequestRow | null;
	readonly subject: string;
	readonly waiting: number;
	readonly refused: boolean;
	/** What this person has not seen of it. */
	readonly news: What | null;
}

/** One request on screen; `gone` when there is none of this id for this person. */
export interface Shown extends Pick<RequestAnswer, 'messages' | 'events' | 'words' | 'cut'> {
	readonly row: RequestRow | null;
	readonly subject: string;
	readonly waiting: readonly Waiting[];
}

/** A request of which the server has told nothing yet. */
export const NOTHING_TOLD = { messages: [], events: [], words: {}, cut: false } as const;

export interface PortalParts {
	readonly place: Place;
	readonly api: PortalApi;
	readonly store: KeptStore;
	readonly now: () => number;
	readonly newId: () => string;
	/** Loads what files need, for those who have any. */
	readonly openFiles: (person: string) => Promise<FilesHere>;
	/** The server no longer knows the session, or the person has another role now. */
	readonly onLostAccess: () => void;
}

export const byId = <One extends { readonly id: string }>(all: readonly One[], id: string) =>
	all.find((one) => one.id === id);
