import type { OrgId, PersonId } from '#lib/domain/ids.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { Desk } from '#lib/session/desk.ts';
import { DATABASE_PREFIX } from '#lib/sync/databases.ts';
import { Device } from '#lib/sync/device.ts';
import type { Environment } from '#lib/sync/environment.ts';
import { StoreWatch } from '#lib/sync/store-watch.ts';
import type { Identity } from '../../sync-server/socket/peer.ts';
import { testLocks, testTabLine } from '../support/desk.ts';
import { rot } from '../support/rot.ts';
import { Disk } from './disk.ts';
import type { Network } from './network.ts';

/** An open tab. */
export interface Tab {
	readonly device: Device;
	readonly desk: Desk;
	/** Dies at once: no farewell, no timer, no socket, no word to other tabs. */
	kill(): void;
}

const watch = new StoreWatch(DATABASE_PREFIX, () => Date.now());
let isWatching = false;

/** One browser profile of one person: a disk, a clock of its own, and tabs that come and go. */
export class Profile {
	readonly name: string;
	readonly person: string;
	readonly #org: string;
	readonly #network: Network;
	readonly #role: Role;
	readonly #onProblem: (problem: string) => void;
	readonly #random: { next: () => number; bytes: Environment['random'] };
	readonly #tabLine = testTabLine();
	readonly #ids = new Set<string>();
	readonly tabs: Tab[] = [];
	readonly disk: Disk;
	/** How far this device's clock is off, ms. */
	skewMs = 0;
	/** What the server thinks of this profile's session and version. */
	mode: Identity['mode'] = 'normal';
	/** The id this browser has as a device, since a tab was last opened. */
	device = '';
	#sessions = 1;
	#locks = testLocks();
	#lives = new Set<{ isAlive: boolean }>();

	constructor(parts: {
		name: string;
		person: string;
		org: string;
		role: Role;
		network: Network;
		onProblem: (problem: string) => void;
		random: { next: () => number; bytes: Environment['random'] };
	}) {
		this.name = parts.name;
		this.person = parts.person;
		this.#org = parts.org;
		this.#network = parts.network;
		this.#role = parts.role;
		this.#onProblem = parts.onProblem;
		this.#random = parts.random;
		this.disk = new Disk(
			(name) => this.#owns(name),
			() => this.die()
		);
		if (!isWatching) watch.install(IDBDatabase.prototype);
		isWatching = true;
	}

	/** The public id of this profile's session. */
	get session(): string {
		return `${this.name}.${this.#sessions}`;
	}

	/** Nothing runs here and nothing is about to. */
	get isShut(): boolean {
		return this.#lives.size === 0;
	}

