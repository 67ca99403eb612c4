import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
	chromium,
	expect,
	test as base,
	type APIRequestContext,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import type { DemoLoginsAnswer } from '#lib/protocol/rest.ts';
import { openLine, type Line } from './line.ts';
import { FILLED_FOLDER, node, root, seed } from './filled.ts';
import { word, type Locale, type MessageKey } from './words.ts';

/** A running server with the demo organisation, which only this worker uses. */
export interface DemoServer {
	readonly address: string;
	readonly dataDir: string;
	/** The built app as this server gives it out. */
	readonly buildDir: string;
	/** Stops the process, as a reboot would, and starts it again on the same port, or later that day. */
	restart(when?: { laterMs: number }): Promise<void>;
}

/** A module that sets the clock of the process that loads it. */
const clockAhead = (ms: number) =>
	`data:text/javascript,const now = Date.now; Date.now = () => now() + ${ms};`;

interface Place {
	readonly dataDir: string;
	readonly buildDir: string;
}

async function launch(
	{ dataDir, buildDir }: Place,
	port: number,
	laterMs = 0
): Promise<[ChildProcess, string]> {
	const clock = laterMs === 0 ? [] : ['--import', clockAhead(laterMs)];
	const child = spawn(node, [...clock, 'sync-server/main.ts'], {
		cwd: root,
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			DATA_DIR: dataDir,
			LOG_LEVEL: 'warn',
			OFFHOOK_BUILD_DIR: buildDir,
			OFFHOOK_INSIDE_HOSTS: '127.0.0.1',
			OFFHOOK_REQUESTS_PER_MINUTE: '1000000',
			OFFHOOK_SIGN_INS_PER_MINUTE: '1000000'
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	for await (const line of createInterface({ input: child.stdout })) {
		const address = /(https?:\/\/\S+)/.exec(line)?.[1];
		if (address !== undefined) return [child, address.replace('localhost', '127.0.0.1')];
	}
	throw new Error('The server ended before it listened.');
}

async function stop(child: ChildProcess): Promise<void> {
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
}

interface DemoWishes {
	readonly tickets: number;
	readonly isOwn: boolean;
}

/** Filling a folder takes seconds; those that get nothing but the demo are copies of one. */
async function fill(dataDir: string, tickets: number): Promise<void> {
	const filled = process.env[FILLED_FOLDER];
	if (tickets === 0 && filled !== undefined) cpSync(filled, dataDir, { recursive: true });
	else await seed(dataDir, tickets);
}

async function startDemo({
	tickets,
	isOwn
}: DemoWishes): Promise<DemoServer & { close(): Promise<void> }> {
	const dataDir = mkdtempSync(join(tmpdir(), 'offhook-e2e-'));
	const built = join(root, 'build');
	const buildDir = isOwn ? mkdtempSync(join(tmpdir(), 'offhook-build-')) : built;
	if (isOwn) cpSync(built, buildDir, { recursive: true });
	await fill(dataDir, tickets);
	const place = { dataDir, buildDir };
	let [child, address] = await launch(place, 0);
	return {
		address,
		...place,
		async restart({ laterMs } = { laterMs: 0 }) {
			await stop(child);
			[child, address] = await launch(place, Number(new URL(address).port), laterMs);
		},
		async close() {
			await stop(child);
			for (const folder of isOwn ? [dataDir, buildDir] : [dataDir])
				rmSync(folder, { recursive: true, force: true });
		}
	};
}

type Opening = Pick<
	BrowserContextOptions,
	'colorScheme' | 'hasTouch' | 'locale' | 'offline' | 'timezoneId' | 'viewport'
>;
/** Opens a browser on a device. */
type Start = (opening: Opening) => Promise<BrowserContext>;

/** Somebody at a device of their own, behind a line that can be cut. */
export class Colleague {
	readonly line: Line;
	readonly #taste: Taste;
	readonly #start: Start;
	#isUnplugged = false;
	#context: BrowserContext | undefined;

	constructor(line: Line, taste: Taste, start: Start) {
		this.line = line;
		this.#taste = taste;
		this.#start = start;
	}

	/** What the app says to this person. */
	word(key: MessageKey): string {
		return word(this.#taste.locale, key);
	}

	get page(): Page {
		const page = this.#context?.pages()[0];
		if (page === undefined) throw new Error('The app is closed.');
		return page;
	}

	/**
	 * Opens the app as it was left; a device with its profile on disk keeps what it stored. `before`
	 * runs in each page, ahead of the app.
	 */
	async open(path = '/', before?: () => void): Promise<Page> {
		const context = await this.#turnOn();
		if (before !== undefined) await context.addInitScript(before);
		await this.page.goto(this.line.address + path);
		return this.page;
	}

	async #turnOn(): Promise<BrowserContext> {
		const { phone, locale, colorScheme } = this.#taste;
		const context = await this.#start({
			...(colorScheme !== undefined && { colorScheme }),
			locale: LANGUAGE_TAGS[locale],
			timezoneId: 'Europe/Berlin',
			viewport: phone ? { width: 360, height: 740 } : { width: 1440, height: 900 },
			hasTouch: phone,
			offline: this.#isUnplugged
		});
		// What is missing is named, before the whole test runs out of time.
		context.setDefaultTimeout(30_000);
		if (context.pages().length === 0) await context.newPage();
		this.#context = context;
		return context;
	}

	async quit(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}

	/** Opens the app as somebody; the page where people sign in has tests of its own. */
	async signIn(name: string): Promise<Page> {
		const { request } = await this.#turnOn();
		await signInAs(name, this.line.address, request);
		await this.page.goto(this.line.address);
		const { page } = this;
		await expect(page.getByRole('navigation', { name: this.word('shell.nav') })).toBeVisible();
		return page;
	}

	/** Waits until the app could start without the network. */
	async canDoWithout(): Promise<void> {
		await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
	}

	/** Takes the device off the network, once the app can do without; the browser knows. */
	async unplug(): Promise<void> {
		await this.canDoWithout();
		await this.#setUnplugged(true);
		this.line.cut();
	}

	async plugIn(): Promise<void> {
		this.line.mend();
		await this.#setUnplugged(false);
	}

	async #setUnplugged(isUnplugged: boolean): Promise<void> {
		this.#isUnplugged = isUnplugged;
		await this.#context?.setOffline(isUnplugged);
	}
}

