import { isAutomation } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import {
	activityKind,
	saidIn,
	typesOfKind,
	type ActivityKind
} from '#lib/domain/ticket/activity.ts';
import { historyLines, type HistoryLine } from '#lib/domain/ticket/history-lines.ts';
import type { ActivityAnswer, ActivityRow, ActivityTicket } from '#lib/protocol/activity.ts';
import type { LogPlace } from '../persistence/org/activity-store.ts';
import type { SearchLine } from '../persistence/org/search-line.decode.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';
import type { Breathe } from '../reports/breathe.ts';
import { readableLine } from '../search/find-tickets.ts';

/** Places of the log that are looked at together, and at most for one answer. */
const STEP = 500;
const MOST_LOOKED_AT = 40_000;
/** Of a ticket with more changes before, what a field was before those is not said. */
const MOST_OF_TICKET = 1_000;

export interface ActivityQuestion {
	readonly actor: Actor;
	/** Somebody's id; `~` for everything that automations did. */
	readonly by?: string | undefined;
	readonly team?: string | undefined;
	readonly kind?: ActivityKind | undefined;
	/** Stamps: from one on, below the other. */
	readonly from: string;
	readonly before: string;
	readonly limit: number;
}

/**
 * Who did what to the tickets that somebody may read, newest first. It looks at the log from the newest
 * change on, piece by piece, and asks `breathe` after each; where few of them are wanted, it answers
 * with what there is, and where to go on.
 */
export async function readActivity(
	unit: OrgUnit,
	question: ActivityQuestion,
	breathe: Breathe
): Promise<ActivityAnswer> {
	const { places, next, lines } = await lookBack(unit, question, breathe);
	const told = await toldOf(unit, places, breathe);
	const rows = places.flatMap(({ seq, target }) => {
		const row = unit.activity.change(seq);
		const change = row && readLogRow(row).typed;
		const line = lines.get(target);
		if (change === undefined || line === undefined) return [];
		return rowsOf(change, { line, kind: question.kind, told: told.get(change.id) ?? [] });
	});
	return { rows, next };
}

type Lines = Map<string, SearchLine | undefined>;

interface Looked {
	readonly places: readonly LogPlace[];
	readonly next: string | null;
	readonly lines: Lines;
}

async function lookBack(
	unit: OrgUnit,
	question: ActivityQuestion,
	breathe: Breathe
): Promise<Looked> {
	const { by, from, limit } = question;
	const types = typesOfKind(question.kind);
	const places: LogPlace[] = [];
	const lines: Lines = new Map();
	let { before } = question;
	for (let looked = 0; looked < MOST_LOOKED_AT; looked += STEP) {
		const found = unit.activity.older({ by, from, before, types, limit: STEP });
		for (const place of found) {
			before = place.at;
			if (!isWanted(unit, question, place, lines)) continue;
			places.push(place);
			if (places.length === limit) return { places, next: before, lines };
		}
		if (found.length < STEP) return { places, next: null, lines };
		await breathe();
	}
	return { places, next: before, lines };
}

function isWanted(
	{ search }: OrgUnit,
	{ actor, team }: ActivityQuestion,
	{ target }: LogPlace,
	lines: Lines
): boolean {
	if (!lines.has(target)) lines.set(target, readableLine(search, actor, target));
	const line = lines.get(target);
	return line !== undefined && (team === undefined || line.team === team);
}

/** What the histories of tickets tell of changes, by change; each is read up to the newest one wanted. */
async function toldOf(
	unit: OrgUnit,
	places: readonly LogPlace[],
	breathe: Breathe
): Promise<ReadonlyMap<string, readonly HistoryLine[]>> {
	const told = new Map<string, HistoryLine[]>();
	const read = new Set<string>();
	for (const { target, at } of places) {
		if (read.has(target)) continue;
		read.add(target);
		const changes = unit.activity
			.until(target, at, MOST_OF_TICKET)
			.flatMap((row) => readLogRow(row).typed ?? []);
		for (const line of historyLines(changes)) {
			const [change = ''] = line.id.split('/');
			told.set(change, [...(told.get(change) ?? []), line]);
		}
		await breathe();
	}
	return told;
}

interface About {
	readonly line: SearchLine;
	readonly kind: ActivityKind | undefined;
	readonly told: readonly HistoryLine[];
}

function rowsOf(change: TypedChange, { line, kind: wanted, told }: About): ActivityRow[] {
	const kind = activityKind(change);
	if (kind === undefined || (wanted !== undefined && kind !== wanted)) return [];
	const { at, by, target } = change;
	const ticket: ActivityTicket = {
		id: target.slice('ticket.'.length),
		number: line.number,
		subject: line.subject,
		team: line.team,
		isRemoved: line.isRemoved === true
	};
	const base = { at, ms: stampMs(at), by, name: nameOf(change), kind, ticket };
	const said = saidIn(change);
	if (said !== undefined) return [{ ...base, id: change.id, said, line: null }];
	return told.map((one) => ({ ...base, id: one.id, said: null, line: withoutText(one) }));
}

/** Who wrote a mail that was brought in by itself. */
function nameOf(change: TypedChange): string | null {
	if (change.type !== 'message.add' || !isAutomation(change.by)) return null;
	const from = change.body.mail?.from;
	return from === undefined ? null : from.name || (from.address ?? null);
}

/** The words of a message stand in its ticket; that they are others now is what is told. */
function withoutText(line: HistoryLine): HistoryLine {
	return /^m\/[^/]+\/text$/.test(line.key) ? { ...line, before: null, after: null } : line;
}
