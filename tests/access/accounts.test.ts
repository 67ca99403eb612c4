import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { newDeviceId, newId } from '#lib/domain/ids.ts';
import { makeStamp } from '#lib/domain/stamp.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { readFrame, writeFrame } from '#lib/protocol/mux.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import { anOrganisation, startServer, until, type TestPerson } from '../support/server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0)) await clean();
});

async function aServer() {
	const test = await startServer();
	cleanups.push(() => test.remove());
	return test;
}
const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

/** Says hello as a device does and gives the type of the answer, or the code of the close. */
async function hello(url: string, person: TestPerson, device: string): Promise<string | number> {
	const socket = new WebSocket(`${url}/sync`, {
		headers: { cookie: person.cookie, origin: url.replace(/^ws/, 'http') }
	});
	let answer: string | number | undefined;
	const message = { type: 'hello', device, protocol: PROTOCOL_VERSION, sentMs: 1 };
	socket.on('open', () =>
		socket.send(writeFrame({ op: 'control', text: JSON.stringify(message) }))
	);
	socket.on('message', (bytes: Buffer) => {
		const frame = readFrame(new Uint8Array(bytes));
		if (frame?.op === 'control') answer ??= (JSON.parse(frame.text) as { type: string }).type;
	});
	socket.on('close', (code) => (answer ??= code));
	await until(() => answer !== undefined);
	socket.terminate();
	return answer ?? '';
}

describe('accounts and the organisations they belong to', () => {
	it('refuses a user name that somebody in another organisation has', async () => {
		const test = await aServer();
		const first = await anOrganisation(test, [{ role: 'org-admin', userName: 'nadia' }], () => []);
		const second = await anOrganisation(test, [{ role: 'org-admin' }], () => []);
		const create = (userName: string) =>
			submitAutomation(second.unit, '~test', [
				{
					type: 'person.create',
					target: `person.${newId(random)}`,
					body: { name: 'Nadia', role: 'agent', userName }
				}
			]);
		expect((await create('Nadia'))[0]?.verdict).toMatchObject({ ok: false, reason: 'name-taken' });
		expect((await create('nadia.two'))[0]?.verdict).toEqual({ ok: true });
		expect(first.unit.world.directory.isNameTaken('nadia', '')).toBe(true);
	});

	it('says of a name that is taken neither where nor by whom, and that to administrators only', async () => {
		const test = await aServer();
		const people = [{ role: 'org-admin', userName: 'own' }, { role: 'agent' }];
		const { unit, founded } = await anOrganisation(test, people, () => []);
		await anOrganisation(test, [{ role: 'org-admin', userName: 'far' }], () => []);
		const ask = async (by: string, userName: string) => {
			const device = newDeviceId(random);
			const target = `person.${newId(random)}`;
			const body = { name: 'Nadia', role: 'agent', userName };
			const at = makeStamp(Date.now(), 0, `${device}00`);
			const change = { id: newId(random), v: 1, type: 'person.create', target, saw: [], at, body };
			const sender = { author: by, device, revoked: false };
			return (await unit.submit({ sender, entries: [change] }))[0]?.verdict;
		};
		const [admin = '', agent = ''] = founded.map(({ id }) => id);
		const taken = (name: string) => ({ ok: false, reason: 'name-taken', detail: { name } });
		expect(await ask(admin, 'far')).toEqual(taken('far'));
		expect(await ask(admin, 'own')).toEqual(taken('own'));
		for (const name of ['far', 'own', 'free'])
			expect(await ask(agent, name)).toMatchObject({ ok: false, reason: 'role' });
	});

	it('knows which device a session runs on, and keeps others off it', async () => {
		const test = await aServer();
		const { people } = await anOrganisation(
			test,
			[{ role: 'agent' }, { role: 'org-admin' }],
			() => []
		);
		const [one, other] = people;
		if (one === undefined || other === undefined) throw new Error('two people were made');
		const device = newDeviceId(random);
		expect(await hello(test.socketUrl, one, device)).toBe('welcome');
		const resolution = await test.server.access.sessions.resolve(one.cookie);
		expect(resolution).toMatchObject({ kind: 'active', session: { deviceId: device } });
		expect(await hello(test.socketUrl, other, device)).toBeTypeOf('number');
	});
});
