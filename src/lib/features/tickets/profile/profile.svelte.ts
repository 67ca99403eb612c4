import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import type { PersonRow } from '#lib/documents/workspace-doc.ts';
import { readContact, type Contact } from '#lib/domain/contact/contact.ts';
import { entityRef, isPersonId, type PersonId } from '#lib/domain/ids.ts';
import type { ContactAnswer } from '#lib/protocol/contacts.ts';
import { contactTickets } from '#lib/session/contacts.ts';
import type { Desk } from '#lib/session/desk.ts';
import { peekThread } from '#lib/session/desk/thread-view.ts';
import type { PlannedChange, RowSource, RowView, ThreadView } from '#lib/session/desk/views.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { refusalWords } from '../refusals.ts';
import {
	addressesIn,
	filesIn,
	mergedLines,
	ratingsIn,
	saidIn,
	type ProfileLine
} from './profile-lines.ts';

/** So many of the newest tickets are looked into for what was said in them, and as many more on request. */
const LOOKED_INTO = 12;

type ContactChange = Extract<PlannedChange, { type: `contact.${string}` | `message.${string}` }>;
type Planned = ContactChange extends infer One
	? One extends { type: infer T; body: infer B }
		? { type: T; body: B }
		: never
	: never;

/** Somebody who has an account. */
interface Account {
	readonly id: PersonId;
	readonly row: PersonRow;
}

/** Whom an address of a page means: an account is known by its own address. */
function contactMeant(desk: Desk, id: string): string {
	const email = isPersonId(id) ? desk.people.get(id)?.email : undefined;
	return email ? contactIdOf(email) : id;
}

/** Somebody who asks, from what lies on this device, and from the server while it is there. */
export class Profile {
	readonly id: string;
	readonly desk: Desk;
	readonly thread: ThreadView;
	readonly #account: string;
	readonly #sources: readonly RowSource[];
	readonly #rows = new SvelteMap<string, RowView>();
	readonly #threads = new SvelteMap<string, ThreadView>();
	readonly #stops: (() => void)[];
	#sourcesMoved = $state(0);
	#depth = $state(LOOKED_INTO);
	#answer = $state.raw<ContactAnswer | null>(null);
	#there = $state<'asking' | 'answered' | 'failed' | 'offline'>('asking');
	#lines = $derived.by(() => mergedLines(this.#rows.values(), this.#answer?.tickets ?? []));
	#looked = $derived(this.#lines.slice(0, this.#depth).flatMap(({ id }) => this.#seen(id)));
	#said = $derived(saidIn(this.#looked));
	#files = $derived(filesIn(this.#looked));
	#asked = $derived(addressesIn(this.#looked));
	#person = $derived.by(() => this.#findPerson());
	#ratings = $derived(ratingsIn(this.#lines, this.#looked));