	/** Opens a tab in its own time. */
	beginTab(): void {
		const life = { isAlive: true };
		this.#lives.add(life);
		this.#openTab(life).catch((error: unknown) => {
			if (life.isAlive) this.#onProblem(`cannot open: ${String(error)}`);
		});
	}

	/** What a person does about their browser: opens it when it is shut, signs in when it was wiped. */
	tend(): void {
		const wiped = this.tabs.filter(({ device }) => device.standing === 'wiped');
		for (const tab of wiped) tab.kill();
		if (wiped.length > 0 && this.mode === 'deliver-only') this.#signIn();
		if (this.isShut) this.beginTab();
	}

	/** The app is loaded anew, in its newest version. */
	renew(): void {
		this.mode = 'normal';
		for (const tab of [...this.tabs]) tab.kill();
	}

	/** Everything that was wrong here is right again. */
	mend(): void {
		this.disk.mend();
		this.disk.cutAfter(Infinity);
		this.skewMs = 0;
		if (this.mode === 'update-needed') this.renew();
	}

	remove(): void {
		this.die();
		this.disk.remove();
	}

	/** Signs in again, after the session had been ended and this device wiped. */
	#signIn(): void {
		this.#sessions += 1;
		this.mode = 'normal';
		this.device = '';
	}

	/** The browser's process dies with all its tabs, those that are just opening too. */
	die(): void {
		for (const life of this.#lives) life.isAlive = false;
		for (const tab of [...this.tabs]) tab.kill();
		this.#lives.clear();
		this.#locks = testLocks();
	}

	/** Lets a stored copy of some document rot while nobody has it open; false when there is none. */
	async rotSomething(): Promise<boolean> {
		const names = (await indexedDB.databases())
			.flatMap(({ name = '' }) =>
				this.#owns(name) && /\/(ticket|team)\./.test(name) ? [name] : []
			)
			.sort();
		const name = names[Math.floor(this.#random.next() * names.length)];
		if (name === undefined) return false;
		return rot(indexedDB, name, (root) => {
			for (const of of ['cells', 'rows']) root(of).delete([...root(of).keys()][0] ?? '');
		});
	}

	/** It is among `tabs` once its disk has been read. */
	async #openTab(life: { isAlive: boolean }): Promise<void> {
		const environment = this.#environment(life);
		const owner = { org: this.#org, person: this.person };
		const device = await Device.open(environment, owner, watch, 14);
		if (!life.isAlive) return device.mux.stop();
		this.device = device.id;
		const me = {
			person: this.person as PersonId,
			org: this.#org as OrgId,
			name: this.name,
			role: this.#role
		};
		const desk = new Desk(device, { me, orgName: 'Simulated', opensTeams: true });
		const tab: Tab = {
			device,
			desk,
			kill: () => {
				life.isAlive = false;
				this.#lives.delete(life);
				this.tabs.splice(this.tabs.indexOf(tab), 1);
				device.mux.stop();
				for (const outbox of device.outboxes.all) outbox.disconnect();
				for (const replica of device.replicas.allOpen()) replica.disconnect();
			}
		};
		this.tabs.push(tab);
	}

	#environment(life: { isAlive: boolean }): Environment {
		const alive = (run: () => void) => () => {
			if (life.isAlive) run();
		};
		return {
			now: () => Date.now() + this.skewMs,
			timers: {
				after(ms, run) {
					const timer = setTimeout(alive(run), ms);
					return () => clearTimeout(timer);
				},
				every(ms, run) {
					const timer = setInterval(alive(run), ms);
					return () => clearInterval(timer);
				}
			},
			random: this.#random.bytes,
			chance: this.#random.next,
			connect: () => {
				if (!life.isAlive) throw new Error('this tab is gone');
				const { person, session, mode } = this;
				return this.#network.connect(this.name, { org: this.#org, person, session, mode });
			},
			syncUrl: 'ws://simulated/sync',
			apiUrl: 'http://simulated',
			fetch: () => Promise.reject(new Error('no pages in this simulation')),
			indexedDb: this.#ownDatabases(),
			locks: this.#locks,
			tabLine: (name, hear) =>
				this.#tabLine(name, (message) => {
					if (life.isAlive) hear(message);
				}),
			storage: () => Promise.resolve({ persisted: true, usedBytes: 1, quotaBytes: 2 }),
			hasNetwork: () => true,
			onWake: () => () => undefined,
			onLeave: () => () => undefined
		};
	}

	/** All profiles share one database factory; each sees its own register and its own devices. */
	#ownDatabases(): IDBFactory {
		const shared = indexedDB;
		const own = (name: string) =>
			name === DATABASE_PREFIX ? `${DATABASE_PREFIX}#${this.name}` : name;
		return {
			open: (name: string, version?: number) => {
				const device = /^offhook\.([^/]+)\//.exec(name)?.[1];
				if (device !== undefined) this.#ids.add(device);
				return shared.open(own(name), version);
			},
			deleteDatabase: (name: string) => shared.deleteDatabase(own(name)),
			cmp: (a: unknown, b: unknown) => shared.cmp(a, b),
			databases: async () =>
				(await shared.databases()).filter(
					({ name = '' }) => this.#owns(name) && !name.includes('#')
				)
		};
	}

	#owns(database: string): boolean {
		if (database === `${DATABASE_PREFIX}#${this.name}`) return true;
		return this.#ids.has(/^offhook\.([^/]+)\//.exec(database)?.[1] ?? '');
	}
}
