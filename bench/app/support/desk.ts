import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type CDPSession, type Page } from '@playwright/test';
import { openLine } from '../../../tests/e2e/support/line.ts';
import { Colleague } from '../../../tests/e2e/support/server.ts';
import type { CrowdServer } from './crowd-server.ts';
import type { Results } from './results.ts';
import { traced, type Trace } from './trace.ts';

const PROFILES = process.env['BENCH_PROFILE'];
/** What a profile takes besides: figures with it are too high. */
const PROFILED = ['v8', 'blink', 'disabled-by-default-v8.cpu_profiler'];
const profileFile = (folder: string, what: string) =>
	join(folder, `${what.replaceAll(/\W+/g, '-')}.trace.json`);

/** A person at a slow machine, and what the machine does for them. */
export class Desk {
	readonly who: Colleague;
	readonly #results: Results;
	readonly #slowdown: number;
	#devtools: CDPSession | undefined;

	constructor(results: Results, who: Colleague, slowdown: number) {
		this.#results = results;
		this.who = who;
		this.#slowdown = slowdown;
	}

	get page(): Page {
		return this.who.page;
	}
	get list() {
		return this.page.getByRole('listbox', { name: 'Tickets' });
	}

	async slowDown(): Promise<void> {
		this.#devtools = await this.page.context().newCDPSession(this.page);
		await this.#devtools.send('Emulation.setCPUThrottlingRate', { rate: this.#slowdown });
	}

	/** Does something and notes what the main thread had to do for it. */
	async note(what: string, act: () => Promise<void>): Promise<void> {
		this.#results.trace(what, await this.#trace(what, act));
	}

	/** Does something to many rows and notes how long at a time that held the main thread. */
	async hold(what: string, act: () => Promise<void>): Promise<void> {
		this.#results.held(what, await this.#trace(what, act));
	}

	async #trace(what: string, act: () => Promise<void>): Promise<Trace> {
		if (this.#devtools === undefined) throw new Error('the machine is not slow yet');
		const trace = await traced(this.page, this.#devtools, act, PROFILES ? PROFILED : []);
		if (PROFILES) writeFileSync(profileFile(PROFILES, what), JSON.stringify(trace.events));
		return trace;
	}

	async keys(keys: string, gapMs = 60): Promise<void> {
		for (const key of keys) {
			await this.page.keyboard.press(key);
			await this.page.waitForTimeout(gapMs);
		}
	}

	async count(pattern: RegExp): Promise<void> {
		await this.page.waitForFunction(
			(source) => new RegExp(source).test(document.querySelector('.count')?.textContent ?? ''),
			pattern.source
		);
	}

	async openTeamList(): Promise<void> {
		await expect(this.list).toBeVisible({ timeout: 60_000 });
		await expect(async () => {
			await this.keys('gl');
			await this.page.waitForURL(/team=/, { timeout: 1_000 });
		}).toPass({ timeout: 60_000 });
		await expect(this.list.getByRole('option').first()).toBeVisible({ timeout: 120_000 });
	}
}

/** Where somebody works, and where it is written down. */
export interface Stage {
	readonly results: Results;
	readonly crowd: CrowdServer;
}

export async function withDesk(
	{ results, crowd }: Stage,
	[slowdown, phone]: readonly [slowdown: number, phone: boolean],
	act: (desk: Desk) => Promise<void>
): Promise<void> {
	const profile = mkdtempSync(join(tmpdir(), 'offhook-bench-profile-'));
	const line = await openLine(crowd.address);
	const { executablePath, args } = test.info().project.use.launchOptions ?? {};
	const browser = { ...(executablePath && { executablePath }), ...(args && { args }) };
	const who = new Colleague(line, { phone, locale: 'en', isOnDisk: true }, (opening) =>
		chromium.launchPersistentContext(profile, { ...browser, ...opening })
	);
	try {
		await act(new Desk(results, who, slowdown));
	} finally {
		await who.quit();
		await line.close();
		rmSync(profile, { recursive: true, force: true });
	}
}

/** Waits without an assertion: one that has to try again describes the whole page, in the page. */
export async function showing(page: Page, place: string, words: string): Promise<void> {
	await page.waitForFunction(
		([selector, text]) => document.querySelector(selector)?.textContent.includes(text),
		[place, words] as const
	);
}
