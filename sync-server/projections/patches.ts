import type { Address } from '#lib/domain/changes/bodies.ts';
import type { Cell } from '#lib/domain/crdt/cells.ts';
import { messageIdIn, messageKeys } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { isJsonObject, type Json } from '#lib/domain/json.ts';
import { ENTRY_PREFIX } from '#lib/domain/catalogue/catalogue.ts';
import { readLink } from '#lib/domain/ticket/links.ts';
import { readTasks, type Task } from '#lib/domain/ticket/tasks.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Patch } from '#lib/documents/records.ts';
import { ARTICLES_ROOT } from '#lib/documents/knowledge-doc.ts';
import { TEAM_ROWS } from '#lib/documents/team-doc.ts';
import { THREAD_LIMITS, THREAD_ROOTS } from '#lib/documents/thread-doc.ts';
import { ticketRow } from '#lib/documents/ticket-row.ts';
import { USER_ROOTS } from '#lib/documents/user-doc.ts';
import { WORKSPACE_ROOTS } from '#lib/documents/workspace-doc.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import { contactOfTicket } from '#lib/documents/contact-id.ts';
import type { Entity } from '../pipeline/entities.ts';
import type { Logged } from '../pipeline/record.ts';
import type { Touched, World } from '../pipeline/world.ts';
import { noticesOf } from './notices.ts';

/** Patches by document name (`kind.id`). */
export type PatchSet = Map<string, Patch[]>;

/**
 * What a batch changes in the documents: in proportion to what it touched, and a function of the
 * world after it, so that replaying the log in other batches ends in the same documents.
 */
export function patchesFor(world: World, touched: Touched): PatchSet {
	const patches: PatchSet = new Map();
	const put = (name: string, root: string, key: string, value: Json | undefined) => {
		const list = patches.get(name) ?? [];
		list.push({ root, key, value });
		patches.set(name, list);
	};
	const projection = { world, touched, put };
	for (const [target, cells] of touched.cells) projectTarget(projection, target, cells);
	for (const target of touched.relisted) projectRows(world, undefined, target, put);
	for (const id of touched.seatsBefore.keys()) projectSeats(world, touched, id, put);
	for (const logged of touched.logged) projectLogged(projection, logged);
	return patches;
}

type Put = (name: string, root: string, key: string, value: Json | undefined) => void;

interface Projection {
	readonly world: World;
	readonly touched: Touched;
	readonly put: Put;
}

function projectTarget(
	{ world, touched, put }: Projection,
	target: string,
	cells: ReadonlyMap<string, Cell>
): void {
	const [kind = '', id = ''] = target.split('.');
	switch (kind) {
		case 'ticket':
			projectThread(world, target, cells, put);
			projectLinks(id, cells, put);
			projectMerge(world, touched.before.get(target), target, put);
			projectRows(world, touched.before.get(target), target, put);
			break;
		case 'channel':
		case 'contact':
			projectThread(world, target, cells, put);
			break;
		case 'person': {
			const row = world.directory.person(id);
			put(workspace(world), WORKSPACE_ROOTS.people, id, row && { ...row });
			put(`user.${id}`, 'meta', 'schema', 1);
			break;
		}
		case 'team': {
			const row = world.directory.team(id);
			put(workspace(world), WORKSPACE_ROOTS.teams, id, row && { ...row });
			put(`team.${id}`, 'meta', 'schema', 1);
			break;
		}
		case 'article':
			projectArticle(world, target, id, put);
			break;
		case 'org':
			for (const [key, [value]] of cells) put(workspace(world), orgRoot(key), key, value);
			// There before the first article, so that devices have it open when that comes.
			put(`knowledge.${world.org}`, 'meta', 'schema', 1);
			break;
		case 'user':
			projectUser(id, cells, put);
	}
}

function projectArticle(world: World, target: string, id: string, put: Put): void {
	const { head, thread } = world.entities.get(target);
	const record = { cells: { ...head }, heads: thread.frontier };
	put(`knowledge.${world.org}`, ARTICLES_ROOT, id, record);
}

const orgRoot = (key: string): string =>
	key.startsWith(ENTRY_PREFIX) ? WORKSPACE_ROOTS.entries : WORKSPACE_ROOTS.org;

const workspace = (world: World): string => `workspace.${world.org}`;

