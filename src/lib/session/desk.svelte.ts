import { createContext } from 'svelte';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { ChangeId, EntityRef, PersonId, TeamId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import type { Action, Decision } from '#lib/domain/policy/can.ts';
import type { Notice } from '#lib/documents/user-doc.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import type {
	ChangeOptions,
	ChangeResult,
	ChannelView,
	ConnectionView,
	InspectorFacts,
	LeaseView,
	LeaveMode,
	Me,
	MetView,
	PlannedChange,
	RefusalView,
	RowScope,
	RowSource,
	SavedView,
	Standing,
	ThreadRef,
	ThreadView
} from './desk/views.ts';

/**
 * The one door between the screens and this device's documents. Everything that reads as a property
 * is reactive; nothing here waits for the network.
 */
export interface Desk {
	readonly me: Me;
	/** From the workspace document; from the session while that is not here. */
	readonly actor: Actor;
	readonly orgName: string;
	/** Whether the workspace and my own document are on this device. */
	readonly ready: boolean;
	readonly people: ReadonlyMap<PersonId, PersonRow>;
	readonly teams: ReadonlyMap<TeamId, TeamRow>;
	/** Teams I am a member of or supervise and that are not archived. */
	readonly myTeams: readonly TeamId[];
	readonly connection: ConnectionView;
	readonly saved: SavedView;
	readonly waiting: number;
	readonly standing: Standing;
	readonly lease: LeaseView;
	/** The present corrected by the server's clock; reading it keeps a component current by the minute. */
	readonly now: number;
	can(action: Action): Decision;

	newId(): string;
	change<T extends ChangeType>(
		type: T,
		target: EntityRef,
		body: BodyOf<T>,
		options?: ChangeOptions
	): ChangeResult;
	changeMany(planned: readonly PlannedChange[]): readonly ChangeResult[];
	/** Makes the inverse of a change of mine, if it has one; undefined when it has not. */
	undo(id: ChangeId): readonly ChangeResult[] | undefined;

	thread(ref: ThreadRef): ThreadView;
	ticketRows(scope: RowScope): RowSource;
	/** Fetches a page of older messages into the thread's view; needs the server. */
	older(ref: ThreadRef, beforeSeq: number): Promise<'fetched' | 'none' | 'offline' | 'failed'>;

	readonly myChannels: readonly ChannelView[];
	readonly notices: readonly { readonly id: string; readonly notice: Notice }[];
	dismissNotice(id: string): void;
	/** Up to which message number I have read `ticket.<id>` or `channel.<id>`. */
	readMark(name: string): number;
	markRead(name: string, seq: number): void;
	/** Unread messages of a channel; null when this device does not know. */
	unread(channelId: string): number | null;

	readonly refusals: readonly RefusalView[];
	retry(id: ChangeId): ChangeResult | undefined;
	discard(id: ChangeId): void;
	/** What my changes met that were made while this device was away; until dismissed. */
	readonly metOthers: readonly MetView[];
	dismissMet(): void;

	preference(field: string): Json | undefined;
	setPreference(field: string, value: Json): void;

	inspect(): Promise<InspectorFacts>;
	/** All changes that wait, as a file another device can take in. */
	exportUnsent(): Promise<File>;
	/** How many changes were taken in; those this device already had are not counted. */
	importUnsent(file: Blob): Promise<{ readonly taken: number; readonly problem: string | null }>;

	/**
	 * Ends work here. `send` waits for the outbox to be empty, for at most half a minute, and answers
	 * `waiting` when it is not; `keep` seals what waits on this device; `discard` throws it away.
	 */
	leave(mode: LeaveMode): Promise<'left' | 'waiting'>;
	/** The person has signed in again: connect at once. */
	reconnect(): void;
	close(): void;
}

export const [getDesk, setDesk, hasDesk] = createContext<Desk>();
