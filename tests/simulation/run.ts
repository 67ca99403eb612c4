import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { newId, type TeamId } from '#lib/domain/ids.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { seededRandom, temporaryFolder } from '../support/org.ts';
import { changeSomething, pick, type Acting } from './acts.ts';
import { compareDocuments, compareLog, compareViews, type SeenTicket } from './checks.ts';
import { seedGlobals } from './globals.ts';
import { Network } from './network.ts';
import { Profile, type Tab } from './profile.ts';
import { SimulatedServer } from './server.ts';

/** Faults and acts that a run may meet; `coverage` counts how often each did. */
export const KINDS = [
	'act',
	'partition',
	'half-open',
	'join',
	'crash',
	'crash-at-commit',
	'backup',
	'restore',
	'tab-death',
	'second-tab',
	'clock-jump'
] as const;
export type Kind = (typeof KINDS)[number];
type AtProfile = 'tab-death' | 'second-tab' | 'clock-jump';

export interface Outcome {
	readonly problems: readonly string[];
	readonly coverage: Readonly<Record<Kind, number>>;
	readonly changes: number;
	/** A digest of what happened, equal for equal seeds. */
	readonly trace: string;
}

const STEPS = 60;
const SLICE_MS = 40;

/** One random history of three people on four devices in two teams, then peace, then the checks. */
export async function runSeed(seed: number): Promise<Outcome> {
	const run = new Run(seed);
	try {
		await run.begin();
		for (let step = 0; step < STEPS; step += 1) await run.step();
		await run.peace();
		return run.outcome();
	} finally {
		await run.end();
	}
}

class Run {
	readonly #random: ReturnType<typeof seededRandom>;
	readonly #folder = temporaryFolder();
	readonly #network: Network;
	readonly #org: string;
	readonly #people: string[];
	readonly #teams: TeamId[];
	readonly #tickets: string[] = [];
	readonly #made = new Set<string>();
	readonly #receipted = new Set<string>();
	readonly #coverage = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
	readonly #log: string[] = [];
	readonly #profiles: Profile[];
	#server: SimulatedServer | undefined;

	constructor(seed: number) {
		vi.useFakeTimers({
			toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
			now: 1_750_000_000_000
		});
		seedGlobals(seed);
		globalThis.indexedDB = new IDBFactory();
		this.#random = seededRandom(seed);
		const id = () => newId(this.#random.bytes);
		this.#network = new Network(this.#random.next);
		this.#org = id();
		this.#people = [id(), id(), id()];
		this.#teams = [id() as TeamId, id() as TeamId];
		const [alice = '', bob = '', carol = ''] = this.#people;
		this.#profiles = [alice, alice, bob, carol].map(
			(person, index) =>
				new Profile({
					name: `profile-${index}`,
					person,
					org: this.#org,
					network: this.#network,
					random: this.#random
				})
		);
	}