function projectThread(
	world: World,
	target: string,
	cells: ReadonlyMap<string, Cell>,
	put: Put
): void {
	const { seq, service } = world.entities.get(target).thread;
	const isSealed = sealedMessages(world, target, seq - THREAD_LIMITS.messages);
	for (const [key, cell] of cells) if (!isSealed(key)) put(target, THREAD_ROOTS.cells, key, cell);
	put(target, 'meta', 'seq', seq);
	const record = serviceRecord(service);
	if (record !== null) put(target, 'meta', 'service', { ...record });
}

/** Whether a key belongs to a message that is too old for the document. */
function sealedMessages(world: World, target: string, sealed: number): (key: string) => boolean {
	if (sealed <= 0) return () => false;
	return (key) => {
		const id = messageIdIn(key);
		if (id === undefined) return false;
		const seq = world.entities.message(target, id)[messageKeys(id).seq]?.[0];
		return typeof seq === 'number' && seq <= sealed;
	};
}

/** What a ticket says of others stands in those others too, for whoever reads them. */
function projectLinks(id: string, cells: ReadonlyMap<string, Cell>, put: Put): void {
	for (const [key, [value]] of cells) {
		const link = key.startsWith('links/') ? readLink(key.slice('links/'.length)) : undefined;
		if (link === undefined) continue;
		const isThere = value === true ? true : undefined;
		put(`ticket.${link.ticket}`, THREAD_ROOTS.backlinks, `${link.kind}:${id}`, isThere);
	}
}

function projectMerge(world: World, before: Ticket | undefined, target: string, put: Put): void {
	const [was, is] = [before?.merged ?? null, world.ticket(target)?.merged ?? null];
	if (was === is) return;
	const key = `merged:${target.slice('ticket.'.length)}`;
	if (was !== null) put(`ticket.${was}`, THREAD_ROOTS.backlinks, key, undefined);
	if (is !== null) put(`ticket.${is}`, THREAD_ROOTS.backlinks, key, true);
}

function rowJson(ticket: Ticket, tasks: readonly Task[], { thread, head }: Entity): Json {
	const { updatedMs, seq, last, frontier, rev } = thread;
	const service = serviceRecord(thread.service);
	const facts = { updatedMs, messages: seq, last, heads: frontier, rev, service };
	const { visits, followUps, tasks: count, ...row } = ticketRow(ticket, tasks, facts);
	const contact = contactOfTicket(ticket, head);
	return {
		...row,
		tasks: count && { ...count },
		...(contact !== null && { contact }),
		...(visits && { visits: visits.map((plan) => ({ ...plan, window: { ...plan.window } })) }),
		...(followUps && { followUps: followUps.map((plan) => ({ ...plan })) }),
		service: service && { ...service }
	};
}

/** Rows of a ticket in its team and with its people; they go when it moves, ages or people leave. */
function projectRows(world: World, before: Ticket | undefined, target: string, put: Put): void {
	const ticket = world.ticket(target);
	if (ticket === undefined) return;
	const id = target.slice('ticket.'.length);
	const entity = world.entities.get(target);
	const { head, thread } = entity;
	const isShown = thread.listed && ticket.removed === null;
	const row = isShown ? rowJson(ticket, readTasks(head), entity) : undefined;
	const people = ticketSubject(ticket).people;
	if (before !== undefined && before.team !== ticket.team)
		put(`team.${before.team}`, TEAM_ROWS, id, undefined);
	put(`team.${ticket.team}`, TEAM_ROWS, id, row);
	if (before !== undefined)
		for (const person of ticketSubject(before).people)
			if (!people.has(person)) put(`user.${person}`, USER_ROOTS.tickets, id, undefined);
	for (const person of people) put(`user.${person}`, USER_ROOTS.tickets, id, row);
}

function projectSeats(world: World, touched: Touched, id: string, put: Put): void {
	const channel = world.directory.channels.get(id);
	const after = channel === undefined ? new Set<string>() : world.directory.seats(channel);
	for (const person of touched.seatsBefore.get(id) ?? [])
		if (!after.has(person)) put(`user.${person}`, USER_ROOTS.channels, id, undefined);
	if (channel === undefined) return;
	const { kind, name, team, archived } = channel;
	const row = { kind, name, team, archived, members: [...channel.members].sort() };
	for (const person of after) put(`user.${person}`, USER_ROOTS.channels, id, row);
}

