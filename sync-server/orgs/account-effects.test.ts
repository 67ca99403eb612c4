import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { Json } from '#lib/domain/json.ts';
import { handClock, seededRandom, temporaryFolder } from '../../tests/support/org.ts';
import { defaultLimits } from '../config.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { ACCOUNT_KINDS } from '../effects/effect.ts';
import { createServer } from '../server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0)) await clean();
});

/** A server that listens to nobody, whose clock and timers move by hand. */
function aServer() {
	const folder = temporaryFolder();
	const [clock, random] = [handClock(), seededRandom(3)];
	const reported: unknown[] = [];
	let timers: { atMs: number; run: () => void }[] = [];
	const dataDir = folder.path;
	const server = createServer(
		{
			port: 0,
			host: '127.0.0.1',
			dataDir,
			buildDir: dataDir,
			tls: null,
			trustProxy: false,
			metricsToken: null,
			limits: defaultLimits,
			backup: { dir: join(dataDir, 'backups'), everyHours: 0, keep: 3 },
			insideHosts: [],
			bucket: null
		},
		{
			now: clock.now,
			after: (ms, run) => void timers.push({ atMs: clock.now() + ms, run }),
			defer: (run) => void setImmediate(run),
			random: random.bytes,
			report: (error, where) => where === 'effects' && reported.push(error)
		}
	);
	const org = newId(random.bytes);
	server.access.accounts.createOrg({ orgId: org, name: 'Test' });
	const { unit } = server.orgs.get(org);
	const platform = new SQLite(join(dataDir, 'platform.sqlite'));
	cleanups.push(async () => {
		platform.close();
		await server.close();
		folder.remove();
	});
	const change = async (type: Change['type'], target: EntityRef, body: Json) => {
		const [settled] = await submitAutomation(unit, '~test', [{ type, target, body }]);
		// What a commit defers runs in the next turn.
		await new Promise((resolve) => setImmediate(resolve));
		await new Promise((resolve) => setImmediate(resolve));
		return settled;
	};
	const pass = (ms: number) => {
		clock.advance(ms);
		const due = timers.filter(({ atMs }) => atMs <= clock.now());
		timers = timers.filter(({ atMs }) => atMs > clock.now());
		for (const { run } of due) run();
	};
	const breakLogins = () =>
		platform.exec(
			`CREATE TRIGGER broken BEFORE INSERT ON logins BEGIN SELECT RAISE(ABORT, 'broken'); END`
		);
	/** The table of effects cannot be written any more, as on a full disk. */
	const breakEffects = () => {
		const file = new SQLite(join(dataDir, 'orgs', `${org}.sqlite`));
		file.exec(
			`CREATE TRIGGER broken BEFORE UPDATE ON effects BEGIN SELECT RAISE(ABORT, 'full'); END`
		);
		return () => {
			file.exec('DROP TRIGGER broken');
			file.close();
		};
	};
	const mendLogins = () => platform.exec('DROP TRIGGER broken');
	const loginOf = (userName: string) => server.platform.logins.byIdentifier(userName);
	const made = { server, unit, org, random, change, pass, breakLogins, mendLogins, loginOf };
	return { ...made, breakEffects, reported };
}

const aPerson = (userName: string) => ({ name: 'Somebody', role: 'agent', userName });

