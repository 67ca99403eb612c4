import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { Change, ChangeType } from '#lib/domain/changes/change.ts';
import { newDeviceId, newId, type DeviceId, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { nextStamp, ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { OrgUnit, type Commit } from '../../sync-server/pipeline/org-unit.ts';
import type { Settled } from '../../sync-server/pipeline/intake.ts';

/** Pseudo-random bytes from a seed (mulberry32), so that a failing test replays. */
export function seededRandom(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const bytes = (target: Uint8Array<ArrayBuffer>) =>
		target.map(() => Math.floor(next() * 256)) as Uint8Array<ArrayBuffer>;
	return { next, bytes };
}

/** A clock that stands still until it is moved. */
export function handClock(startMs = 1_700_000_000_000) {
	let nowMs = startMs;
	return {
		now: () => nowMs,
		advance: (ms: number) => {
			nowMs += ms;
		},
		set: (ms: number) => {
			nowMs = ms;
		}
	};
}

/** A folder that goes away when the test is over. */
export function temporaryFolder(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), 'offhook-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A device that makes changes of one person, outside any browser. */
export class PaperDevice {
	readonly person: string;
	readonly device: DeviceId;
	readonly #random: ReturnType<typeof seededRandom>;
	readonly #now: () => number;
	#last: Stamp = ZERO_STAMP;

	constructor(person: string, random: ReturnType<typeof seededRandom>, now: () => number) {
		this.person = person;
		this.#random = random;
		this.#now = now;
		this.device = newDeviceId(random.bytes);
	}

	newId(): string {
		return newId(this.#random.bytes);
	}

	change<T extends ChangeType>(
		type: T,
		target: EntityRef,
		body: BodyOf<T>,
		saw: readonly Stamp[] = []
	): Change {
		this.#last = nextStamp(this.#now(), `${this.device}00`, this.#last, saw);
		return {
			id: newId(this.#random.bytes) as Change['id'],
			v: 1,
			type,
			target,
			saw,
			at: this.#last,
			body: body as unknown as Json
		};
	}

	/** Runs after what this device has seen. */
	sees(stamp: Stamp): void {
		if (stamp > this.#last) this.#last = stamp;
	}
}

/** People to found, called `P0` and so on, each in a role; the last role is that of all the others. */
export const founded = (ids: readonly string[], ...roles: string[]) =>
	ids.map((id, index) => ({
		...{ id, name: `P${index}`, userName: `p${index}`, email: null },
		role: roles[index] ?? roles.at(-1) ?? ''
	}));

/** An organisation on a real file, with a few people, for tests of the pipeline. */
export function testOrg(seed = 1, path?: string) {
	const random = seededRandom(seed);
	const clock = handClock();
	const folder = path === undefined ? temporaryFolder() : undefined;
	const file = path ?? join(folder?.path ?? '', 'org.sqlite');
	const commits: Commit[] = [];
	const org = newId(seededRandom(7).bytes);
	const open = () =>
		new OrgUnit({
			org,
			database: openDatabase(file, ORG_MIGRATIONS),
			now: clock.now,
			defer: (run) => setImmediate(run),
			randomClient: () => Math.floor(random.next() * 0xffff_ffff),
			onCommit: (commit) => commits.push(commit)
		});
	const unit = open();
	const admin = newId(random.bytes);
	const submitAs = (
		target: OrgUnit,
		device: PaperDevice,
		...changes: Change[]
	): Promise<readonly Settled[]> =>
		target.submit({
			sender: { author: device.person, device: device.device, revoked: false },
			entries: changes
		});
	return {
		random,
		clock,
		file,
		org,
		unit,
		open,
		commits,
		admin,
		submitAs,
		device: (person: string) => new PaperDevice(person, random, clock.now),
		remove: () => folder?.remove()
	};
}