function projectUser(person: string, cells: ReadonlyMap<string, Cell>, put: Put): void {
	for (const [key, [value]] of cells) {
		const slash = key.indexOf('/');
		const [root, rest] = [key.slice(0, slash), key.slice(slash + 1)];
		if (root === 'dismissed') {
			put(`user.${person}`, USER_ROOTS.refusals, rest, undefined);
			put(`user.${person}`, USER_ROOTS.notices, rest, undefined);
		} else put(`user.${person}`, root, rest, value);
	}
}

function projectLogged({ world, touched, put }: Projection, logged: Logged): void {
	const { change, redo } = logged;
	const isPerson = world.directory.person(change.by) !== undefined;
	if (logged.sentAt !== null && isPerson)
		put(`user.${change.by}`, USER_ROOTS.rewrites, logged.sentAt, change.at);
	if (logged.refusal !== null) {
		projectRefusal(world, logged, isPerson, put);
		return;
	}
	if (/^(ticket|channel|contact)\./.test(change.target))
		put(change.target, THREAD_ROOTS.changes, change.id, { ...withoutWords(change) });
	projectContact(world, logged, put);
	// A parked change, once settled, is no longer refused.
	if (isPerson) put(`user.${change.by}`, USER_ROOTS.refusals, change.id, undefined);
	if (redo !== null) clearRefusal(world, redo, change.target, put);
	if (change.type === 'user.dismiss') clearDismissed(world, logged, put);
	const before = touched.before.get(change.target);
	for (const { person, notice } of noticesOf(world, logged, before))
		put(`user.${person}`, USER_ROOTS.notices, change.id, { ...notice });
}

/** Who asks, as a change says it; undefined where it says nothing of that. */
function requesterSaid(change: TypedChange): Address | null | undefined {
	if (change.type === 'ticket.create') return change.body.requester ?? null;
	if (change.type !== 'ticket.field' || change.body.field !== 'requester') return undefined;
	return change.body.value;
}

/** There before the first word about whoever asks, so that devices have it open when that comes. */
function projectContact(world: World, { typed }: Logged, put: Put): void {
	const requester = typed && requesterSaid(typed);
	if (typed === undefined || requester === undefined) return;
	const contact = contactOfTicket({ requester }, world.entities.get(typed.target).head);
	if (contact !== null) put(`contact.${contact}`, 'meta', 'schema', 1);
}

function projectRefusal(world: World, logged: Logged, isPerson: boolean, put: Put): void {
	const { change, refusal, detail, arrivedMs } = logged;
	const entry = { change: { ...change }, reason: refusal, detail, atMs: arrivedMs };
	// Nobody decides about a read mark that came too late: it would only be noise among lost words.
	if (isPerson && change.type !== 'user.mark')
		put(`user.${change.by}`, USER_ROOTS.refusals, change.id, entry);
	// What waits for its target is no refusal there: it may have appeared in this very batch.
	if (refusal === 'unknown-target') return;
	if (change.target.startsWith('ticket.') && world.ticket(change.target) !== undefined)
		put(change.target, THREAD_ROOTS.refused, change.id, entry);
}

/** What was refused is done with: for the team on the ticket, and for its author. */
function clearRefusal(world: World, refusedId: string, target: string, put: Put): void {
	put(target, THREAD_ROOTS.refused, refusedId, undefined);
	const refused = world.refused(refusedId);
	if (refused !== undefined)
		put(`user.${refused.author}`, USER_ROOTS.refusals, refusedId, undefined);
}

function clearDismissed(world: World, logged: Logged, put: Put): void {
	const { typed } = logged;
	if (typed?.type !== 'user.dismiss') return;
	const refused = world.refused(typed.body.of);
	if (refused?.author === typed.by && refused.target.startsWith('ticket.'))
		put(refused.target, THREAD_ROOTS.refused, typed.body.of, undefined);
}

/** The words of messages are cells; in the record of a change they would only be a second copy. */
export function withoutWords(change: Logged['change']): Logged['change'] {
	if (!isJsonObject(change.body)) return change;
	const trimmed: Record<string, Json> = { ...change.body };
	if (change.type === 'message.add') {
		delete trimmed.attachments;
		delete trimmed.mail;
	}
	if (change.type === 'message.add' || change.type === 'message.edit') trimmed.text = '';
	if (change.type === 'ticket.create') delete trimmed.message;
	return { ...change, body: trimmed };
}
