import { ISSUE_ASKED } from '#lib/domain/changes/lift-issue.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { jsonEqual } from '#lib/domain/json.ts';
import {
	readIssue,
	type IssueCustomer,
	type IssueRecord,
	type SentIssue,
	type TicketIssue
} from '#lib/domain/ticket/issue.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Connection } from '../../connections/connection-store.ts';
import type { Connections } from '../../connections/connections.ts';
import type { Outside } from '../../outside/request-outside.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import type { Commit, OrgUnit } from '../../pipeline/org-unit.ts';
import type { ErpIssue } from './answers.ts';
import { bringIssue, customerOf, recordJson, saysSame } from './bring-issue.ts';
import { sentAs } from './sent-issue.ts';
import { ErpSite, PAGE } from './site.ts';
import { asTrouble, connectionTrouble, ErpTrouble } from './trouble.ts';

/** The automation that says what another system knows of a ticket. */
export const ERPNEXT = '~erpnext';

/** Tickets sent in a row, and pages read in a row, before others have their turn. */
const AT_ONCE = 20;
const PAGES = 20;
const POLL_MS = 5 * 60_000;
/** How long the site is left alone after it failed, twice as long each time. */
const REST = { firstMs: 30_000, mostMs: 3_600_000 } as const;
/** Customers are asked for anew after this. */
const CUSTOMER_MS = 24 * 3_600_000;
const MOST_CUSTOMERS = 500;
const MOST_LINKED = 100_000;
const SINCE = 'erpnext_since';

export interface IssueSyncParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly report: (error: unknown, where: string) => void;
	readonly outsiders: () => { readonly connections: Connections; readonly outside: Outside };
	/** There may be something to do. */
	readonly onPlanned: () => void;
}

/**
 * Keeps the issues of tickets in ERPNext like their tickets, and tells the tickets what ERPNext says.
 * What is to be done follows from the tickets alone: it waits there and nowhere else, so that a site
 * that is away for long costs nothing but a look now and then.
 */
export class IssueSync {
	readonly #parts: IssueSyncParts;
	/** Tickets whose issue is not like them, and which issue is whose. */
	readonly #due = new Set<EntityRef>();
	readonly #byName = new Map<string, EntityRef>();
	readonly #customers = new Map<
		string,
		{ readonly known: IssueCustomer | null; untilMs: number }
	>();
	#doneStatus = '';
	#pollMs = 0;
	#restMs = 0;
	#failures = 0;
	#isBusy = false;
	#isStopped = false;

	constructor(parts: IssueSyncParts) {
		this.#parts = parts;
	}

