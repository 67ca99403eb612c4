import { describe, expect, it } from 'vitest';
import type { WhoAnswer } from '#lib/protocol/rest.ts';
import { api } from './api.ts';
import type { Api, ApiResult, FailureCode } from './api.ts';
import { Session } from './session.svelte.ts';

const ann: WhoAnswer = {
	login: { id: 'l1', userName: 'ann', email: null, isPlatformAdmin: false },
	org: { id: 'o1', slug: 'acme', name: 'Acme' },
	person: { id: 'p1', name: 'Ann Brook', role: 'agent' },
	memberships: [],
	session: { publicId: 's1', expiresAt: 9_000 },
	isDemo: false,
	deviceLeaseDays: 3,
	serverTimeMs: 1_000
};

function aDevice() {
	const texts = new Map<string, string>();
	return {
		texts,
		get length() {
			return texts.size;
		},
		key: (index: number) => [...texts.keys()][index] ?? null,
		getItem: (key: string) => texts.get(key) ?? null,
		setItem: (key: string, value: string) => void texts.set(key, value),
		removeItem: (key: string) => void texts.delete(key)
	};
}

function aServer() {
	let knows = true;
	let reachable = true;
	const signedOut: number[] = [];
	const answer = <Value>(value: Value): ApiResult<Value> => {
		const code: FailureCode | null = !reachable ? 'network' : knows ? null : 'session-missing';
		return code === null ? { ok: true, value } : { ok: false, code };
	};
	const routes: Api = {
		...api,
		whoAmI: async () => answer(ann),
		signIn: async () => {
			knows = true;
			return answer(ann);
		},
		signOut: async () => {
			const told = answer<true>(true);
			if (told.ok) {
				knows = false;
				signedOut.push(1);
			}
			return told;
		}
	};
	return {
		routes,
		signedOut,
		forget: () => (knows = false),
		cut: () => (reachable = false),
		join: () => (reachable = true)
	};
}

describe('a session', () => {
	it('is known again when the app starts without a network', async () => {
		const device = aDevice();
		const server = aServer();
		await new Session(server.routes, device, () => 5).start();
		server.cut();
		const later = new Session(server.routes, device, () => 6);
		await later.start();
		expect(later.phase).toBe('signed-in');
		expect(later.me).toMatchObject({ name: 'Ann Brook', confirmedAt: 5 });
	});

	it('that the server forgot expires, and work goes on', async () => {
		const device = aDevice();
		const server = aServer();
		const session = new Session(server.routes, device, () => 5);
		await session.start();
		server.forget();
		await session.confirm();
		expect(session.phase).toBe('expired');
		expect(session.me?.personId).toBe('p1');
		await session.signIn({ name: 'ann', password: 'x' });
		expect(session.phase).toBe('signed-in');
	});

	it('is signed out where nobody was signed in', async () => {
		const server = aServer();
		server.forget();
		const session = new Session(server.routes, aDevice(), () => 5);
		await session.start();
		expect(session.phase).toBe('signed-out');
	});

	it('ended offline is ended on the server when it can be reached again', async () => {
		const device = aDevice();
		const server = aServer();
		const session = new Session(server.routes, device, () => 5);
		await session.start();
		server.cut();
		expect(await session.signOut()).toBe(false);
		server.join();
		const later = new Session(server.routes, device, () => 6);
		await later.start();
		expect(server.signedOut).toHaveLength(1);
		expect(later.phase).toBe('signed-out');
		expect([...device.texts.keys()]).toEqual([]);
	});

	it('lets others seal their work before the person is forgotten', async () => {
		const server = aServer();
		const session = new Session(server.routes, aDevice(), () => 5);
		await session.start();
		const seen: (string | undefined)[] = [];
		session.onSignOut(() => void seen.push(session.me?.personId));
		await session.signOut();
		expect(seen).toEqual(['p1']);
	});

	it('leaves neither a name nor a draft on a device that was wiped', async () => {
		const device = aDevice();
		const session = new Session(aServer().routes, device, () => 5);
		await session.start();
		device.setItem('offhook.draft.p1.ticket.t1.text', 'Dear customer');
		device.setItem('offhook.draft.p1.channel.c1', 'Anybody?');
		device.setItem('offhook.draft.p2.channel.c1', 'Somebody else');
		device.setItem('offhook.theme', 'dark');
		session.forget();
		expect([...device.texts.keys()]).toEqual(['offhook.draft.p2.channel.c1', 'offhook.theme']);
		expect(session.me?.name).toBe('Ann Brook');
	});

	it('knows what would be lost, and takes the drafts of whoever signs out along', async () => {
		const device = aDevice();
		const session = new Session(aServer().routes, device, () => 5);
		await session.start();
		device.setItem('offhook.draft.p1.ticket.t1.kind', 'note');
		device.setItem('offhook.draft.p2.ticket.t1.text', 'Of somebody else');
		expect(session.hasBegunToWrite()).toBe(false);
		device.setItem('offhook.draft.p1.ticket.t1.text', 'Dear customer');
		expect(session.hasBegunToWrite()).toBe(true);
		await session.signOut();
		expect(session.hasBegunToWrite()).toBe(false);
		device.removeItem('offhook.draft.p2.ticket.t1.text');
		expect([...device.texts.keys()]).toEqual([]);
	});

	it('is left alone by a tab in which somebody else had been before', async () => {
		const [device, server] = [aDevice(), aServer()];
		const before = new Session(server.routes, device, () => 5);
		await before.start();
		const bo: WhoAnswer = { ...ann, person: { id: 'p2', name: 'Bo Lind', role: 'agent' } };
		const now = new Session(server.routes, device, () => 6);
		now.adopt(bo);
		expect(await before.signOut()).toBe(true);
		expect([before.phase, before.me]).toEqual(['signed-out', null]);
		expect(server.signedOut).toEqual([]);
		const later = new Session(server.routes, device, () => 7);
		server.cut();
		await later.start();
		expect(later.me?.name).toBe('Bo Lind');
	});
});
