import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { createContext, untrack } from 'svelte';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import {
	temporaryMark,
	type ChangeId,
	type EntityRef,
	type PersonId,
	type TeamId
} from '#lib/domain/ids.ts';
import type { Verdict } from '#lib/domain/judge/verdict.ts';
import type { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { can, type Action, type Decision } from '#lib/domain/policy/can.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import { Cached } from '#lib/reactive/cached.ts';
import { TickingClock } from '#lib/reactive/ticking-clock.ts';
import type { Device } from '#lib/sync/device.ts';
import { ServerTrouble } from '#lib/sync/server-trouble.ts';
import type { Knowledge } from './desk/knowledge.ts';
import { Mine } from './desk/mine.svelte.ts';
import { DeskParts, type DeskOwner } from './desk/parts.ts';
import { planned } from './desk/shapes.decode.ts';
import { DeskStorage } from './desk/storage.ts';
import type { TextPlace } from './desk/texts.ts';
import type { Threads } from './desk/threads.ts';
import type * as View from './desk/views.ts';
import { DeskFiles } from './files/desk-files.svelte.ts';
import { DeviceSearch, eraseMade } from './search/device-search.ts';

export type { DeskOwner } from './desk/parts.ts';

/**
 * The one door between the screens and this device's documents. Everything that reads as a property
 * is reactive; nothing here waits for the network.
 */
export class Desk {
	/** Finds tickets by what lies on this device. */
	readonly search: DeviceSearch;
	/** Whether all my teams' documents stay open; a phone opens a team's when it is looked at. */
	readonly opensTeams: boolean;
	/** Files of mine on this device, and on their way to the server. */
	readonly files: DeskFiles;
	/** What is this person's alone. */
	readonly mine: Mine;
	/** What lies on this device. */
	readonly storage: DeskStorage;
	/** Where the texts are that people write together; a `TextView` shows one. */
	readonly texts: TextPlace;
	readonly #device: Device;
	readonly #parts: DeskParts;
	readonly #clock: TickingClock;
	readonly #connection: Cached<View.ConnectionView>;
	readonly #saved: Cached<View.SavedView>;
	readonly #standing: Cached<View.Standing>;
	readonly #trouble: Cached<View.Trouble | null>;
	readonly #waitingTexts: Cached<number>;

	constructor(device: Device, owner: DeskOwner) {
		const { mux, clock, environment } = device;
		this.#device = device;
		this.#parts = new DeskParts(device, owner);
		this.opensTeams = owner.opensTeams;
		this.search = new DeviceSearch(device.id);
		this.files = new DeskFiles(device);
		this.storage = new DeskStorage(device);
		this.texts = device;
		this.mine = new Mine(this.#parts, owner.me.person, (changes) => this.changeMany(changes));
		device.replicas.onErased((name) => this.search.erase(name));
		this.#clock = new TickingClock(() => clock.nowMs(), environment.timers.every);
		this.#connection = new Cached(() => mux.line.state, mux.line.onChange);
		this.#saved = new Cached(() => device.saved, device.onState);
		this.#standing = new Cached(() => device.standing, device.onState);
		const { texts } = device;
		this.#waitingTexts = new Cached(() => texts.waiting, texts.onState);
		const trouble = new ServerTrouble(mux);
		this.#trouble = new Cached(() => trouble.trouble, trouble.onChange);
	}

	get me(): View.Me {
		return this.#parts.workspace.me;
	}

	/** From the workspace document; from the session while that is not here. */
	get actor(): Actor {
		return this.#parts.workspace.actor;
	}

	/** The team that takes what is asked in the portal; null when nobody does. */
	get portalTeam(): TeamId | null {
		return this.#parts.workspace.portalTeam;
	}

	/** Whoever has a mail address there may ask for an account in the portal. */
	get signUpDomains(): readonly string[] {
		return this.#parts.workspace.signUpDomains;
	}

	/** For how many days field agents' devices may go without the server. */
	get fieldDays(): number {
		return this.#parts.workspace.fieldDays;
	}

	/** Whoever takes more records at once is told of to the administrators. */
	get exportAlarm(): number {
		return this.#parts.workspace.exportAlarm;
	}

	/** Whether tickets can be sent to another system. */
	get issues(): boolean {
		return this.#parts.workspace.issues;
	}

	/** The articles of the organisation that are on this device: all of them, once it was connected. */
	get knowledge(): Knowledge {
		return this.#parts.knowledge;
	}

	get orgName(): string {
		return this.#parts.workspace.orgName;
	}

	/** Whether the workspace and my own document are on this device. */
	get ready(): boolean {
		return this.#parts.ready.value;
	}

	get people(): ReadonlyMap<PersonId, PersonRow> {
		return this.#parts.workspace.people;
	}

	get teams(): ReadonlyMap<TeamId, TeamRow> {
		return this.#parts.workspace.teams;
	}

	/** What the organisation has defined: statuses, priorities, types, fields and the like. */
	get catalogue(): Catalogue {
		return this.#parts.workspace.catalogue;
	}

	/** What the organisation promises its customers, and until when. */
	get serviceLevels(): ServiceLevels {
		return this.#parts.workspace.serviceLevels;
	}

	/**
	 * Teams in use that I work in, by name: first those I am a member of or supervise, then those I
	 * reach by my units and regions.
	 */
	get myTeams(): readonly TeamId[] {
		return this.#parts.workspace.myTeams;
	}

	/** The teams whose tickets I may open, mine first. */
	get allTeams(): readonly TeamId[] {
		return this.#parts.workspace.allTeams;
	}

	/** Who of my teams is here now; empty while nobody can tell. */
	get online(): ReadonlySet<PersonId> {
		return this.#parts.online.people;
	}

	/** Whether something about a person, a team or the organisation is not confirmed yet. */
	isUnsettled(target: EntityRef): boolean {
		return this.#parts.workspace.isUnsettled(target);
	}

	get connection(): View.ConnectionView {
		return this.#connection.value;
	}

	get saved(): View.SavedView {
		return this.#saved.value;
	}

	/** Why the server saves nothing now; null while it does, or is out of reach. */
	get serverTrouble(): View.Trouble | null {
		return this.#trouble.value;
	}

	/** How many changes the server has not confirmed. */
	get waiting(): number {
		return this.#saved.value.waiting;
	}

	get standing(): View.Standing {
		return this.#standing.value;
	}

	/** Until when this device may show what it holds without having met the server. */
	get lease(): View.LeaseView {
		void this.#clock.nowMs;
		void this.#connection.value;
		return this.#device.lease;
	}

	/** The present by the server's clock, current by the minute in whatever reads it. */
	get now(): number {
		return this.#clock.nowMs;
	}

	can(action: Action): Decision {
		return can(this.actor, action);
	}

	newId(): string {
		return this.#device.newId();
	}

	/** Makes a change: in the same frame on screen, or refused at once with the reason. */
	change<T extends ChangeType>(
		type: T,
		target: EntityRef,
		body: BodyOf<T>,
		options: View.ChangeOptions = {}
	): View.ChangeResult {
		const [result] = this.changeMany([planned(type, target, body, options)]);
		if (result === undefined) throw new Error('a planned change has a result');
		return result;
	}

	/** Makes several changes at once; those that are refused leave the others standing. */
	changeMany(changes: readonly View.PlannedChange[]): readonly View.ChangeResult[] {
		// What a forecast looks at must not rerun the effect that made the change.
		return untrack(() => this.#parts.maker.make(changes));
	}

	/** What would become of changes if they were made now, one after the other. */
	forecast(changes: readonly View.PlannedChange[]): readonly Verdict[] {
		return untrack(() => this.#parts.maker.forecast(changes));
	}

	/** Makes the inverse of a change made here; undefined when it has none, or it is too late for it. */
	undo(id: ChangeId): readonly View.ChangeResult[] | undefined {
		const [undone = []] = this.undoMany([id]);
		return undone.length > 0 ? undone : undefined;
	}

	/** The same for many at once, in this order; nothing for each of which there is none. */
	undoMany(ids: readonly ChangeId[]): readonly (readonly View.ChangeResult[])[] {
		return untrack(() => this.#parts.maker.undo(ids));
	}

	/** The threads on screen: `openThread` adds one. */
	get threads(): Threads {
		return this.#parts.threads;
	}

	/** In how many texts something was written here that the server may not have. */
	get waitingTexts(): number {
		return this.#waitingTexts.value;
	}

	ticketRows(scope: View.RowScope): View.RowSource {
		return this.#parts.lists.rows(scope);
	}

	/** What a ticket is called as far as this device knows: its number, else its mark. */
	ticketName(id: string): string {
		const number = this.#parts.lists.find(id)?.row.number ?? null;
		return number === null ? temporaryMark(id) : `#${number}`;
	}

	/** Ends work here; `send` answers `waiting` when not everything could be sent in half a minute. */
	async leave(mode: View.LeaveMode): Promise<'left' | 'waiting'> {
		const isSent = this.waiting + this.files.waiting + this.waitingTexts === 0;
		this.#parts.marks.flush();
		if (mode === 'send' && !(await this.files.whenSent())) return 'waiting';
		const end = mode === 'keep' && isSent ? 'sent' : mode;
		const left = await this.#device.leave(end);
		if (left === 'waiting') return left;
		if (end === 'keep') await this.files.rest();
		this.#stop();
		await eraseMade(this.#device);
		return left;
	}

	/** The person has signed in again: connect at once. */
	reconnect(): void {
		this.#device.mux.reconnect();
	}

	async close(): Promise<void> {
		this.#parts.marks.flush();
		this.#stop();
		await this.#device.close();
	}

	#stop(): void {
		this.search.stop();
		this.files.stop();
		this.#parts.stop();
		for (const cached of [this.#connection, this.#saved, this.#waitingTexts]) cached.stop();
	}
}

export const [getDesk, setDesk] = createContext<Desk>();