	/** Looks at all tickets, or at those that a commit touched. */
	look(commit?: Commit): void {
		const { store } = this.#parts.unit;
		const targets =
			commit === undefined
				? oldestFirst(store.registersNamed(ISSUE_ASKED, MOST_LINKED))
				: commit.touched.cells.keys();
		const before = this.#due.size;
		for (const target of targets) if (isTicket(target)) this.#note(target);
		if (commit === undefined || this.#due.size > before) this.#parts.onPlanned();
	}

	/** The connection has been set up, changed or removed: what stood in the way may be gone. */
	changed(): void {
		if (this.#isStopped) return;
		const { unit, outsiders } = this.#parts;
		const connection = outsiders().connections.find(unit.org, 'erpnext');
		this.#doneStatus = connection?.settings.doneStatus ?? '';
		this.#restMs = this.#pollMs = this.#failures = 0;
		this.#customers.clear();
		this.#tellDevices(connection !== undefined).catch((error: unknown) =>
			this.#parts.report(error, 'erpnext')
		);
		this.look();
	}

	/** Begins what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		const { unit, now, outsiders, report, onPlanned } = this.#parts;
		if (this.#isBusy || this.#isStopped) return undefined;
		if (this.#due.size + this.#byName.size === 0) return undefined;
		const connection = outsiders().connections.find(unit.org, 'erpnext');
		if (connection === undefined) return undefined;
		const nextMs = Math.max(this.#restMs, this.#due.size > 0 ? 0 : this.#pollMs);
		if (nextMs > now()) return nextMs;
		this.#isBusy = true;
		void this.#work(connection)
			.catch((error: unknown) => {
				this.#rest(undefined);
				report(error, 'erpnext');
			})
			.finally(() => {
				this.#isBusy = false;
				if (!this.#isStopped) onPlanned();
			});
		return undefined;
	}

	stop(): void {
		this.#isStopped = true;
		this.#due.clear();
	}

	async #work({ settings, secrets }: Connection<'erpnext'>): Promise<void> {
		const { unit, now, outsiders } = this.#parts;
		const { outside, connections } = outsiders();
		const site = new ErpSite(outside, settings, secrets.apiSecret ?? '');
		try {
			for (const target of [...this.#due].slice(0, AT_ONCE)) {
				if (this.#isStopped) return;
				await this.#bring(site, target, settings.doneStatus);
			}
			if (this.#pollMs <= now()) {
				await this.#poll(site);
				this.#pollMs = now() + POLL_MS;
			}
			this.#failures = 0;
			connections.note(unit.org, 'erpnext');
		} catch (error) {
			const trouble = asTrouble(error);
			if (trouble === undefined) throw error;
			this.#rest(trouble.patienceMs);
			connections.note(unit.org, 'erpnext', connectionTrouble(trouble));
		}
	}

	#rest(patienceMs = 0): void {
		const ownMs = Math.min(REST.firstMs * 2 ** this.#failures, REST.mostMs);
		this.#restMs = this.#parts.now() + Math.min(Math.max(ownMs, patienceMs), REST.mostMs);
		this.#failures = Math.min(this.#failures + 1, 20);
	}

	/** Notes whether a ticket waits to be sent, and what its issue is called. */
	#note(target: EntityRef): void {
		const found = this.#read(target);
		if (found?.issue.record?.name) this.#byName.set(found.issue.record.name, target);
		if (found !== undefined && isWaiting(found, this.#doneStatus)) this.#due.add(target);
		else this.#due.delete(target);
	}

	#read(target: EntityRef): Linked | undefined {
		const { world } = this.#parts.unit;
		const ticket = world.ticket(target);
		const issue = ticket && readIssue(world.entities.get(target).head);
		return ticket && issue ? { ticket, issue } : undefined;
	}

	async #bring(site: ErpSite, target: EntityRef, doneStatus: string): Promise<void> {
		const found = this.#read(target);
		if (found === undefined || !isWaiting(found, doneStatus)) {
			this.#due.delete(target);
			return;
		}
		const sent = sentAs(found.ticket, doneStatus);
		try {
			const issue = await bringIssue(site, {
				...{ target, sent },
				address: found.ticket.requester?.address,
				description: this.#firstWords(target, found.ticket),
				name: found.issue.record?.name ?? null
			});
			await this.#tell(target, await this.#recordOf(site, issue, sent));
		} catch (error) {
			const trouble = asTrouble(error);
			if (trouble === undefined) throw error;
			await this.#tell(target, withProblem(found.issue.record, trouble, sent));
			if (!trouble.isAboutTicket) throw error;
		}
	}

