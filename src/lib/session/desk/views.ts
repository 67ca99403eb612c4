import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Channel } from '#lib/domain/channel.ts';
import type { Cells } from '#lib/domain/crdt/cells.ts';
import type { Conflict } from '#lib/domain/history.ts';
import type { ChangeId, EntityRef, OrgId, PersonId, TeamId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import type { RefusalReason, Verdict } from '#lib/domain/judge/verdict.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Message } from '#lib/domain/ticket/messages.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Backlink, RefusedChange } from '#lib/documents/thread-doc.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { ChannelRow } from '#lib/documents/user-doc.ts';

export type { Standing } from '#lib/sync/standing.ts';
export type { Trouble } from '#lib/sync/server-trouble.ts';

/** Who works at this desk: from the session at first, from the workspace document once it is here. */
export interface Me {
	readonly person: PersonId;
	readonly org: OrgId;
	readonly name: string;
	readonly role: Role;
}

/** What became of a change the moment it was made. A refused one was not queued. */
export interface ChangeResult {
	readonly id: ChangeId;
	readonly verdict: Verdict;
	/** Resolves once the change is on this device's disk; rejects when it could not be written. */
	readonly durable: Promise<void>;
}

export interface ChangeOptions {
	/** `false` queues the change whatever this device expects of it. */
	readonly forecast?: boolean;
	/** The refused change that this one repeats. */
	readonly redo?: ChangeId;
}

/** One change of several that are made together, in one transaction of the outbox. */
export type PlannedChange = {
	[T in ChangeType]: {
		readonly type: T;
		readonly target: EntityRef;
		readonly body: BodyOf<T>;
		readonly options?: ChangeOptions;
	};
}[ChangeType];

/** A line of a ticket list: the row with this device's unsettled changes on top. */
export interface RowView extends TicketRow {
	readonly id: string;
	/** Whether something in the row is not confirmed by the server yet. */
	readonly pending: boolean;
	/** The mark that always finds the ticket, `~AB12CD`; shown while `number` is null. */
	readonly mark: string;
}

/**
 * What rows: one team's, all of mine, or the tickets of my own that only this device knows yet.
 */
export type RowScope = { readonly team: TeamId } | 'mine';

/** Rows for lists. Not reactive by itself: a list of 20,000 is kept up by the ids that changed. */
export interface RowSource {
	/** `missing`: not on this device and not to be had now; `forbidden`: not for this person. */
	readonly state: 'loading' | 'ready' | 'missing' | 'forbidden';
	/** When the rows were last known to be current, ms since 1970; null while they are live. */
	readonly asOfMs: number | null;
	readonly all: () => ReadonlyMap<string, RowView>;
	/** Calls back with the ids that changed (appeared, moved or went), or with none when `state` did. */
	readonly onChange: (listener: (changed: ReadonlySet<string>) => void) => () => void;
	readonly close: () => void;
}

export interface MessageView extends Message {
	/** Not confirmed by the server yet: the message itself, its words or its retraction. */
	readonly pending: boolean;
}

export interface Presence {
	readonly person: PersonId;
	readonly viewing: boolean;
	readonly typing: boolean;
	/** What they type goes to whoever asked. */
	readonly answering: boolean;
	/** Has begun a reply alone, in which others could write along. */
	readonly writing: boolean;
	/** With whom they want to write along; null with nobody. */
	readonly joins: PersonId | null;
}

export type ThreadRef = `ticket.${string}` | `channel.${string}` | `contact.${string}`;

/** An open ticket or channel; every getter is reactive. Close it when it leaves the screen. */
export interface ThreadView {
	readonly ref: ThreadRef;
	/** `missing`: not on this device and the server is out of reach, or it does not exist. */
	readonly status: 'loading' | 'ready' | 'missing' | 'forbidden';
	/** The document's cells with my unsettled changes and fetched older messages joined in. */
	readonly cells: Cells;
	readonly ticket: Ticket | undefined;
	readonly channel: Channel | undefined;
	/** Oldest first. */
	readonly messages: readonly MessageView[];
	/** Oldest first, mine that wait included. */
	readonly changes: readonly TypedChange[];
	readonly conflicts: readonly Conflict[];
	/** What other tickets say of this one. */
	readonly backlinks: readonly Backlink[];
	/** Changes of anybody that were refused here. */
	readonly refused: readonly RefusedChange[];
	/** What the clocks of a ticket depend on, with my unsettled changes on top. */
	readonly service: ServiceRecord | null;
	/** Cell keys whose shown value is not confirmed yet. */
	readonly pendingKeys: ReadonlySet<string>;
	/** Number of the newest message on the server. */
	readonly seqHead: number;
	/** Older messages that lie in pages on the server and have not been fetched. */
	readonly olderCount: number;
	/** Whether the document is connected now; otherwise it shows the state of `asOfMs`. */
	readonly live: boolean;
	readonly asOfMs: number | null;
	/** Other people looking at this, each once; oneself not among them. */
	readonly presence: readonly Presence[];
	/** `isAnswer`: what is typed goes to whoever asked, who is told so. */
	readonly setTyping: (typing: boolean, isAnswer?: boolean) => void;
	/** Says whether a reply is begun here, alone. */
	readonly setWriting: (writing: boolean) => void;
	/** Asks somebody to share the reply that they are writing; null takes it back. */
	readonly setJoins: (person: PersonId | null) => void;
	readonly close: () => void;
}

export interface ChannelView extends ChannelRow {
	readonly id: string;
	/** Made on this device and not confirmed yet. */
	readonly pending: boolean;
}

/** A change of mine that was refused, with those of mine that were made on top of it. */
export interface RefusalView {
	readonly id: ChangeId;
	readonly change: TypedChange | undefined;
	readonly target: string;
	readonly reason: RefusalReason;
	readonly detail: Json;
	readonly atMs: number;
	readonly dependents: readonly ChangeId[];
}

/** What my offline changes met on one target. */
export interface MetView {
	readonly ref: EntityRef;
	readonly conflicts: readonly Conflict[];
}

export interface WaitingEntry {
	readonly change: TypedChange;
	readonly outbox: string;
	/** Made in this tab; otherwise it came from another tab of this device. */
	readonly own: boolean;
}

export interface DocumentFacts {
	readonly name: string;
	readonly generation: number;
	readonly rev: number;
	readonly live: boolean;
	readonly lastUsedMs: number;
	readonly lastLiveMs: number | null;
}

/** Everything the sync inspector shows; made anew when asked for. */
export interface InspectorFacts {
	readonly device: string;
	readonly tab: string;
	readonly waiting: readonly WaitingEntry[];
	readonly documents: readonly DocumentFacts[];
	readonly outboxes: readonly {
		readonly name: string;
		readonly entries: number;
		readonly waiting: number;
		readonly bytes: number;
	}[];
	readonly storage: { readonly usedBytes: number | null; readonly quotaBytes: number | null };
	readonly persisted: boolean | null;
	readonly clockOffsetMs: number | null;
	/** Copies that were not what the server wrote; each was replaced. */
	readonly differences: number;
	readonly leader: boolean;
	readonly connections: readonly {
		readonly atMs: number;
		readonly what: 'connected' | 'lost' | 'failed';
		readonly code: number | null;
	}[];
}

/** Structurally what the status line takes. */
export interface ConnectionView {
	readonly kind: 'connected' | 'connecting' | 'offline';
	readonly since: number;
}

export interface SavedView {
	readonly word: 'saved' | 'waiting' | 'not-saved';
	readonly waiting: number;
	/** Since when the oldest waiting change waits, ms since 1970. */
	readonly sinceMs: number | null;
	/** Why something could not be written on this device. */
	readonly error: { readonly kind: 'quota' | 'blocked' | 'other'; readonly atMs: number } | null;
	readonly persisted: boolean | null;
	readonly usedBytes: number | null;
	readonly quotaBytes: number | null;
}

export interface LeaseView {
	/** Until when this device may show what it holds without having met the server. */
	readonly untilMs: number;
	readonly locked: boolean;
}

/** What to do with waiting changes when signing out; with none waiting all three are the same. */
export type LeaveMode = 'send' | 'keep' | 'discard';

/** `none`: there is nothing older; `offline`: the server is out of reach. */
export type OlderResult = 'fetched' | 'none' | 'offline' | 'failed';
