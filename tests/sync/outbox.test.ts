import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newDeviceId, type TeamId } from '#lib/domain/ids.ts';
import { readRefusals } from '#lib/documents/user-doc.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { writeUpdate } from '../../sync-server/socket/sync-messages.ts';
import { isCovered, muxClient, type MuxClient, type RawChannel } from '../support/mux-client.ts';
import { PaperDevice, seededRandom } from '../support/org.ts';
import { anOrganisation, startServer, until, type TestServer } from '../support/server.ts';

let test: TestServer;
let desk: Awaited<ReturnType<typeof anOrganisation>>;
let paper: PaperDevice;
let random = seededRandom(1);
const clients: MuxClient[] = [];

beforeEach(async () => {
	test = await startServer();
	desk = await anOrganisation(test, [{ role: 'agent' }, { role: 'agent' }], (ids) => [
		{ name: 'One', members: ids, supervisors: [] }
	]);
	random = seededRandom(Date.now());
	paper = new PaperDevice(person(0).id, random, Date.now);
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.end();
	await test.remove();
});

const person = (index: number) => desk.people[index] ?? { id: '', org: '', cookie: '' };
const outbox = () => outboxName(paper.device, 0);
const aTicket = (subject = 'A') =>
	paper.change('ticket.create', `ticket.${paper.newId()}`, {
		team: desk.teams[0] as TeamId,
		subject
	});
const exists = (target: string) => desk.unit.world.ticket(target) !== undefined;
const stored = () => desk.unit.store.vector(paper.device, 0);

async function aTab(): Promise<MuxClient> {
	const client = await muxClient(test, person(0));
	clients.push(client);
	await client.hello(paper.device);
	return client;
}

/** Makes the log refuse these changes, as a full or broken disk would. */
function breakDisk(when: string): () => void {
	const { database } = desk.unit.store;
	database.exec(
		`CREATE TRIGGER broken BEFORE INSERT ON changes WHEN ${when}
		BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END`
	);
	return () => database.exec('DROP TRIGGER broken');
}

/** The updates that append these changes one after another. */
function updatesOf(channel: RawChannel, changes: readonly unknown[]): Uint8Array[] {
	return changes.map((change) => {
		const before = Y.encodeStateVector(channel.doc);
		channel.doc.getArray('changes').push([change]);
		return Y.encodeStateAsUpdate(channel.doc, before);
	});
}