	/** What whoever asked said first, as far as it is for them to read. */
	#firstWords(target: EntityRef, { subject }: Ticket): string {
		const { store } = this.#parts.unit;
		const [first] = readMessages(Object.fromEntries(store.allCells(target)));
		return first?.kind === 'public' && !first.retracted ? first.text.slice(0, 10_000) : subject;
	}

	async #recordOf(site: ErpSite, issue: ErpIssue, sent: SentIssue | null): Promise<IssueRecord> {
		const { name, status, priority } = issue;
		const customer = await this.#customer(site, issue.customer);
		const href = site.issueHref(name);
		const asOfMs = this.#parts.now();
		return { name, href, status, priority, customer, sent, asOfMs, problem: null };
	}

	async #customer(site: ErpSite, name: string | null): Promise<IssueCustomer | null> {
		if (name === null) return null;
		const nowMs = this.#parts.now();
		const kept = this.#customers.get(name);
		if (kept !== undefined && kept.untilMs > nowMs) return kept.known;
		const known = await customerOf(site, name);
		if (this.#customers.size >= MOST_CUSTOMERS) this.#customers.clear();
		this.#customers.set(name, { known, untilMs: nowMs + CUSTOMER_MS });
		return known;
	}

	/** Reads what has changed there since the last time, and tells the tickets it is about. */
	async #poll(site: ErpSite): Promise<void> {
		const { store } = this.#parts.unit;
		const since = store.meta(SINCE) ?? null;
		for (let page = 0; page < PAGES; page += 1) {
			const issues = await site.changedIssues(since, page * PAGE);
			for (const issue of issues) {
				const target = this.#byName.get(issue.name);
				if (target !== undefined) await this.#take(site, target, issue);
			}
			const newest = issues.at(-1)?.modified;
			if (newest) store.setMeta(SINCE, newest);
			if (since === null || issues.length < PAGE) return;
		}
	}

	async #take(site: ErpSite, target: EntityRef, issue: ErpIssue): Promise<void> {
		const found = this.#read(target);
		if (found === undefined) return;
		const record = await this.#recordOf(site, issue, found.issue.record?.sent ?? null);
		await this.#tell(target, { ...record, problem: found.issue.record?.problem ?? null });
	}

	/** Says what is known, if it is anything new: the log must not grow by looking. */
	async #tell(target: EntityRef, record: IssueRecord): Promise<void> {
		const known = this.#read(target)?.issue;
		if (known === undefined) return;
		if (saysSame(known.record, record) && !known.isAskedAgain) return;
		const body = { record: recordJson(record) };
		await submitAutomation(this.#parts.unit, ERPNEXT, [{ type: 'ticket.issue', target, body }]);
	}

	/** Whether tickets can be sent is known on every device. */
	async #tellDevices(isSet: boolean): Promise<void> {
		const { unit } = this.#parts;
		const target: EntityRef = `org.${unit.org}`;
		if ((cellValue(unit.world.entities.get(target).head, 'issues') === true) === isSet) return;
		const body = { field: 'issues', value: isSet };
		await submitAutomation(unit, ERPNEXT, [{ type: 'org.field', target, body }]);
	}
}

interface Linked {
	readonly ticket: Ticket;
	readonly issue: TicketIssue;
}

const oldestFirst = (newestFirst: readonly { readonly target: string }[]): string[] =>
	newestFirst.map(({ target }) => target).reverse();

const isTicket = (target: string): target is EntityRef => target.startsWith('ticket.');

/** Whether something about a ticket is to be sent; what was not taken is not sent again as it was. */
function isWaiting({ ticket, issue }: Linked, doneStatus: string): boolean {
	const { record, isAskedAgain } = issue;
	if (ticket.removed !== null) return false;
	if (record === null || isAskedAgain) return true;
	const isSent =
		record.sent !== null && jsonEqual({ ...record.sent }, { ...sentAs(ticket, doneStatus) });
	const { problem, name } = record;
	if (problem !== null && new ErpTrouble(problem.code, '').isAboutTicket) return !isSent;
	return name === null || !isSent;
}

function withProblem(
	record: IssueRecord | null,
	trouble: ErpTrouble,
	sent: SentIssue
): IssueRecord {
	const none = { name: null, href: null, status: null, priority: null, customer: null, sent: null };
	const { code, message: detail } = trouble;
	return {
		...(record ?? { ...none, asOfMs: 0 }),
		...(trouble.isAboutTicket && { sent }),
		problem: { code, detail: detail.slice(0, 300) }
	};
}
