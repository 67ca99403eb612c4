import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import { readFrame } from '#lib/protocol/mux.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { databaseName } from '#lib/sync/databases.ts';
import type { Environment } from '#lib/sync/environment.ts';
import type { StoreProblem } from '#lib/sync/store-watch.ts';
import { openTestDesk, testLocks, Wire } from '../support/desk.ts';
import { rot } from '../support/rot.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let org: Awaited<ReturnType<typeof anOrganisation>>;
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
	test = await startServer();
	org = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], ([a = '', b = '']) => [
		{ name: 'One', members: [a, b], supervisors: [] }
	]);
});
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});
afterAll(() => test.remove());

async function desk(index = 0, environment: Partial<Environment> = {}, wire = new Wire()) {
	const person = org.people[index];
	if (person === undefined) throw new Error('no such person');
	const made = await openTestDesk(test, person, 'agent', { wire, environment });
	undo.push(() => made.desk.close());
	await until(() => made.desk.ready);
	return { ...made, person };
}
type TestDesk = Awaited<ReturnType<typeof desk>>;

const hub = () => test.server.orgs.get(org.org).hub;

/** A ticket on this desk, open, with everything receipted. */
async function aTicket({ desk: alice, device }: TestDesk) {
	const id = alice.newId();
	const ref = entityRef('ticket', id);
	alice.change('ticket.create', ref, { team: org.teams[0] as TeamId, subject: 'As it was' });
	const view = openThread(alice.threads, `ticket.${id}`);
	await until(() => view.status === 'ready' && alice.waiting === 0 && view.live);
	await until(() => device.replicas.opened(ref)?.doc !== undefined);
	return { id, ref, view };
}

function replicaOf({ device }: TestDesk, name: string) {
	const replica = device.replicas.opened(name);
	if (replica === undefined) throw new Error(`${name} is not open`);
	return replica;
}

const subjectOf = (desk: TestDesk, name: string) =>
	replicaOf(desk, name).doc?.getMap<[unknown, string]>('cells').get('subject')?.[0];

/** What rests for a minute, in no time. */
function rest({ device }: TestDesk): void {
	device.replicas.compare();
	device.replicas.compare();
}

/** A ticket whose subject is lost from the disk while its device is off. */
async function aRottenTicket() {
	const before = await desk();
	const { ref } = await aTicket(before);
	await replicaOf(before, ref).flushed();
	const { generation } = replicaOf(before, ref);
	await before.desk.close();
	undo.length = 0;
	await rot(indexedDB, databaseName(before.device.id, `${ref}.${generation}`), (root) =>
		root('cells').delete('subject')
	);
	return ref;
}

