import { join } from 'node:path';
import { WebSocket as NodeWebSocket } from 'ws';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { defaultLimits, type Config } from '../../sync-server/config.ts';
import {
	createServer,
	realSurroundings,
	type OffhookServer,
	type Surroundings
} from '../../sync-server/server.ts';
import {
	found,
	type FoundedPerson,
	type FoundedTeam
} from '../../sync-server/pipeline/founding.ts';
import { newId } from '#lib/domain/ids.ts';
import { temporaryFolder } from './org.ts';

export interface TestPerson {
	readonly id: string;
	readonly org: string;
	readonly cookie: string;
}

/** What few tests want otherwise. */
interface Unusual extends Partial<Pick<Config, 'bucket' | 'trustProxy'>> {
	readonly clock?: Partial<Pick<Surroundings, 'now' | 'after'>>;
}

/** A whole real server on port 0 with its data in a folder that goes away. */
export async function startServer(
	folder = temporaryFolder(),
	port = 0,
	{ bucket = null, trustProxy = false, clock = {} }: Unusual = {}
) {
	const errors: unknown[] = [];
	const config: Config = {
		port,
		host: '127.0.0.1',
		dataDir: folder.path,
		buildDir: folder.path,
		tls: null,
		trustProxy,
		metricsToken: null,
		limits: { ...defaultLimits, requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 },
		backup: { dir: join(folder.path, 'backups'), everyHours: 0, keep: 3 },
		insideHosts: [],
		isAnywhere: true,
		bucket
	};
	const real = realSurroundings((error) => errors.push(error));
	const server = createServer(config, { ...real, ...clock });
	const address = await server.listen();
	return {
		server,
		folder,
		address,
		errors,
		socketUrl: address.replace(/^http/, 'ws'),
		/** Stops the server; its folder stays for the next one. */
		stop: () => server.close(),
		async remove() {
			await server.close();
			folder.remove();
		}
	};
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;

/** Makes an organisation with these people and teams, and signs everybody in. */
export async function anOrganisation(
	test: TestServer,
	people: readonly (Partial<FoundedPerson> & { readonly role: string })[],
	teams: (ids: readonly string[]) => readonly Omit<FoundedTeam, 'id' | 'color'>[]
) {
	const { server } = test;
	const org = randomId();
	server.access.accounts.createOrg({ orgId: org, name: `Org ${org.slice(0, 4)}` });
	const founded = people.map((person, index) => ({
		id: person.id ?? randomId(),
		name: person.name ?? `Person ${index}`,
		userName: person.userName ?? `p${index}.${org.slice(0, 8)}`,
		email: null,
		role: person.role
	}));
	const madeTeams = teams(founded.map(({ id }) => id)).map((team) => ({
		...team,
		id: randomId(),
		color: 0
	}));
	const { unit } = server.orgs.get(org);
	await found(unit, { name: 'Test', people: founded, teams: madeTeams });
	server.access.accounts.markOrgReady(org);
	const signedIn = await Promise.all(founded.map((person) => signIn(server, org, person)));
	return { org, unit, people: signedIn, teams: madeTeams.map(({ id }) => id), founded };
}

const randomId = () => newId((bytes) => crypto.getRandomValues(bytes));

/** A session made directly, as signing in would make it; the password route has its own tests. */
export async function signIn(
	server: OffhookServer,
	org: string,
	person: { readonly id: string; readonly userName: string }
): Promise<TestPerson> {
	const made = server.access.accounts.createLogin({
		orgId: org,
		personId: person.id,
		userName: person.userName,
		email: null
	});
	if (!made.ok) throw new Error(made.code);
	const { token } = await server.access.sessions.start({
		loginId: made.loginId,
		orgId: org as never,
		personId: person.id as never,
		userAgent: 'test',
		address: '127.0.0.1'
	});
	const cookie = server.access.sessions.cookie(token, false).split(';')[0] ?? '';
	return { id: person.id, org, cookie };
}

/** A WebSocket class that carries a person's cookie, as a browser would. */
export function socketClass(person: Pick<TestPerson, 'cookie'>, origin?: string) {
	return class extends NodeWebSocket {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols, {
				headers: { cookie: person.cookie, ...(origin !== undefined && { origin }) }
			});
		}
	} as unknown as typeof WebSocket;
}

/** A stock y-websocket client on one document, with nothing of ours in it. */
export function stockClient(
	test: Pick<TestServer, 'address' | 'socketUrl'>,
	person: TestPerson,
	name: string,
	doc = new Y.Doc()
) {
	const provider = new WebsocketProvider(`${test.socketUrl}/sync`, name, doc, {
		WebSocketPolyfill: socketClass(person, test.address),
		disableBc: true
	});
	const closes: { code: number; reason: string }[] = [];
	provider.on('connection-close', (event) => {
		if (event !== null) closes.push({ code: event.code, reason: event.reason });
	});
	return {
		doc,
		provider,
		closes,
		synced: () => until(() => provider.synced),
		destroy: () => {
			provider.destroy();
			doc.destroy();
		}
	};
}

/** Resolves when a condition holds; looks every two milliseconds, fails at the limit. */
export async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
	const endMs = performance.now() + limitMs;
	while (!condition()) {
		if (performance.now() > endMs) throw new Error(`waited in vain: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
