import 'fake-indexeddb/auto';
import type { PersonId, OrgId } from '#lib/domain/ids.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { Desk } from '#lib/session/desk.ts';
import { DATABASE_PREFIX } from '#lib/sync/databases.ts';
import { Device } from '#lib/sync/device.ts';
import type { Environment, Locks } from '#lib/sync/environment.ts';
import { StoreWatch } from '#lib/sync/store-watch.ts';
import { socketClass, type TestPerson, type TestServer } from './server.ts';

/** Locks that are shared by the tabs of one test, as a browser profile would share them. */
export function testLocks(): Locks {
	const held = new Set<string>();
	const queues = new Map<string, (() => void)[]>();
	const take = (name: string) => {
		held.add(name);
		return () => {
			held.delete(name);
			queues.get(name)?.shift()?.();
		};
	};
	return {
		tryHold: (name) => Promise.resolve(held.has(name) ? null : take(name)),
		hold: (name, signal) =>
			new Promise((resolve, reject) => {
				const now = () => resolve(take(name));
				if (!held.has(name)) return now();
				queues.set(name, [...(queues.get(name) ?? []), now]);
				signal.addEventListener('abort', () => reject(new Error('given up')));
			})
	};
}

/** A line between the tabs of one test, as a browser profile would have it. */
export function testTabLine(): Environment['tabLine'] {
	const tabs = new Set<{ name: string; hear: (message: string) => void }>();
	return (name, hear) => {
		const tab = { name, hear };
		tabs.add(tab);
		return {
			post: (message) => {
				for (const other of tabs)
					if (other !== tab && other.name === name) queueMicrotask(() => other.hear(message));
			},
			close: () => void tabs.delete(tab)
		};
	};
}

/** Time as it passes. */
export const testTimers: Environment['timers'] = {
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
	every(ms, run) {
		const timer = setInterval(run, ms);
		return () => clearInterval(timer);
	}
};

/** The network between one device and the server: it can be cut, and joined again. */
export class Wire {
	readonly #sockets = new Set<WebSocket>();
	readonly #wakes = new Set<() => void>();
	isCut = false;

	cut(): void {
		this.isCut = true;
		for (const socket of this.#sockets) socket.close();
	}

	join(): void {
		this.isCut = false;
		for (const wake of this.#wakes) wake();
	}

	connect(test: TestServer, person: TestPerson, url: string): WebSocket {
		if (this.isCut) throw new Error('no network');
		const socket = new (socketClass(person, test.address))(url);
		this.#sockets.add(socket);
		return socket;
	}

	async fetch(
		test: TestServer,
		person: TestPerson,
		url: string,
		init: RequestInit
	): Promise<Response> {
		if (this.isCut) throw new TypeError('no network');
		const headers = { cookie: person.cookie, origin: test.address, ...init.headers };
		return fetch(url, { ...init, headers });
	}

	onWake(wake: () => void): () => void {
		this.#wakes.add(wake);
		return () => this.#wakes.delete(wake);
	}
}

/** The world of a device in a test: real sockets and timers, a database in memory. */
export function deskEnvironment(
	test: TestServer,
	person: TestPerson,
	wire: Wire,
	more: Partial<Environment> = {}
): Environment {
	return {
		now: () => Date.now(),
		timers: testTimers,
		random: (bytes) => crypto.getRandomValues(bytes),
		chance: () => Math.random(),
		connect: (url) => wire.connect(test, person, url),
		syncUrl: `${test.socketUrl}/sync`,
		apiUrl: test.address,
		fetch: (url, init = {}) => wire.fetch(test, person, url, init),
		indexedDb: indexedDB,
		locks: testLocks(),
		tabLine: testTabLine(),
		storage: () => Promise.resolve({ persisted: true, usedBytes: 1, quotaBytes: 2 }),
		hasNetwork: () => true,
		onWake: (wake) => wire.onWake(wake),
		onLeave: () => () => undefined,
		...more
	};
}

const watch = new StoreWatch(DATABASE_PREFIX, () => Date.now());
watch.install(IDBDatabase.prototype);

/** A desk of a signed-in person against a real server. */
export async function openTestDesk(
	test: TestServer,
	person: TestPerson,
	role: Role,
	more: { readonly wire?: Wire; readonly environment?: Partial<Environment> } = {}
) {
	const wire = more.wire ?? new Wire();
	const environment = deskEnvironment(test, person, wire, more.environment);
	const device = await Device.open(environment, { org: person.org, person: person.id }, watch, 3);
	const me = { person: person.id as PersonId, org: person.org as OrgId, name: 'Me', role };
	const desk = new Desk(device, { me, orgName: 'Test', opensTeams: true });
	return { desk, device, wire, watch };
}