describe('a copy on a device, compared with the server’s document', () => {
	it('[CP4] that rotted on the disk is taken anew, and both sides count it', async () => {
		const ref = await aRottenTicket();

		const after = await desk();
		const counted = { device: after.device.replicas.differences, server: hub().differences };
		openThread(after.desk.threads, ref as never);
		await until(() => replicaOf(after, ref).isLive);
		// As state vectors go, nothing is missing.
		expect(subjectOf(after, ref)).toBeUndefined();
		const others = after.device.replicas.allOpen().filter(({ name }) => name !== ref);
		const documents = others.map(({ doc }) => doc);
		const entries = after.device.outboxes.all.map(({ entries }) => entries.length);

		rest(after);
		await until(() => subjectOf(after, ref) === 'As it was' && replicaOf(after, ref).isLive);
		expect(after.device.replicas.differences).toBe(counted.device + 1);
		expect((await after.desk.storage.inspect()).differences).toBe(counted.device + 1);
		await until(() => hub().differences === counted.server + 1);
		expect(others.map(({ doc }) => doc)).toEqual(documents);
		expect(after.device.outboxes.all.map(({ entries }) => entries.length)).toEqual(entries);
		await replicaOf(after, ref).flushed();
		await after.desk.close();
		undo.length = 0;

		const again = await desk();
		openThread(again.desk.threads, ref as never);
		await until(() => replicaOf(again, ref).doc !== undefined);
		expect(subjectOf(again, ref)).toBe('As it was');
	});

	it('[CP4] that rotted, with a second tab on the same disk: both are mended, and go on', async () => {
		const ref = await aRottenTicket();
		const locks = testLocks();
		const [one, two] = [await desk(0, { locks }), await desk(0, { locks })];
		const problems: StoreProblem[] = [];
		const stop = one.watch.onProblem((problem) => problems.push(problem));
		for (const tab of [one, two]) openThread(tab.desk.threads, ref as never);
		await until(() => replicaOf(one, ref).isLive && replicaOf(two, ref).isLive);
		rest(one);
		await until(() => subjectOf(one, ref) === 'As it was');
		one.desk.change('ticket.field', ref, { field: 'priority', value: 'urgent' });
		await until(() => one.desk.waiting === 0);
		rest(two);
		await until(() => subjectOf(two, ref) === 'As it was');
		for (const tab of [one, two]) {
			await until(
				() =>
					replicaOf(tab, ref).isLive &&
					replicaOf(tab, ref).rev === hub().source('ticket').head(ref)?.rev
			);
			await replicaOf(tab, ref).flushed();
		}
		stop();
		expect(problems).toEqual([]);
	});

	it('[CP4] that missed an update is taken anew', async () => {
		let isLosing = false;
		const wire = new Wire();
		const person = org.people[0];
		if (person === undefined) throw new Error('no such person');
		const deaf = await desk(0, {
			connect: (url) => losing(wire.connect(test, person, url), () => isLosing)
		});
		const { ref } = await aTicket(deaf);
		const other = await desk(1);
		isLosing = true;
		const made = other.desk.change('ticket.field', ref, { field: 'priority', value: 'urgent' });
		expect(made.verdict.ok).toBe(true);
		await until(() => other.desk.waiting === 0);
		// The line is alive all the while: a ping of the device was answered.
		const heard = deaf.device.mux.lastHeardMs;
		deaf.device.mux.sendControl({ type: 'ping', sentMs: heard });
		await until(() => deaf.device.mux.lastHeardMs > heard);
		isLosing = false;
		expect(replicaOf(deaf, ref).isLive).toBe(true);
		const before = hub().differences;
		replicaOf(deaf, ref).compare();
		await until(() => hub().differences === before + 1);
		await until(() => replicaOf(deaf, ref).rev === hub().source('ticket').head(ref)?.rev);
	});

	it('[CP5] is never found different while others write, however often it is asked', async () => {
		const [alice, bob] = [await desk(0), await desk(1)];
		const { ref } = await aTicket(alice);
		openThread(bob.desk.threads, ref as never);
		await until(() => replicaOf(bob, ref).isLive);
		const before = hub().differences;
		for (let turn = 0; turn < 60; turn += 1) {
			bob.desk.change('message.add', ref, { kind: 'note', text: `${turn}` });
			alice.desk.change('ticket.field', ref, { field: 'subject', value: `${turn}` });
			for (const tab of [alice, bob])
				for (const replica of tab.device.replicas.allOpen()) replica.compare();
			await new Promise((resolve) => setImmediate(resolve));
		}
		await until(() => alice.desk.waiting === 0 && bob.desk.waiting === 0);
		// The answer to this one comes after those to all the others.
		for (const tab of [alice, bob]) {
			const heard = tab.device.mux.lastHeardMs;
			tab.device.mux.sendControl({ type: 'ping', sentMs: heard });
			await until(() => tab.device.mux.lastHeardMs > heard);
		}
		expect(hub().differences).toBe(before);
	});
});

/** A socket that loses what documents are told while `isLosing`, and nothing else. */
function losing(socket: WebSocket, isLosing: () => boolean): WebSocket {
	return new Proxy(socket, {
		set(target, key, value: unknown) {
			if (key !== 'onmessage' || typeof value !== 'function')
				return Reflect.set(target, key, value, target);
			target.onmessage = (event: MessageEvent<ArrayBuffer>) => {
				const frame = readFrame(new Uint8Array(event.data));
				if (!(isLosing() && frame?.op === 'data')) value(event);
			};
			return true;
		},
		get(target, key) {
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
}