async function signInAs(name: string, address: string, request: APIRequestContext): Promise<void> {
	const answer = await request.get(`${address}/api/demo-logins`);
	const { logins }: DemoLoginsAnswer = await answer.json();
	const login = logins.find((one) => one.name === name);
	const made = await request.post(`${address}/api/sign-in`, {
		headers: { origin: address },
		data: { name: login?.userName, password: login?.password }
	});
	expect(made.status()).toBe(200);
}

const LANGUAGE_TAGS = { en: 'en-GB', de: 'de-DE', ar: 'ar-EG' } as const;

interface Taste extends Pick<BrowserContextOptions, 'colorScheme'> {
	readonly phone: boolean;
	readonly locale: Locale;
	/** The profile lies on disk, and is there again after the browser was closed. */
	readonly isOnDisk: boolean;
}

interface Fixtures {
	/** A new device of somebody; closed when the test is over. */
	newColleague: (taste?: Partial<Taste>) => Promise<Colleague>;
}
interface WorkerFixtures {
	/** How many tickets the demo organisation has besides its own. */
	extraTickets: number;
	/** Whether what is done to the server itself, its clock or its build, must reach no other test. */
	isOwnServer: boolean;
	server: DemoServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	extraTickets: [0, { option: true, scope: 'worker' }],
	isOwnServer: [false, { option: true, scope: 'worker' }],
	server: [
		async ({ extraTickets, isOwnServer }, use) => {
			const server = await startDemo({ tickets: extraTickets, isOwn: isOwnServer });
			await use(server);
			await server.close();
		},
		{ scope: 'worker', timeout: 180_000 }
	],
	newColleague: async ({ server, browser, launchOptions }, use) => {
		const made: { colleague: Colleague; profile: string | null }[] = [];
		await use(async (taste = {}) => {
			const profile = taste.isOnDisk ? mkdtempSync(join(tmpdir(), 'offhook-profile-')) : null;
			const colleague = new Colleague(
				await openLine(server.address),
				{ phone: false, locale: 'en', isOnDisk: false, ...taste },
				(opening) =>
					profile === null
						? browser.newContext(opening)
						: chromium.launchPersistentContext(profile, { ...launchOptions, ...opening })
			);
			made.push({ colleague, profile });
			return colleague;
		});
		for (const { colleague, profile } of made) {
			await colleague.quit();
			await colleague.line.close();
			if (profile !== null) rmSync(profile, { recursive: true, force: true });
		}
	}
});
export { expect } from '@playwright/test';
