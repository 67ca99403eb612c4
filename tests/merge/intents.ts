import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { Cells } from '#lib/domain/crdt/cells.ts';
import { readFollowUps } from '#lib/domain/follow-ups/follow-ups.ts';
import { isJsonObject, type Json } from '#lib/domain/json.ts';
import { START_MS, testId } from '#lib/domain/testing.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import { builtInClass } from '#lib/domain/catalogue/built-in.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';

/** What somebody on a device wants to do, before it is known what that is on the state they see. */
export interface Intent {
	readonly what:
		| 'create'
		| 'field'
		| 'element'
		| 'state'
		| 'take'
		| 'transfer'
		| 'follow-up'
		| 'message'
		| 'edit'
		| 'retract';
	readonly key: number;
	readonly pick: number;
}

interface Wanted {
	readonly type: ChangeType;
	readonly body: Json;
}

const person = (index: number) => testId(1, index);
const team = (index: number) => testId(3, index);

const PRIORITY_PICKS = ['low', 'normal', 'high', 'urgent', 'urgent'] as const;

/** The change that fulfils an intent on a state; undefined when there is nothing to do. */
export function writeBody(
	kind: 'ticket' | 'channel',
	intent: Intent,
	cells: Cells
): Wanted | undefined {
	const { what, key, pick } = intent;
	if (what === 'message')
		return {
			type: 'message.add',
			body: {
				kind: pick % 2 ? 'note' : 'public',
				text: `words ${key}`,
				...(pick === 3 && { mentions: [person(1 + (key % 3))] })
			}
		};
	if (what === 'edit' || what === 'retract') return rewrite(what, key, pick, cells);
	return kind === 'ticket' ? ticketChange(intent, cells) : channelChange(intent);
}

function rewrite(what: 'edit' | 'retract', key: number, pick: number, cells: Cells) {
	const messages = readMessages(cells);
	const message = messages[key % Math.max(messages.length, 1)]?.id;
	if (message === undefined) return undefined;
	return what === 'edit'
		? { type: 'message.edit' as const, body: { message, text: `words ${pick}` } }
		: { type: 'message.retract' as const, body: { message, retracted: pick % 2 === 0 } };
}

function ticketChange({ what, key, pick }: Intent, cells: Cells): Wanted | undefined {
	if (what === 'create')
		return {
			type: 'ticket.create',
			body: {
				team: team(1),
				subject: 'The lift is stuck',
				tags: ['lift', 'urgent'].slice(0, pick),
				...(pick > 0 && { message: { kind: 'public', text: 'It stopped.' } })
			}
		};
	if (what === 'element') return { type: 'ticket.element', body: ticketElement(key, pick) };
	if (what === 'state') return stateChange(pick, key, cells);
	if (what === 'take') return { type: 'ticket.take', body: takeBody(pick, cells) };
	if (what === 'transfer') return { type: 'ticket.transfer', body: { team: team(1 + (pick % 2)) } };
	if (what === 'follow-up') return followUpChange(key, pick, cells);
	return { type: 'ticket.field', body: ticketField(key, pick) };
}

/** Of a ticket that is new, or seems so to somebody who has not heard. */
function takeBody(pick: number, cells: Cells) {
	const { assignee = null, round = 0 } = readTicket(cells) ?? {};
	return { expected: assignee, ...(pick % 2 === 0 && { begins: round }) };
}

/** Plans one, or says something of one that is there. */
function followUpChange(key: number, pick: number, cells: Cells): Wanted | undefined {
	const round = readTicket(cells)?.round ?? 0;
	const followUps = readFollowUps(cells);
	const followUp = followUps[pick % Math.max(followUps.length, 1)]?.id;
	const at = START_MS + (1 + pick) * 3_600_000;
	if (followUp === undefined || key === 0) {
		const whose = pick % 2 === 0 ? { kind: 'remind', person: person(1 + pick) } : { kind: 'send' };
		return { type: 'ticket.add-follow-up', body: { at, words: `words ${key}`, round, ...whose } };
	}
	const fields: readonly Json[] = [
		{ field: 'at', value: at },
		{ field: 'words', value: `words ${pick}` },
		{ field: 'keep', value: pick % 2 === 0 },
		{ field: 'state', value: { state: pick % 2 === 0 ? 'cancelled' : 'open', round } },
		{ field: 'person', value: person(1 + (pick % 3)) }
	];
	const field = fields[key - 1];
	return isJsonObject(field)
		? { type: 'ticket.follow-up', body: { followUp, ...field } }
		: undefined;
}

function ticketField(key: number, pick: number): Json {
	const fields: readonly Json[] = [
		{ field: 'subject', value: `Lift ${pick % 3}` },
		{ field: 'priority', value: PRIORITY_PICKS[pick] ?? 'low' },
		{ field: 'assignee', value: pick === 0 ? null : person(1 + (pick % 3)) },
		{ field: 'category', value: pick === 0 ? null : `c${pick}` },
		{
			field: 'requester',
			value: pick === 0 ? null : { name: `R${pick}`, address: 'r@example.org' }
		},
		{ field: 'due', value: pick === 0 ? null : 1_000 * pick }
	];
	return fields[key] ?? null;
}

function ticketElement(key: number, pick: number): Json {
	const present = pick % 2 === 0;
	if (key < 2) return { set: 'tags', element: `t${key}`, present };
	const set = key < 4 ? 'collaborators' : 'followers';
	return { set, element: person(1 + (key % 2)), present };
}

const STATUSES = ['new', 'open', 'waiting', 'solved', 'closed'];

/** An honest device raises the round when it leaves a final status, and only then. */
function stateChange(pick: number, key: number, cells: Cells): Wanted | undefined {
	const ticket = readTicket(cells);
	const status = STATUSES[pick];
	const statusClass = status && builtInClass(status);
	if (ticket === undefined || status === undefined || !statusClass) return undefined;
	const round = ticket.final && statusClass !== 'done' ? ticket.round + 1 : ticket.round;
	return {
		type: 'ticket.state',
		body: {
			round,
			status,
			class: statusClass,
			...(status === 'solved' && key % 3 < 2 && { resolution: `done ${key}` }),
			...(status === 'closed' && key % 3 < 2 && { reason: `why ${key}` })
		}
	};
}

function channelChange({ what, key, pick }: Intent): Wanted | undefined {
	if (what === 'create')
		return {
			type: 'channel.create',
			body: { kind: 'channel', name: 'Night shift', members: [person(1), person(2)] }
		};
	if (what === 'element')
		return {
			type: 'channel.element',
			body: { set: 'members', element: person(1 + (key % 3)), present: pick % 2 === 0 }
		};
	if (what !== 'field') return undefined;
	const fields: readonly Json[] = [
		{ field: 'name', value: `Shift ${pick}` },
		{ field: 'topic', value: `Topic ${pick}` },
		{ field: 'archived', value: pick % 2 === 0 }
	];
	return { type: 'channel.field', body: fields[key % 3] ?? null };
}
