import { lift } from '../changes/lift.ts';
import { compareCells, type Cell } from '../crdt/cells.ts';
import type { TypedChange } from '../changes/typed.ts';
import { taskKey } from './tasks.ts';
import { jsonEqual, type Json } from '../json.ts';
import { stampMs } from '../stamp.ts';

/** One thing that somebody did to a ticket: what became of one of its fields. */
export interface HistoryLine {
	/** Unique and stable: the change and the cell. */
	readonly id: string;
	readonly by: string;
	readonly ms: number;
	/** A field, a set element (`tags/vip`), `state`, `team`, `created`, `m/…/text` or `m/…/retracted`. */
	readonly key: string;
	readonly before: Json | undefined;
	readonly after: Json;
	/** What the sub-task was called that this is about; empty when it is about none. */
	readonly task: string;
	/** How sure the words of the ticket made it, in percent, where they were what decided. */
	readonly sure?: number;
	/** It was written, but something that ranks higher already stood there. */
	readonly isOvertaken: boolean;
}

const MESSAGE_PARTS = /^m\/[^/]+\/(text|retracted|split)$/;

/** What was planned and how it went is history; the pieces of the work stand in the visit. */
function isPlanTold(change: TypedChange, key: string): boolean | undefined {
	switch (change.type) {
		case 'ticket.add-task':
			// It is told once, by its title.
			return key.endsWith('/title');
		case 'ticket.task':
			// Where it stands in the list is no news, nor that whoever is given it follows the ticket.
			return key.startsWith('t/') && !key.endsWith('/order');
		case 'ticket.add-visit':
			return /^v\/[^/]+$/.test(key);
		case 'ticket.visit':
			return key.startsWith('v/') ? !key.endsWith('/order') : undefined;
		case 'ticket.visit-item':
			return false;
		case 'ticket.add-follow-up':
			// It is told by its time.
			return key.endsWith('/at');
		case 'ticket.follow-up':
			return key.startsWith('u/');
		default:
			return undefined;
	}
}

function isTold(change: TypedChange, key: string): boolean {
	// The messages themselves stand in the thread; only what happened to them later is history.
	if (key === 'publicHead' || change.type === 'ticket.seen') return false;
	// Why somebody was chosen says who was.
	if (change.type === 'ticket.assign') return key !== 'assignee';
	const isFirstSaid = change.type === 'message.add' || change.type === 'ticket.create';
	if (key.startsWith('m/')) return !isFirstSaid && MESSAGE_PARTS.test(key);
	if (change.type === 'message.add') return false;
	return isPlanTold(change, key) ?? (change.type !== 'ticket.create' || key === 'created');
}

function taskTitle(cells: ReadonlyMap<string, Cell>, key: string): string {
	const id = /^t\/([^/]+)/.exec(key)?.[1];
	const title = id === undefined ? undefined : cells.get(taskKey(id, 'title'))?.[0];
	return typeof title === 'string' ? title : '';
}

/**
 * Who changed what, from what to what, oldest first: derived from the changes in the order of their
 * stamps, so that it is the same on every device.
 */
export function historyLines(changes: readonly TypedChange[]): HistoryLine[] {
	const cells = new Map<string, Cell>();
	const lines: HistoryLine[] = [];
	for (const change of [...changes].sort((a, b) => (a.at < b.at ? -1 : 1))) {
		for (const [key, cell] of Object.entries(lift(change))) {
			const present = cells.get(key);
			const wins = present === undefined || compareCells(key, present, cell) < 0;
			if (wins) cells.set(key, cell);
			if (!isTold(change, key)) continue;
			if (present !== undefined && jsonEqual(present[0], cell[0])) continue;
			lines.push({
				id: `${change.id}/${key}`,
				by: change.by,
				ms: stampMs(change.at),
				key,
				before: present?.[0],
				after: cell[0],
				task: taskTitle(cells, key),
				...(change.type === 'ticket.field' && change.body.sure && { sure: change.body.sure }),
				isOvertaken: !wins
			});
		}
	}
	return lines;
}

const MILESTONES = /^(state|assignee|assigned|team|onCall|onCallTold|alerts\/.*)$/;

/** What belongs between the messages of a thread: who has it, and how it stands. */
export function isMilestone(line: HistoryLine): boolean {
	return MILESTONES.test(line.key) && !line.isOvertaken;
}
