import type { seededRandom } from '../support/org.ts';
import type { StepKind } from './kinds.ts';
import type { Network } from './network.ts';
import type { Profile } from './profile.ts';
import type { SimulatedServer } from './server.ts';

/** What faults befall. */
export interface World {
	readonly network: Network;
	readonly server: SimulatedServer;
	readonly random: ReturnType<typeof seededRandom>;
}

type Fault = (profile: Profile, world: World) => boolean | Promise<boolean>;
type FaultKind = Exclude<StepKind, 'act'>;

const upTo = ({ random }: World, limit: number): number => Math.floor(random.next() * limit);

/** A fault that always happens. */
const always =
	(run: (profile: Profile, world: World) => void): Fault =>
	(profile, world) => {
		run(profile, world);
		return true;
	};

const onLine: Record<
	'partition' | 'half-open' | 'late-bytes' | 'loss' | 'reorder' | 'duplicate' | 'join',
	Fault
> = {
	partition: always(({ name }, { network }) => network.cut(name)),
	'half-open': always(({ name }, { network }) => network.cut(name, true)),
	// The device is back on a new line before the old one's bytes have arrived.
	'late-bytes': always(({ name }, world) => world.network.drop(name, 500 + upTo(world, 3_000))),
	loss: always(({ name }, { network }) => network.disturb(name, 'loss', 3_000)),
	reorder: always(({ name }, { network }) => network.disturb(name, 'reorder', 3_000)),
	duplicate: always(({ name }, { network }) => network.disturb(name, 'duplicate', 3_000)),
	join: always((profile, { network, server }) => {
		network.join(profile.name);
		profile.disk.mend();
		if (!server.isUp) server.restart();
		// The new version of the app has come.
		if (profile.mode === 'update-needed') profile.renew();
	})
};

const onServer: Record<'crash' | 'crash-at-commit' | 'backup' | 'restore', Fault> = {
	crash: always((_, { server }) => server.crash()),
	'crash-at-commit': always((_, { server }) => server.dieAtNextCommit()),
	backup: (_, { server }) => {
		if (server.isUp) server.backup();
		return server.isUp;
	},
	restore: (_, { server }) => server.restore()
};

const onBrowser: Record<
	'tab-death' | 'second-tab' | 'clock-jump' | 'compare' | 'revoke' | 'previous-version',
	Fault
> = {
	'tab-death': (profile) => {
		const tab = profile.tabs[0];
		tab?.kill();
		return tab !== undefined;
	},
	'second-tab': (profile) => {
		if (profile.tabs.length !== 1) return false;
		profile.beginTab();
		return true;
	},
	'clock-jump': always((profile, { random }) => {
		profile.skewMs = Math.floor((random.next() - 0.5) * 7_200_000);
	}),
	compare: (profile) => {
		for (const { device } of profile.tabs)
			for (const replica of device.replicas.allOpen()) replica.compare();
		return profile.tabs.length > 0;
	},
	revoke: (profile, { server }) => {
		if (profile.mode !== 'normal') return false;
		profile.mode = 'deliver-only';
		server.endSession(profile.session);
		return true;
	},
	// A browser that still runs the app from before the last update, as the server sees it.
	'previous-version': (profile, { network }) => {
		if (profile.mode !== 'normal') return false;
		profile.mode = 'update-needed';
		network.drop(profile.name);
		return true;
	}
};

const onDisk: Record<'quota' | 'hanging-disk' | 'disk-cut' | 'rot', Fault> = {
	quota: always(({ disk }) => disk.fill()),
	'hanging-disk': always(({ disk }) => disk.hang()),
	'disk-cut': (profile, world) => {
		profile.disk.cutAfter(upTo(world, 40));
		return true;
	},
	rot: async (profile) => {
		if (!profile.disk.isWell) return false;
		profile.disk.cut();
		return profile.rotSomething();
	}
};

const FAULTS: Record<FaultKind, Fault> = { ...onLine, ...onServer, ...onBrowser, ...onDisk };

/** Lets a fault befall a profile or the server; false when it could not happen. */
export function befall(
	kind: FaultKind,
	profile: Profile,
	world: World
): boolean | Promise<boolean> {
	return FAULTS[kind](profile, world);
}