	get #acting(): Acting {
		return {
			chance: this.#random.next,
			people: this.#people,
			teams: this.#teams,
			tickets: this.#tickets,
			made: this.#made
		};
	}

	get #file(): string {
		return join(this.#folder.path, 'org.sqlite');
	}

	async begin(): Promise<void> {
		const parts = { network: this.#network, chance: this.#random.next };
		this.#server = new SimulatedServer({ org: this.#org, file: this.#file, ...parts });
		const [alice = '', bob = '', carol = ''] = this.#people;
		const founding = found(this.#server.unit, {
			name: 'Simulated',
			people: this.#people.map((id, index) => ({
				id,
				name: `Person ${index}`,
				role: 'agent',
				userName: `p${index}`,
				email: null
			})),
			teams: this.#teams.map((id, index) => ({
				id,
				name: `Team ${index}`,
				color: index,
				members: index === 0 ? [alice, bob] : [alice, carol],
				supervisors: []
			}))
		});
		await this.#pass(200);
		await founding;
		for (const profile of this.#profiles) await this.#opened(profile);
		await this.#pass(3_000);
	}

	async step(): Promise<void> {
		const roll = this.#random.next();
		const fault = FAULTS.find(({ below }) => roll < below)?.kind ?? 'act';
		this.#coverage[fault] += this.#do(fault) ? 1 : 0;
		this.#noteReceipts();
		await this.#pass(Math.floor(this.#random.next() * 1_500));
		this.#noteReceipts();
	}

	/** Everything is mended; then everybody waits until nobody waits any more. */
	async peace(): Promise<void> {
		this.#network.joinAll();
		this.#server?.restart();
		for (const profile of this.#profiles) {
			profile.skewMs = 0;
			if (profile.tabs.length === 0) await this.#opened(profile);
		}
		const tabs = () => this.#profiles.flatMap((profile) => profile.tabs);
		for (let turn = 0; turn < 60; turn += 1) {
			await this.#pass(2_000);
			this.#noteReceipts();
			const isQuiet = tabs().every(({ desk, device }) => desk.waiting === 0 && device.mux.welcome);
			if (isQuiet && turn > 5) break;
		}
		this.#threads = tabs().map((tab) => ({
			tab,
			views: this.#tickets.map((id) => ({
				name: `ticket.${id}`,
				view: tab.desk.thread(`ticket.${id}`)
			}))
		}));
		await this.#pass(6_000);
	}

	#threads: { tab: Tab; views: SeenTicket[] }[] = [];

	outcome(): Outcome {
		const problems: string[] = [];
		for (const { tab, views } of this.#threads) {
			if (tab.desk.waiting > 0) problems.push(`${tab.device.id}: ${tab.desk.waiting} still wait`);
			problems.push(
				...compareDocuments(tab, this.#server),
				...compareViews(tab, views, this.#server)
			);
		}
		this.#server?.crash();
		const due = { made: this.#made, receipted: this.#receipted };
		problems.push(...compareLog(this.#org, this.#file, due));
		return {
			problems,
			coverage: this.#coverage,
			changes: this.#made.size,
			trace: this.#log.join('\n')
		};
	}

	async end(): Promise<void> {
		for (const tab of this.#profiles.flatMap((profile) => [...profile.tabs])) tab.kill();
		await settle();
		this.#server?.crash();
		vi.clearAllTimers();
		vi.useRealTimers();
		this.#folder.remove();
	}

	/** Whether the fault could happen at all. */
	#do(kind: Kind): boolean {
		const profile = pick(this.#profiles, this.#random.next);
		this.#log.push(`${Date.now()} ${kind} ${profile.name}`);
		switch (kind) {
			case 'act':
				return this.#act(profile);
			case 'tab-death':
			case 'second-tab':
			case 'clock-jump':
				return this.#doAt(profile, kind);
			default:
				return this.#doToServer(kind, profile.name);
		}
	}

	/** What befalls the line and the server. */
	#doToServer(kind: Exclude<Kind, 'act' | AtProfile>, name: string): boolean {
		switch (kind) {
			case 'partition':
				this.#network.cut(name);
				return true;
			case 'half-open':
				this.#network.cut(name, true);
				return true;
			case 'join':
				this.#network.join(name);
				if (this.#server?.isUp === false) this.#server.restart();
				return true;
			case 'crash':
				this.#server?.crash();
				return true;
			case 'crash-at-commit':
				this.#server?.dieAtNextCommit();
				return true;
			case 'backup':
				if (this.#server?.isUp) this.#server.backup();
				return this.#server?.isUp ?? false;
			case 'restore':
				return this.#server?.restore() ?? false;
		}
	}

	/** What befalls a browser. */
	#doAt(profile: Profile, kind: AtProfile): boolean {
		switch (kind) {
			case 'tab-death':
				profile.tabs[0]?.kill();
				if (profile.tabs.length === 0) void profile.openTab();
				return true;
			case 'second-tab':
				if (profile.tabs.length !== 1) return false;
				void profile.openTab();
				return true;
			case 'clock-jump':
				profile.skewMs = Math.floor((this.#random.next() - 0.5) * 7_200_000);
				return true;
		}
	}

	#act(profile: Profile): boolean {
		const tab = profile.tabs[Math.floor(this.#random.next() * profile.tabs.length)];
		if (tab === undefined || !tab.desk.ready) return false;
		const count = 1 + Math.floor(this.#random.next() * 4);
		for (let index = 0; index < count; index += 1) changeSomething(tab, this.#acting);
		return true;
	}

	/** What any device has seen receipted must never be lost, whatever happens later. */
	#noteReceipts(): void {
		for (const { device } of this.#profiles.flatMap((profile) => profile.tabs))
			for (const { change, settledMs } of device.outboxes.changes.all())
				if (settledMs !== null) this.#receipted.add(change.id);
	}

	async #opened(profile: Profile): Promise<void> {
		let isOpen = false;
		const opening = profile.openTab().then(() => {
			isOpen = true;
		});
		while (!isOpen) await this.#pass(SLICE_MS);
		await opening;
	}

	/** Lets virtual time pass, with room for the disk in between. */
	async #pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += SLICE_MS) {
			vi.advanceTimersByTime(SLICE_MS);
			await settle();
		}
	}
}

const FAULTS: readonly { kind: Kind; below: number }[] = [
	{ kind: 'partition', below: 0.07 },
	{ kind: 'half-open', below: 0.1 },
	{ kind: 'join', below: 0.24 },
	{ kind: 'crash', below: 0.27 },
	{ kind: 'crash-at-commit', below: 0.31 },
	{ kind: 'backup', below: 0.34 },
	{ kind: 'restore', below: 0.36 },
	{ kind: 'tab-death', below: 0.41 },
	{ kind: 'second-tab', below: 0.44 },
	{ kind: 'clock-jump', below: 0.47 }
];

/** Real turns of the event loop, in which the databases in memory do their work. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