describe('the desk where outboxes are handed in', () => {
	it('[OB1] gives the receipt after the commit, and after what it changed in documents', async () => {
		const tab = await aTab();
		const team = await tab.read(`team.${desk.teams[0]}`);
		const out = await tab.read(outbox());
		const create = aTicket();
		const seen = team.updates.length;
		const order: string[] = [];
		tab.socket.on('message', () => {
			if (isCovered(out)) order.push('receipt');
			else if (team.updates.length > seen) order.push('document');
		});
		tab.append(out, create);
		await until(() => order.includes('receipt'));
		expect(order[0]).toBe('document');
		expect(exists(create.target)).toBe(true);
		expect(stored()).toBeDefined();
	});

	it('[OB2] asks again when an update lacks the one before it', async () => {
		const tab = await aTab();
		const out = await tab.read(outbox());
		const [first, second] = updatesOf(out, [aTicket(), aTicket()]);
		const seen = out.receipts;
		tab.say(out, writeUpdate(second ?? new Uint8Array()));
		await until(() => out.receipts > seen);
		expect(out.closed).toBeUndefined();
		expect(isCovered(out)).toBe(false);
		tab.say(out, writeUpdate(first ?? new Uint8Array()));
		tab.say(out, writeUpdate(second ?? new Uint8Array()));
		await tab.receipted(out);
		expect(desk.unit.projector.content(`team.${desk.teams[0]}`)?.rows).toHaveProperty([
			aTicketId(out, 1)
		]);
	});

	it('[OB3] tells all tabs of a device what is durable', async () => {
		const [one, two] = [await aTab(), await aTab()];
		const [mine, theirs] = [await one.read(outbox()), await two.read(outbox())];
		one.append(mine, aTicket());
		await one.receipted(mine);
		await until(() => theirs.receipt.get(mine.doc.clientID) === 1);
		two.append(theirs, aTicket());
		await two.receipted(theirs);
		await until(() => mine.receipt.size === 2);
		expect(mine.receipt).toEqual(theirs.receipt);
	});

	it('[OB4] closes an outbox for bytes it does not take, and takes nothing of them', async () => {
		const tab = await aTab();
		const out = await tab.read(outbox());
		out.doc.getArray('changes').push([aTicket()]);
		out.doc.getArray('changes').delete(0, 1);
		tab.say(out, writeUpdate(Y.encodeStateAsUpdate(out.doc)));
		await until(() => out.closed !== undefined);
		expect(out.closed?.code).toBe(CLOSE.badUpdate);
		expect(stored()).toBeUndefined();
		expect(tab.closed).toBeUndefined();
	});

	it('[OB4] closes an outbox for more entries than one holds', async () => {
		const tab = await aTab();
		const out = await tab.read(outbox());
		tab.append(out, ...Array.from({ length: 1_001 }, (_, index) => index));
		await until(() => out.closed !== undefined);
		expect(out.closed?.code).toBe(CLOSE.full);
	});

	it('[OB5] takes an entry once, however often it is sent', async () => {
		const tab = await aTab();
		const create = aTicket();
		const out = await tab.deliver(paper.device, [create]);
		const rev = desk.unit.rev;
		for (let time = 0; time < 3; time += 1)
			tab.say(out, writeUpdate(Y.encodeStateAsUpdate(out.doc)));
		const again = await tab.deliver(paper.device, [create], 1);
		expect(again.closed).toBeUndefined();
		expect(desk.unit.rev).toBe(rev + 1);
		expect([...desk.unit.store.log()].filter(({ id }) => id === create.id)).toHaveLength(1);
	});

	it('[OB6] closes the socket when a commit fails; what was sent comes again', async () => {
		const mend = breakDisk(`NEW.type = 'ticket.create'`);
		const tab = await aTab();
		const out = await tab.read(outbox());
		const create = aTicket();
		const update = tab.append(out, create);
		expect((await tab.ended()).code).toBe(CLOSE.restarting);
		expect(exists(create.target)).toBe(false);
		expect(stored()).toBeUndefined();
		mend();
		const later = await aTab();
		const again = await later.read(outbox());
		expect(again.receipt.size).toBe(0);
		Y.applyUpdate(again.doc, update);
		later.say(again, writeUpdate(update));
		await later.receipted(again);
		expect(exists(create.target)).toBe(true);
	});

	it('[OB7] covers with no receipt what failed before the rest of its outbox', async () => {
		const [first, second] = [aTicket('first'), aTicket('second')];
		const mend = breakDisk(`NEW.id = '${first.id}'`);
		const tab = await aTab();
		const out = await tab.read(outbox());
		for (const update of updatesOf(out, [first, second])) tab.say(out, writeUpdate(update));
		await tab.ended();
		await until(() => desk.unit.backlog === 0);
		expect(stored()).toBeUndefined();
		mend();
		const later = await aTab();
		const again = await later.read(outbox());
		expect(again.receipt.size).toBe(0);
		Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(out.doc));
		later.say(again, writeUpdate(Y.encodeStateAsUpdate(out.doc)));
		await later.receipted(again);
		expect([first, second].every(({ target }) => exists(target))).toBe(true);
	});

	it('[OB7] lets what failed in one outbox hold up no other', async () => {
		const bad = aTicket();
		breakDisk(`NEW.id = '${bad.id}'`);
		const [tab, other] = [await aTab(), await aTab()];
		const [broken, fine] = [
			await tab.read(outbox()),
			await other.read(outboxName(paper.device, 1))
		];
		const good = aTicket();
		tab.append(broken, bad);
		other.append(fine, good);
		await tab.ended();
		await other.receipted(fine);
		expect(isCovered(fine)).toBe(true);
		expect(exists(good.target)).toBe(true);
	});

	it('[OB8] keeps and refuses what an ended session still delivers', async () => {
		const { sessions } = test.server.access;
		const known = await sessions.resolve(person(0).cookie);
		if (known.kind !== 'active') throw new Error('signed in');
		sessions.endOne(known.session.loginId, known.session.publicId, 'ended-by-person');
		const tab = await aTab();
		expect(tab.welcome).toMatchObject({ mode: 'deliver-only' });
		const document = await tab.read(`team.${desk.teams[0]}`);
		expect(document.closed?.code).toBe(CLOSE.forbidden);
		expect(document.updates).toEqual([]);
		const create = aTicket();
		const out = await tab.deliver(paper.device, [create]);
		expect(isCovered(out)).toBe(true);
		expect(exists(create.target)).toBe(false);
		expect(desk.unit.store.change(create.id)).toMatchObject({
			refusal: 'revoked',
			body: JSON.stringify(create.body)
		});
		const content = desk.unit.projector.content(`user.${person(0).id}`)?.refusals ?? {};
		expect(content[create.id]).toMatchObject({ reason: 'revoked' });
	});

	it('[OB9] names the author and the device itself, whatever the bytes say', async () => {
		const tab = await aTab();
		const forged = { ...aTicket(), by: person(1).id };
		const elsewhere = newDeviceId(random.bytes);
		const foreign = { ...aTicket(), at: aTicket().at.replace(paper.device, elsewhere) };
		const honest = aTicket();
		await tab.deliver(paper.device, [forged, foreign, honest]);
		expect(exists(forged.target)).toBe(false);
		expect(exists(foreign.target)).toBe(false);
		expect(desk.unit.store.change(honest.id)).toMatchObject({
			author: person(0).id,
			device: paper.device
		});
		const user = await tab.read(`user.${person(0).id}`);
		expect([...readRefusals(user.doc).values()].map(({ reason }) => reason)).toEqual([
			'malformed',
			'malformed'
		]);
	});
});

function aTicketId({ doc }: RawChannel, index: number): string {
	const change = doc.getArray<{ target: string }>('changes').get(index);
	return change.target.slice('ticket.'.length);
}