describe('the effects of changes to people', () => {
	it('[EF1] happen once per change, though the change is sent again', async () => {
		const { unit, random, loginOf } = aServer();
		const target = `person.${newId(random.bytes)}` as const;
		const change = {
			id: newId(random.bytes),
			v: 1,
			type: 'person.create',
			target,
			saw: [],
			at: unit.nextStamp(),
			body: aPerson('nadia')
		};
		const sender = { author: '~test', device: '', revoked: false };
		await unit.submit({ sender, entries: [change, change] });
		await unit.submit({ sender, entries: [change] });
		await new Promise((resolve) => setImmediate(resolve));
		expect(unit.effects.count('done') + unit.effects.count('waiting')).toBe(1);
		expect(loginOf('nadia')).toBeDefined();
	});

	it('[EF2] are none of a refused change', async () => {
		const { unit, random, change } = aServer();
		await change('person.create', `person.${newId(random.bytes)}`, aPerson('one'));
		const refused = await change('person.create', `person.${newId(random.bytes)}`, aPerson('one'));
		expect(refused?.verdict.ok).toBe(false);
		expect(unit.effects.count('done')).toBe(1);
	});

	it('[EF3] are tried again later and later, without anybody doing anything', async () => {
		const { unit, random, change, pass, breakLogins, mendLogins, loginOf } = aServer();
		breakLogins();
		await change('person.create', `person.${newId(random.bytes)}`, aPerson('late'));
		expect(loginOf('late')).toBeUndefined();
		expect(unit.effects.count('waiting')).toBe(1);
		pass(1_000);
		pass(1_000);
		expect(unit.effects.due(ACCOUNT_KINDS, Number.MAX_SAFE_INTEGER)[0]?.attempts).toBe(2);
		mendLogins();
		pass(1_000);
		expect(loginOf('late')).toBeDefined();
		expect(unit.effects.count('done')).toBe(1);
	});

	it('[EF4] end as dead letters after eight tries, and hold up no other', async () => {
		const { unit, random, change, pass, breakLogins, mendLogins, loginOf } = aServer();
		breakLogins();
		await change('person.create', `person.${newId(random.bytes)}`, aPerson('never'));
		for (let tries = 0; tries < 20; tries += 1) pass(200_000);
		expect(unit.effects.count('dead')).toBe(1);
		expect(unit.effects.nextMs(ACCOUNT_KINDS)).toBeUndefined();
		mendLogins();
		await change('person.create', `person.${newId(random.bytes)}`, aPerson('fine'));
		expect(loginOf('fine')).toBeDefined();
		expect(loginOf('never')).toBeUndefined();
	});

	it('[EF5] of a process that died on the way run again when their lease is over', async () => {
		const { unit, random, change, pass, breakLogins, mendLogins, loginOf } = aServer();
		breakLogins();
		await change('person.create', `person.${newId(random.bytes)}`, aPerson('again'));
		const [effect] = unit.effects.due(ACCOUNT_KINDS, Number.MAX_SAFE_INTEGER);
		unit.effects.lease(effect?.id ?? 0, 1_700_000_030_000);
		expect(unit.effects.due(ACCOUNT_KINDS, 1_700_000_029_999)).toEqual([]);
		mendLogins();
		pass(1_000);
		expect(loginOf('again')).toBeUndefined();
		pass(29_000);
		expect(loginOf('again')).toBeDefined();
	});

	it('[EF7] are tried again, later and later, when their table cannot be written', async () => {
		const test = aServer();
		const mend = test.breakEffects();
		await test.change('person.create', `person.${newId(test.random.bytes)}`, aPerson('patient'));
		const failures = () => test.reported.length;
		expect(failures()).toBe(1);
		for (const [waitMs, seen] of [
			[999, 1],
			[1, 2],
			[1_999, 2],
			[1, 3],
			[3_999, 3],
			[1, 4]
		] as const) {
			test.pass(waitMs);
			expect(failures()).toBe(seen);
		}
		for (let tries = 0; tries < 20; tries += 1) test.pass(300_000);
		expect(failures()).toBe(24);
		mend();
		test.pass(300_000);
		expect(test.loginOf('patient')).toBeDefined();
		test.pass(3_600_000);
		expect(failures()).toBe(24);
	});

	it('[EF6] follow what is true now, whatever order they run in', async () => {
		const { random, org, server, change, pass, breakLogins, mendLogins, loginOf } = aServer();
		const id = newId(random.bytes);
		breakLogins();
		await change('person.create', `person.${id}`, aPerson('old.name'));
		mendLogins();
		await change('person.field', `person.${id}`, { field: 'userName', value: 'new.name' });
		pass(5_000);
		expect(loginOf('old.name')).toBeUndefined();
		expect(loginOf('new.name')).toBeDefined();
		await change('person.field', `person.${id}`, { field: 'blocked', value: true });
		expect(server.orgs.person(org, id)?.blocked).toBe(true);
	});
});
