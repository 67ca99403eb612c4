import type { OrgId, PersonId } from '#lib/domain/ids.ts';
import { Desk } from '#lib/session/desk.svelte.ts';
import { DATABASE_PREFIX } from '#lib/sync/databases.ts';
import { Device } from '#lib/sync/device.ts';
import type { Environment } from '#lib/sync/environment.ts';
import { StoreWatch } from '#lib/sync/store-watch.ts';
import { testLocks, testTabLine } from '../support/desk.ts';
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
	readonly #random: { next: () => number; bytes: Environment['random'] };
	readonly #locks = testLocks();
	readonly #tabLine = testTabLine();
	readonly #ids = new Set<string>();
	readonly tabs: Tab[] = [];
	/** How far this device's clock is off, ms. */
	skewMs = 0;

	constructor(parts: {
		name: string;
		person: string;
		org: string;
		network: Network;
		random: { next: () => number; bytes: Environment['random'] };
	}) {
		this.name = parts.name;
		this.person = parts.person;
		this.#org = parts.org;
		this.#network = parts.network;
		this.#random = parts.random;
		if (!isWatching) watch.install(IDBDatabase.prototype);
		isWatching = true;
	}

	/** Begins to open a tab; it is among `tabs` once its disk has been read. */
	async openTab(): Promise<void> {
		const life = { isAlive: true };
		const environment = this.#environment(life);
		const owner = { org: this.#org, person: this.person };
		const device = await Device.open(environment, owner, watch, 14);
		this.#ids.add(device.id);
		const me = {
			person: this.person as PersonId,
			org: this.#org as OrgId,
			name: this.name,
			role: 'agent' as const
		};
		const desk = new Desk(device, { me, orgName: 'Simulated', opensTeams: true });
		const tab: Tab = {
			device,
			desk,
			kill: () => {
				life.isAlive = false;
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
		const identity = {
			org: this.#org,
			person: this.person,
			session: this.name,
			mode: 'normal' as const
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
				return this.#network.connect(this.name, identity);
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
			onWake: () => () => undefined
		};
	}

	/** All profiles share one database factory; each sees its own register and its own devices. */
	#ownDatabases(): IDBFactory {
		const shared = indexedDB;
		const own = (name: string) =>
			name === DATABASE_PREFIX ? `${DATABASE_PREFIX}#${this.name}` : name;
		return {
			open: (name: string, version?: number) => shared.open(own(name), version),
			deleteDatabase: (name: string) => shared.deleteDatabase(own(name)),
			cmp: (a: unknown, b: unknown) => shared.cmp(a, b),
			databases: async () =>
				(await shared.databases()).filter(({ name = '' }) =>
					[...this.#ids].some((id) => name.includes(id))
				)
		};
	}
}
