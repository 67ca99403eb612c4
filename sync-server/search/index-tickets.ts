import { cellValue, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import { messageIdIn, messageKeys, PUBLIC_HEAD, SENT_PREFIX } from '#lib/domain/changes/lift.ts';
import { temporaryMark } from '#lib/domain/ids.ts';
import { valueMarks } from '#lib/domain/query/value-marks.ts';
import { customTexts, searchWords } from '#lib/domain/query/words.ts';
import { countTasks, readTasks } from '#lib/domain/ticket/tasks.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { SearchLine } from '../persistence/org/search-line.decode.ts';
import type { SearchStore } from '../persistence/org/search-store.ts';
import type { World } from '../pipeline/world.ts';

/** The cells that a batch changed, by target and key. */
type TouchedCells = Iterable<readonly [target: string, cells: ReadonlyMap<string, Cell>]>;

/** Keeps what a search looks through up with a batch, in proportion to the cells it changed. */
export function indexTickets(search: SearchStore, world: World, touched: TouchedCells): void {
	for (const [target, cells] of touched)
		if (target.startsWith('ticket.')) indexTicket(search, world, target, cells);
}

function indexTicket(
	search: SearchStore,
	world: World,
	target: string,
	cells: ReadonlyMap<string, Cell>
): void {
	const ticket = world.ticket(target);
	if (ticket === undefined) return;
	const keys = [...cells.keys()];
	const isHead = keys.some(isInLine);
	const known = search.numberOf(target);
	const { head, thread } = world.entities.get(target);
	const { updatedMs } = thread;
	const no = known ?? search.putTicket(target, lineOf(ticket, head), updatedMs);
	if (known !== undefined && isHead) search.changeTicket(no, lineOf(ticket, head), updatedMs);
	else if (known !== undefined) search.touch(no, updatedMs);
	if (known === undefined || keys.some(isNamed)) search.putText(no, 0, headWords(target, ticket));
	for (const id of new Set(keys.flatMap((key) => messageIdIn(key) ?? [])))
		indexMessage(search, no, id, messageCells(world, target, id, cells));
}

/** Of a message that came with the batch everything is in it. */
function messageCells(
	world: World,
	target: string,
	id: string,
	cells: ReadonlyMap<string, Cell>
): Cells {
	const { existence, seq, text, retracted } = messageKeys(id);
	if (!cells.has(existence)) return world.entities.message(target, id);
	const came = [seq, text, retracted].flatMap((key): [string, Cell][] => {
		const cell = cells.get(key);
		return cell === undefined ? [] : [[key, cell]];
	});
	return Object.fromEntries(came);
}

/** Whether a key says something that is kept in the line of a ticket. */
const isInLine = (key: string): boolean =>
	messageIdIn(key) === undefined &&
	key !== PUBLIC_HEAD &&
	!['alerts/', 'seen/', 'v/', SENT_PREFIX].some((start) => key.startsWith(start));

const isNamed = (key: string): boolean =>
	['number', 'subject', 'requester', 'category'].includes(key) || /^(tags|f)\//.test(key);

function indexMessage(search: SearchStore, no: number, id: string, cells: Cells): void {
	const keys = messageKeys(id);
	const [place, text] = [cellValue(cells, keys.seq), cellValue(cells, keys.text)];
	if (typeof place !== 'number' || typeof text !== 'string') return;
	if (cellValue(cells, keys.retracted) === true) search.dropText(no, place);
	else search.putText(no, place, searchWords(text));
}

function headWords(target: string, ticket: Ticket) {
	const { number, subject, requester, category, tags, custom } = ticket;
	const mark = temporaryMark(target.slice('ticket.'.length));
	const said = [number ?? '', mark, subject, requester?.name ?? '', requester?.address ?? ''];
	const words = [...said, category ?? '', ...tags, ...customTexts(custom)].join(' ');
	return [...searchWords(words), ...valueMarks(ticket)];
}

function lineOf(ticket: Ticket, head: Cells): SearchLine {
	const { requester } = ticket;
	return {
		number: ticket.number,
		subject: ticket.subject,
		team: ticket.team,
		status: ticket.status,
		class: ticket.class,
		priority: ticket.priority,
		type: ticket.type,
		section: ticket.section,
		category: ticket.category,
		tags: ticket.tags,
		assignee: ticket.assignee,
		collaborators: ticket.collaborators,
		createdBy: ticket.createdBy,
		requester: requester?.name || (requester?.address ?? null),
		createdMs: ticket.createdMs,
		due: ticket.due,
		tasks: countTasks(readTasks(head)),
		merged: ticket.merged,
		custom: ticket.custom,
		...(ticket.removed !== null && { isRemoved: true }),
		...(ticket.followUps.length > 0 && { followUps: ticket.followUps }),
		people: [...ticketSubject(ticket).people]
	};
}
