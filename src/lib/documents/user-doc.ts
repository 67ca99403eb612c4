import type * as Y from 'yjs';
import type { TicketNews } from '#lib/domain/alerts/wishes.ts';
import type { Json } from '#lib/domain/json.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import type { AlertKind, ClockName } from '#lib/domain/sla/clock-names.ts';
import type { RefusedChange } from './thread-doc.ts';
import { rootMap } from './records.ts';

/**
 * `user.<person>`: what is for one person on all their devices. Roots: `tickets` (rows of the open
 * tickets they are on), `channels`, `refusals` (their refused changes by id), `rewrites` (stamps the
 * server replaced: old to new), `marks` (what they have read: document name to message number),
 * `prefs`, `notices` (mentions, tickets and visits given to them, alerts of the service, reminders,
 * and for administrators who has taken much).
 */
export const USER_ROOTS = {
	tickets: 'tickets',
	channels: 'channels',
	refusals: 'refusals',
	rewrites: 'rewrites',
	marks: 'marks',
	prefs: 'prefs',
	notices: 'notices'
} as const;

/** A channel or a direct conversation, as the list of whoever belongs to it shows it. */
export interface ChannelRow {
	readonly kind: 'channel' | 'direct';
	readonly name: string;
	readonly team: TeamId | null;
	/** The members who were named one by one; those of `team` come on top. */
	readonly members: readonly string[];
	readonly archived: boolean;
}

/**
 * Somebody mentioned this person, gave them a ticket or a sub-task, asked for their help or their word on it, took
 * it from them, or planned their visits, the service says that
 * a ticket runs late, it is time for what they wanted to be reminded of, or somebody (`target`) has
 * taken unusually many records.
 */
export interface Notice {
	readonly kind: 'mention' | TicketNews | VisitNews | FollowUpNews | AlertKind | 'export';
	readonly target: string;
	readonly by: string;
	readonly atMs: number;
	readonly message: string | null;
	/** The clock that an alert is about. */
	readonly clock?: ClockName;
	/** The visit that is new, planned otherwise, or no longer theirs. */
	readonly visit?: string;
	/** The follow-up that is due, or was missed, and its words. */
	readonly followUp?: { readonly id: string; readonly words: string };
	/** How many records were taken. */
	readonly records?: number;
}

/** What can be told of a follow-up: it is due, or its time passed while the server was away. */
export type FollowUpNews = 'follow-up' | 'follow-up-missed';

/** What can be told of a visit. */
export type VisitNews = 'visit' | 'visit-changed' | 'visit-gone';

/** The channels and direct conversations of this person, by channel id. */
export function readMyChannels(doc: Y.Doc): Map<string, ChannelRow> {
	return new Map(rootMap(doc, USER_ROOTS.channels).entries() as Iterable<never>);
}

/** This person's refused changes, by change id. */
export function readRefusals(doc: Y.Doc): Map<string, RefusedChange> {
	return new Map(rootMap(doc, USER_ROOTS.refusals).entries() as Iterable<never>);
}

/** Stamps that the server replaced because they lay too far ahead: old to new. */
export function readRewrites(doc: Y.Doc): Map<string, string> {
	return new Map(rootMap(doc, USER_ROOTS.rewrites).entries() as Iterable<never>);
}

/** Up to which message number this person has read the document of that name. */
export function readMark(doc: Y.Doc, name: string): number {
	return Number(rootMap(doc, USER_ROOTS.marks).get(name) ?? 0);
}

/** The names of everything this person has read in. */
export function readMarkNames(doc: Y.Doc): readonly string[] {
	return [...rootMap(doc, USER_ROOTS.marks).keys()];
}

/** A preference of this person, shared by all their devices. */
export function readPreference(doc: Y.Doc, field: string): Json | undefined {
	return rootMap(doc, USER_ROOTS.prefs).get(field);
}

/** All preferences of this person. */
export function readPreferences(doc: Y.Doc): Iterable<[string, Json]> {
	return rootMap(doc, USER_ROOTS.prefs).entries();
}

/** Notices, newest first. */
export function readNotices(doc: Y.Doc): { id: string; notice: Notice }[] {
	const entries = [...rootMap(doc, USER_ROOTS.notices).entries()] as unknown as [string, Notice][];
	return entries
		.map(([id, notice]) => ({ id, notice }))
		.sort((a, b) => b.notice.atMs - a.notice.atMs);
}