	/** `meant` is what the address of the page says: an account, or the contact itself. */
	constructor(desk: Desk, meant: string) {
		this.desk = desk;
		this.#account = meant;
		this.id = contactMeant(desk, meant);
		const { id } = this;
		this.thread = peekThread(desk.threads, `contact.${id}`);
		this.#sources = [
			desk.ticketRows('mine'),
			...desk.myTeams.map((team) => desk.ticketRows({ team }))
		];
		for (const source of this.#sources) this.#take(source, source.all().keys());
		this.#stops = this.#sources.map((source) =>
			source.onChange((changed) => {
				this.#take(source, changed);
				this.#sourcesMoved += 1;
			})
		);
	}

	/** All tickets that are known here, newest first. */
	get lines(): readonly ProfileLine[] {
		return this.#lines;
	}
	/** Whether the lists of tickets are still being read. */
	get isLoading(): boolean {
		void this.#sourcesMoved;
		return this.#sources.some(({ state }) => state === 'loading');
	}
	/** What the server said of the tickets that are not here. */
	get there(): 'asking' | 'answered' | 'failed' | 'offline' {
		return this.#there;
	}
	get isMore(): boolean {
		return this.#answer?.isMore ?? false;
	}
	/** What was said in the newest tickets, newest first. */
	get said() {
		return this.#said;
	}
	get files() {
		return this.#files;
	}
	get ratings() {
		return this.#ratings;
	}
	/** Tickets that were looked into and whose conversation does not lie on this device. */
	get notHere(): number {
		return this.#looked.filter(({ thread }) => thread.status === 'missing').length;
	}
	/** Tickets that were not looked into. */
	get unlooked(): number {
		return Math.max(0, this.#lines.length - this.#depth);
	}
	get followUps() {
		return this.#lines
			.flatMap((line) => (line.followUps ?? []).map((plan) => ({ line, plan })))
			.sort((a, b) => a.plan.atMs - b.plan.atMs);
	}
	get contact(): Contact {
		return readContact(this.thread.cells);
	}
	get language(): string | null {
		return this.contact.language ?? this.#answer?.language ?? null;
	}
	/** Every address under which they asked. */
	get addresses(): readonly string[] {
		const email = this.person?.row.email?.toLowerCase();
		const asked = [...this.#asked].filter((address) => address !== email);
		return email ? [email, ...asked] : asked;
	}
	/** Their account, if they have one. */
	get person(): Account | undefined {
		return this.#person;
	}
	get name(): string | undefined {
		const named = this.#lines.find(({ requester }) => requester !== null);
		return this.person?.row.name ?? named?.requester ?? undefined;
	}

	/** Looks into the newest tickets; to be called again whenever others are the newest. */
	look(): void {
		for (const { id } of this.#lines.slice(0, this.#depth))
			if (!untrack(() => this.#threads.has(id)))
				this.#threads.set(id, peekThread(this.desk.threads, `ticket.${id}`));
	}

	lookFurther(): void {
		this.#depth += LOOKED_INTO;
	}

	/** Asks the server for what is not on this device. */
	async ask(): Promise<void> {
		if (this.desk.connection.kind === 'offline') {
			this.#there = 'offline';
			return;
		}
		if (this.#answer === null) this.#there = 'asking';
		const answer = await contactTickets(this.id);
		if (answer.ok) this.#answer = answer.value;
		// Nobody has asked under it: then all there is to know stands in the directory.
		if (answer.ok || answer.code === 'not-found') this.#there = 'answered';
		else this.#there = answer.code === 'network' ? 'offline' : 'failed';
	}

	/** Says something of them; what is refused at once is told. */
	say(planned: Planned): boolean {
		const change: PlannedChange = { ...planned, target: entityRef('contact', this.id) };
		const [result] = this.desk.changeMany([change]);
		if (result === undefined || result.verdict.ok) return true;
		const { reason, detail } = result.verdict;
		toast({ text: refusalWords(this.desk, reason, detail), tone: 'danger' });
		return false;
	}

	close(): void {
		for (const stop of this.#stops) stop();
		for (const source of this.#sources) source.close();
		for (const thread of this.#threads.values()) thread.close();
		this.thread.close();
	}

	#seen(id: string): { id: string; thread: ThreadView }[] {
		const thread = this.#threads.get(id);
		return thread === undefined ? [] : [{ id, thread }];
	}

	#findPerson(): Account | undefined {
		const isTheirs = (email: string | null) =>
			email !== null && this.#asked.has(email.toLowerCase());
		for (const [id, row] of this.desk.people)
			if (id === this.#account || id === this.id || isTheirs(row.email)) return { id, row };
		return undefined;
	}

	#take(source: RowSource, ids: Iterable<string>): void {
		const all = source.all();
		for (const id of ids) {
			const row = all.get(id);
			if (row?.contact === this.id) this.#rows.set(id, row);
			else if (!this.#sources.some((one) => one.all().get(id)?.contact === this.id))
				this.#rows.delete(id);
		}
	}
}
