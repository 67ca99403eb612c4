import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { newId, type TeamId } from '#lib/domain/ids.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { found } from '../../sync-server/pipeline/founding.ts';
import { seededRandom, temporaryFolder } from '../support/org.ts';
import { changeSomething, pick, type Acting } from './acts.ts';
import { compareDocuments, compareLog, compareViews, type SeenTicket } from './checks.ts';
import { befall } from './faults.ts';
import { seedGlobals } from './globals.ts';
import { kindAt, noCoverage, type Coverage } from './kinds.ts';
import { Network } from './network.ts';
import { Profile, type Tab } from './profile.ts';
import { SimulatedServer } from './server.ts';

export interface Outcome {
	readonly problems: readonly string[];
	readonly coverage: Readonly<Coverage>;
	readonly changes: number;
	/** Copies that were found to differ, and were replaced. */
	readonly repaired: number;
	readonly effects: number;
	/** A digest of what happened, equal for equal seeds. */
	readonly trace: string;
}

const STEPS = 60;
const SLICE_MS = 40;
/** Images of every commit cost as much as the rest of a run. */
const IMAGES_EVERY = 8;
const PEACE_TURNS = 60;
const PEACE_TURN_MS = 2_000;

/** One random history of three people on four devices in two teams, then peace, then the checks. */
export async function runSeed(seed: number): Promise<Outcome> {
	const run = new Run(seed);
	const stopHearing = run.hearFaults();
	try {
		await run.begin();
		for (let step = 0; step < STEPS; step += 1) await run.step();
		await run.peace();
		return run.outcome();
	} finally {
		await run.end();
		stopHearing();
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
	readonly #made = new Map<string, string>();
	/** Devices that were about to be wiped at a restore, perhaps when their disk answers again. */
	readonly #doomed = new Set<string>();
	readonly #receipted = new Set<string>();
	/** Every receipt counts once: a device goes on showing it until it meets a restored server. */
	readonly #receipts = new Set<string>();
	readonly #coverage = noCoverage();
	readonly #log: string[] = [];
	readonly #problems: string[] = [];
	readonly #profiles: Profile[];
	readonly #server: SimulatedServer;
	#threads: { tab: Tab; views: SeenTicket[] }[] = [];

	constructor(seed: number) {
		vi.useFakeTimers({
			toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
			now: 1_750_000_000_000
		});
		seedGlobals(seed);
		globalThis.indexedDB = new IDBFactory();
		this.#random = seededRandom(seed);
		const id = () => newId(this.#random.bytes);
		const network = (this.#network = new Network(this.#random.next));
		const org = (this.#org = id());
		this.#people = [id(), id(), id()];
		this.#teams = [id() as TeamId, id() as TeamId];
		const [alice = '', bob = '', carol = ''] = this.#people;
		this.#profiles = [alice, alice, bob, carol].map((person, index) => {
			const role = person === alice ? 'org-admin' : 'agent';
			const name = `profile-${index}`;
			const onProblem = (problem: string) => this.#problems.push(`${name}: ${problem}`);
			return new Profile({ name, person, role, org, network, random: this.#random, onProblem });
		});
		this.#server = new SimulatedServer({
			org,
			network,
			file: this.#file,
			chance: this.#random.next,
			takesImages: seed % IMAGES_EVERY === 0
		});
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

	get #tabs(): Tab[] {
		return this.#profiles.flatMap(({ tabs }) => tabs);
	}

	/** What nobody catches, and what y-protocols catches and only prints, are problems too. */
	hearFaults(): () => void {
		const listeners = process.listeners('unhandledRejection');
		const hear = (reason: unknown) => {
			if (!isBrokenOff(reason)) this.#problems.push(`not caught: ${String(reason)}`);
		};
		process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
		const print = console.error;
		console.error = (...words) => {
			this.#problems.push(`printed: ${words.map(String).join(' ')}`);
		};
		return () => {
			console.error = print;
			process.off('unhandledRejection', hear);
			for (const listener of listeners) process.on('unhandledRejection', listener);
		};
	}

	async begin(): Promise<void> {
		const [alice = '', bob = '', carol = ''] = this.#people;
		const founding = found(this.#server.unit, {
			name: 'Simulated',
			people: this.#people.map((id, index) => ({
				id,
				name: `Person ${index}`,
				role: id === alice ? 'org-admin' : 'agent',
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
		for (const profile of this.#profiles) profile.beginTab();
		await this.#pass(3_000);
	}

	async step(): Promise<void> {
		for (const profile of this.#profiles) profile.tend();
		const kind = kindAt(this.#random.next());
		const profile = pick(this.#profiles, this.#random.next);
		this.#log.push(`${Date.now()} ${kind} ${profile.name}`);
		const world = { network: this.#network, server: this.#server, random: this.#random };
		const happened = kind === 'act' ? this.#act(profile) : await befall(kind, profile, world);
		if (happened) this.#coverage[kind] += 1;
		if (happened && kind === 'restore') this.#forgive();
		this.#noteReceipts();
		await this.#pass(Math.floor(this.#random.next() * 1_500));
		this.#noteReceipts();
	}

	/** Everything is mended; then everybody waits until nobody waits any more. */
	async peace(): Promise<void> {
		this.#network.joinAll();
		this.#server.restart();
		for (const profile of this.#profiles) profile.mend();
		for (let turn = 0; turn < PEACE_TURNS; turn += 1) {
			for (const profile of this.#profiles) profile.tend();
			await this.#pass(PEACE_TURN_MS);
			this.#noteReceipts();
			if (turn > 5 && this.#isQuiet()) break;
		}
		this.#threads = this.#tabs.map((tab) => ({
			tab,
			views: this.#tickets.map((id) => ({
				name: `ticket.${id}`,
				view: openThread(tab.desk.threads, `ticket.${id}`)
			}))
		}));
		await this.#pass(6_000);
		// What a minute of rest brings, without the minute.
		for (const { device } of this.#tabs)
			for (const replica of device.replicas.allOpen()) replica.compare();
		await this.#pass(3_000);
	}

	outcome(): Outcome {
		const problems = [...this.#problems, ...this.#server.images.problems];
		for (const { name, tabs } of this.#profiles)
			if (tabs.length === 0) problems.push(`${name}: never came back`);
		for (const { tab, views } of this.#threads) {
			if (tab.desk.waiting > 0) problems.push(`${tab.device.id}: ${tab.desk.waiting} still wait`);
			if (tab.desk.standing !== 'normal') problems.push(`${tab.device.id}: ${tab.desk.standing}`);
			problems.push(
				...compareDocuments(tab, this.#server),
				...compareViews(tab, views, this.#server)
			);
		}
		problems.push(...this.#checkCounts());
		this.#server.crash();
		for (const [id, device] of this.#made) if (this.#doomed.has(device)) this.#made.delete(id);
		const due = { made: this.#made.keys(), receipted: this.#receipted };
		problems.push(...compareLog(this.#org, this.#file, due));
		return {
			problems,
			coverage: { ...this.#coverage, 'crash-images': this.#server.images.taken },
			changes: this.#made.size,
			repaired: this.#server.differences,
			effects: this.#server.done.length,
			trace: this.#log.join('\n')
		};
	}

	async end(): Promise<void> {
		for (const profile of this.#profiles) profile.remove();
		await settle();
		this.#server.crash();
		vi.clearAllTimers();
		vi.useRealTimers();
		this.#folder.remove();
	}

	#isQuiet(): boolean {
		return this.#profiles.every(
			({ tabs, mode }) =>
				mode === 'normal' &&
				tabs.length > 0 &&
				tabs.every(({ desk, device }) => desk.waiting === 0 && device.mux.welcome !== undefined)
		);
	}

	/** No effect happened twice, and a copy differs only where bytes were lost, overtaken or changed. */
	#checkCounts(): string[] {
		const { done, differences } = this.#server;
		const problems: string[] = [];
		if (new Set(done).size !== done.length) problems.push('an effect happened twice');
		const { loss, reorder, rot } = this.#coverage;
		if (loss + reorder + rot === 0 && differences > 0)
			problems.push(`${differences} copies were found different for no reason`);
		return problems;
	}

	/**
	 * The server's disk was lost with what was written after the backup. What a device's own disk lost
	 * too, or what a device had that is wiped or about to be, is with nobody any more.
	 */
	#forgive(): void {
		for (const { mode, device } of this.#profiles)
			if (mode === 'deliver-only') this.#doomed.add(device);
		const kept = new Set(
			this.#profiles.flatMap(({ mode, device }) => (mode === 'deliver-only' ? [] : [device]))
		);
		for (const [id, device] of this.#made) if (!kept.has(device)) this.#made.delete(id);
		for (const id of this.#receipted) if (!this.#made.has(id)) this.#receipted.delete(id);
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
		for (const { device } of this.#tabs)
			for (const { change, settledMs } of device.outboxes.changes.all()) {
				const receipt = `${change.id} ${settledMs}`;
				if (settledMs === null || this.#receipts.has(receipt)) continue;
				this.#receipts.add(receipt);
				this.#receipted.add(change.id);
			}
	}

	/** Lets virtual time pass, with room for the disk in between. */
	async #pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += SLICE_MS) {
			vi.advanceTimersByTime(SLICE_MS);
			await settle();
		}
	}
}

/** A request that a full or dead disk broke off; y-indexeddb has nobody wait for it. */
function isBrokenOff(reason: unknown): boolean {
	if (typeof reason !== 'object' || reason === null) return false;
	const target: unknown = Reflect.get(reason, 'target');
	const error: unknown = typeof target === 'object' && target && Reflect.get(target, 'error');
	return /AbortError|QuotaExceededError|TransactionInactiveError/.test(
		`${String(reason)} ${String(error)}`
	);
}

/** Real turns of the event loop, in which the databases in memory do their work. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
