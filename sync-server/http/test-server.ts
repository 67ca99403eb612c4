import { randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { newId } from '#lib/domain/ids.ts';
import { createAccess, type Access } from '../access/access.ts';
import type { DemoLogin, OrgDirectory, PersonFacts } from '../access/org-directory.ts';
import { defaultLimits, type Limits, type TrustedProxies } from '../config.ts';
import { openPlatform, type Platform } from '../persistence/platform/platform.ts';
import type { BodyTimes } from './body-time.ts';
import { createHttpApp, type RegisterRoutes } from './app.ts';

/** Cheap on purpose: these tests are about what happens around a hash. */
const quickCost = { memoryCost: 64, timeCost: 1, parallelism: 1 };
export const GOOD_PASSWORD = 'correct horse battery';
const START_MS = Date.UTC(2026, 0, 5, 9);

/** An organisation's documents as far as accounts see them, kept in memory. */
export class MemoryDirectory implements OrgDirectory {
	readonly people = new Map<string, PersonFacts>();
	demo: readonly DemoLogin[] = [];
	failNextCreate = false;

	async create({ orgId, admin }: Parameters<OrgDirectory['create']>[0]): Promise<void> {
		if (this.failNextCreate) {
			this.failNextCreate = false;
			throw new Error('the disk is full');
		}
		this.people.set(`${orgId}/${admin.personId}`, {
			name: admin.name,
			role: 'org-admin',
			blocked: false
		});
	}

	async seedDemo(orgId: string): Promise<readonly DemoLogin[]> {
		for (const { personId, name, role } of this.demo) {
			this.people.set(`${orgId}/${personId}`, { name, role, blocked: false });
		}
		return this.demo;
	}

	fieldDays(): number {
		return 14;
	}

	person(orgId: string, personId: string): PersonFacts | undefined {
		return this.people.get(`${orgId}/${personId}`);
	}
}

export interface TestOptions {
	readonly limits?: Partial<Limits>;
	readonly trustProxy?: TrustedProxies;
	readonly moreRoutes?: readonly RegisterRoutes[];
	readonly bodyTimes?: BodyTimes;
	readonly files?: Readonly<Record<string, string>>;
}

export interface TestPerson {
	readonly orgId: string;
	readonly personId: string;
	readonly loginId: string;
	readonly userName: string;
}

type Body = Record<string, unknown>;

export interface Ask {
	readonly cookie?: string | undefined;
	readonly body?: Body | undefined;
	readonly headers?: Record<string, string | undefined>;
	readonly address?: string;
}

/** A whole server on a real database file, with its clock in the test's hands. */
export class TestServer {
	readonly folder = mkdtempSync(join(tmpdir(), 'offhook-http-'));
	readonly directory = new MemoryDirectory();
	readonly reported: unknown[] = [];
	/** Where each of these was reported to have happened. */
	readonly places: string[] = [];
	readonly platform: Platform;
	readonly access: Access;
	readonly app: FastifyInstance;
	nowMs = START_MS;

	constructor(options: TestOptions = {}) {
		const now = (): number => this.nowMs;
		const limits = { ...defaultLimits, signInsPerMinute: 100_000, ...options.limits };
		const buildDir = join(this.folder, 'build');
		for (const [name, text] of Object.entries(options.files ?? {})) {
			mkdirSync(dirname(join(buildDir, name)), { recursive: true });
			writeFileSync(join(buildDir, name), text);
		}
		this.platform = openPlatform(join(this.folder, 'data', 'platform.sqlite'));
		this.access = createAccess({
			platform: this.platform,
			org: this.directory,
			now,
			random: randomFillSync,
			failuresPerAddress: limits.failuresPerAddress,
			passwordCost: quickCost
		});
		this.app = createHttpApp({
			config: { buildDir, limits, tls: null, trustProxy: options.trustProxy ?? false },
			platform: this.platform,
			access: this.access,
			org: this.directory,
			now,
			reportError: (error, place) => {
				this.reported.push(error);
				this.places.push(place);
			},
			moreRoutes: options.moreRoutes ?? [],
			...(options.bodyTimes && { bodyTimes: options.bodyTimes })
		});
	}

	async close(): Promise<void> {
		await this.app.close();
		this.platform.close();
		rmSync(this.folder, { recursive: true });
	}

	addOrg(name: string): string {
		const orgId = newId(randomFillSync);
		this.access.accounts.createOrg({ orgId, name });
		this.access.accounts.markOrgReady(orgId);
		return orgId;
	}

	async addPerson(orgId: string, userName: string, role = 'agent'): Promise<TestPerson> {
		const personId = newId(randomFillSync);
		this.directory.people.set(`${orgId}/${personId}`, { name: userName, role, blocked: false });
		const passwordHash = await this.access.passwords.hash(GOOD_PASSWORD);
		const email = `${userName}@example.org`;
		const login = { orgId, personId, userName, email, passwordHash };
		const made = this.access.accounts.createLogin(login);
		if (!made.ok) throw new Error(made.code);
		return { orgId, personId, loginId: made.loginId, userName };
	}

	/** Makes a request as this server's own page would, unless told otherwise. */
	ask(method: 'GET' | 'POST' | 'DELETE' | 'PUT', url: string, ask: Ask = {}) {
		const headers: Record<string, string> = { host: 'desk.example' };
		if (method !== 'GET') headers['origin'] = 'http://desk.example';
		if (ask.cookie !== undefined) headers['cookie'] = ask.cookie;
		for (const [name, value] of Object.entries(ask.headers ?? {})) {
			if (value === undefined) delete headers[name];
			else headers[name] = value;
		}
		const options: InjectOptions = { method, url, headers };
		if (ask.body !== undefined) options.payload = ask.body;
		if (ask.address !== undefined) options.remoteAddress = ask.address;
		return this.app.inject(options);
	}

	async signIn(name: string, password = GOOD_PASSWORD, ask: Ask = {}): Promise<string> {
		const answer = await this.ask('POST', '/api/sign-in', { ...ask, body: { name, password } });
		if (answer.statusCode !== 200) throw new Error(answer.body, { cause: this.reported.at(-1) });
		return cookieOf(answer);
	}

	/** Every byte this server keeps on disk, write-ahead log included. */
	bytesOnDisk(): Buffer {
		const folder = join(this.folder, 'data');
		return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
	}
}

export function cookieOf(answer: LightMyRequestResponse): string {
	return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

export function codeOf(answer: LightMyRequestResponse): unknown {
	return answer.json<{ error?: { code?: string } }>().error?.code;
}
