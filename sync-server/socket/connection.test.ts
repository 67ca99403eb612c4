import { afterEach, describe, expect, it } from 'vitest';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { readServerControl, type ServerControl } from '#lib/protocol/control.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';
import { newId } from '#lib/domain/ids.ts';
import { seededRandom, testOrg } from '../../tests/support/org.ts';
import { found } from '../pipeline/founding.ts';
import { Connection } from './connection.ts';
import { OrgHub } from './org-hub.ts';
import type { Identity } from './peer.ts';
import { StockConnection } from './stock-connection.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

/** A connection without a network; `buffered` is what the peer has not read yet. */
async function aConnection(mode: Identity['mode'] = 'normal') {
	const world = testOrg();
	cleanups.push(world.remove);
	const { unit, org, clock, admin: person, device } = world;
	const ada = { id: person, name: 'Ada', role: 'org-admin', userName: 'ada', email: null };
	const team = {
		id: newId(seededRandom(3).bytes),
		name: 'One',
		color: 0,
		members: [person],
		supervisors: []
	};
	await found(unit, { name: 'Test', people: [ada], teams: [team] });
	const later: (() => void)[] = [];
	const after = (_ms: number, run: () => void) => void later.push(run);
	const hub = new OrgHub(unit, { now: clock.now, after });
	const frames: MuxFrame[] = [];
	const state = { buffered: 0, closed: 0 };
	const options = {
		hub,
		identity: { org, person, session: 's', mode },
		peer: {
			send(...pieces: Uint8Array[]) {
				const frame = readFrame(Buffer.concat(pieces));
				if (frame !== undefined) frames.push(frame);
			},
			close: (code: number) => void (state.closed = code),
			buffered: () => state.buffered
		},
		now: clock.now
	};
	const connection = new Connection(options);
	const { device: deviceId } = device(person);
	const say = (frame: MuxFrame) => connection.receive(writeFrame(frame));
	const hello = { type: 'hello', device: deviceId, protocol: PROTOCOL_VERSION, sentMs: 1 };
	say({ op: 'control', text: JSON.stringify(hello) });
	const controls = () =>
		frames.flatMap((frame): ServerControl[] => {
			const message = frame.op === 'control' ? readServerControl(frame.text) : undefined;
			return message?.ok ? [message.value] : [];
		});
	return {
		...world,
		team: team.id,
		later,
		options,
		hub,
		person,
		connection,
		deviceId,
		say,
		frames,
		state,
		controls
	};
}

const MODES = ['update-needed', 'deliver-only'] as const;

describe('one connection', () => {
	it('[SO11] is cut off when it reads too slowly, and is told nothing more', async () => {
		const { say, state, frames, person, hub } = await aConnection();
		say({ op: 'open', channel: 1, name: `user.${person}` });
		state.buffered = 100_000_000;
		const seen = frames.length;
		say({ op: 'open', channel: 2, name: `user.${person}` });
		expect(state.closed).toBe(CLOSE.limit);
		expect(frames).toHaveLength(seen);
		expect(hub.clients.size).toBe(0);
	});

	it('[SO11] holds for a stock client, too', async () => {
		const { options, state, person, hub } = await aConnection();
		state.buffered = 100_000_000;
		const stock = new StockConnection(options, `user.${person}`);
		stock.receive(new Uint8Array([0, 0, 1, 0]));
		expect(state.closed).toBe(CLOSE.limit);
		expect(hub.clients.size).toBe(1);
	});

	it.each(MODES)(
		'[SO12] opens outboxes and nothing else while it is %s, and keeps what the device has',
		async (mode) => {
			const { say, frames, person, deviceId, controls, org } = await aConnection(mode);
			expect(controls()[0]).toMatchObject({ type: 'welcome', mode });
			say({ op: 'open', channel: 1, name: `user.${person}` });
			say({ op: 'open', channel: 2, name: outboxName(deviceId, 0) });
			expect(frames.slice(1)).toMatchObject([
				{ op: 'close', channel: 1, code: CLOSE.forbidden },
				{ op: 'opened', channel: 2 }
			]);
			const documents = [{ name: `workspace.${org}.1`, rev: 1 }];
			say({ op: 'control', text: JSON.stringify({ type: 'holds', documents }) });
			expect(controls()[1]).toMatchObject({ keep: [`workspace.${org}.1`], erase: [] });
		}
	);

	it('[SO18] makes a team ready for writing, unless everybody has left it by then', async () => {
		const { say, team, later, unit, hub } = await aConnection();
		later.length = 0;
		const name = `team.${team}`;
		say({ op: 'open', channel: 1, name });
		expect(later).toHaveLength(1);
		later[0]?.();
		expect(unit.projector.content(name)?.meta).toMatchObject({ schema: PROTOCOL_VERSION });
		say({ op: 'close', channel: 1, code: 1000, reason: '' });
		say({ op: 'open', channel: 2, name });
		for (const client of hub.clients) client.disconnect(CLOSE.revoked, '');
		await unit.close();
		for (const run of later) run();
	});

	it('[SO13] hears of a new generation on each open channel, whose old one is closed', async () => {
		const { say, frames, person, unit, hub, commits } = await aConnection();
		say({ op: 'open', channel: 1, name: `user.${person}` });
		commits.length = 0;
		unit.regenerateAll();
		for (const commit of commits) hub.announce(commit);
		expect(frames.at(-1)).toMatchObject({ op: 'close', channel: 1, code: CLOSE.replaced });
	});
});
