import { describe, expect, it } from 'vitest';
import type { RequestAnswer, RequestMessage } from '#lib/protocol/portal.ts';
import type { FailureCode } from '#lib/session/api.ts';
import { toBase32 } from '#lib/domain/ids.ts';
import { Kept, type KeptStore } from './kept.ts';
import type { Answer, PortalApi } from './portal-api.ts';
import { Notices, type Outside } from './notices.svelte.ts';
import { PORTAL } from './place.ts';
import { Portal } from './portal.svelte.ts';
import { oneLine } from './waiting.ts';

/** A device's storage that outlives a portal. */
function aStore(): KeptStore & { readonly entries: Map<string, string> } {
	const entries = new Map<string, string>();
	return {
		entries,
		get length() {
			return entries.size;
		},
		key: (index) => [...entries.keys()][index] ?? null,
		getItem: (key) => entries.get(key) ?? null,
		setItem: (key, value) => void entries.set(key, value),
		removeItem: (key) => void entries.delete(key)
	};
}

/** A server that takes each change once, and may be out of reach or lose its answers. */
class Desk implements PortalApi {
	readonly requests = new Map<string, RequestAnswer>();
	readonly taken: string[] = [];
	/** What goes wrong: before the server has it, or after. */
	trouble: { readonly code: FailureCode; readonly isTaken?: true } | null = null;
	#ms = 1_000;

	async list(): ReturnType<PortalApi['list']> {
		if (this.trouble) return { ok: false, code: this.trouble.code };
		return this.#give({ requests: [...this.requests.values()], next: null, open: true });
	}

	async read(id: string): ReturnType<PortalApi['read']> {
		const request = this.requests.get(id);
		if (this.trouble) return { ok: false, code: this.trouble.code };
		return request ? this.#give(request) : { ok: false, code: 'not-found' };
	}

	async ask({ id, change, subject, text }: Parameters<PortalApi['ask']>[0]) {
		return this.#take(change, () => {
			const status = { class: 'open', code: 'new', names: {} } as const;
			const base = {
				id,
				number: 1,
				subject,
				status,
				createdMs: this.#ms,
				cut: false,
				rating: null
			};
			this.requests.set(id, { ...base, last: null, messages: [], events: [], words: {} });
			return this.add(id, { id: change, mine: true, text });
		});
	}

	async say(id: string, { change, text }: Parameters<PortalApi['say']>[1]) {
		if (!this.requests.has(id) && !this.trouble) return { ok: false, code: 'not-found' } as const;
		return this.#take(change, () => this.add(id, { id: change, mine: true, text }));
	}

	async rate(id: string, { change, stars, solved }: Parameters<PortalApi['rate']>[1]) {
		return this.#take(change, () => {
			const request = this.requests.get(id);
			if (request === undefined) throw new Error('there is none');
			const rated = { ...request, rating: { stars, solved } };
			this.requests.set(id, rated);
			return rated;
		});
	}

	async form() {
		return this.#give({ types: [], fields: [] });
	}

	readonly seenUpTo: string[] = [];
	async seen(id: string, message: string) {
		if (!this.trouble) this.seenUpTo.push(`${id} ${message}`);
		return this.trouble === null;
	}

	typing(): void {}

	add(id: string, said: Pick<RequestMessage, 'id' | 'mine' | 'text'>): RequestAnswer {
		const request = this.requests.get(id);
		if (request === undefined) throw new Error('there is none');
		const rest = { name: said.mine ? null : 'Mei', edited: false, retracted: false, files: [] };
		const message = { ...said, ...rest, atMs: (this.#ms += 1_000) };
		const next = { ...request, last: message, messages: [...request.messages, message] };
		this.requests.set(id, next);
		return next;
	}

	async #take(change: string, make: () => RequestAnswer): Promise<Answer<RequestAnswer>> {
		const { trouble } = this;
		if (trouble && !trouble.isTaken) return { ok: false, code: trouble.code };
		const made = this.taken.includes(change)
			? [...this.requests.values()].find(({ messages }) => messages.some(({ id }) => id === change))
			: make();
		if (!this.taken.includes(change)) this.taken.push(change);
		if (trouble || made === undefined)
			return { ok: false, code: trouble?.code ?? 'internal-error' };
		return this.#give(made);
	}

	#give<Value>(value: Value): Answer<Value> {
		return { ok: true, value, tag: '' };
	}
}

let made = 0;
const newId = () => toBase32(new Uint8Array(16).fill((made += 1)));

function aPortal(api: PortalApi, store = aStore()) {
	let lost = 0;
	const portal = new Portal('hannah', {
		place: PORTAL,
		api,
		store,
		now: () => 5_000,
		newId,
		openFiles: () => Promise.reject(new Error('there are no files here')),
		onLostAccess: () => (lost += 1)
	});
	return { portal, store, lost: () => lost };
}

const offline = { code: 'network' } as const;
const textsOf = (desk: Desk) =>
	[...desk.requests.values()].map(({ messages }) => messages.map(({ text }) => text));

describe('what somebody writes in the portal', () => {
	it('is shown at once, kept over a reload without network, and sent in order, once', async () => {
		const desk = new Desk();
		desk.trouble = offline;
		const { portal, store } = aPortal(desk);
		const id = portal.ask(' Lift ', 'It stands.');
		portal.say(id, 'On floor two.');
		await portal.refresh();
		expect(portal.isOffline).toBe(true);
		expect(portal.lines?.map(({ subject, waiting }) => [subject, waiting])).toEqual([['Lift', 2]]);

		const later = aPortal(desk, store).portal;
		expect(later.waitingCount).toBe(2);
		expect(later.shown(id)?.waiting.map(({ text }) => text)).toEqual([
			'It stands.',
			'On floor two.'
		]);
		desk.trouble = null;
		await Promise.all([later.refresh(), later.refresh(), portal.refresh()]);
		expect(textsOf(desk)).toEqual([['It stands.', 'On floor two.']]);
		expect(later.waitingCount).toBe(0);
		expect(later.shown(id)).toMatchObject({ subject: 'Lift', waiting: [] });
	});

	it('is sent again with the same id when the answer was lost', async () => {
		const desk = new Desk();
		desk.trouble = { code: 'timeout', isTaken: true };
		const { portal } = aPortal(desk);
		portal.ask('Lift', 'It stands.');
		await portal.refresh();
		expect(portal.waitingCount).toBe(1);
		desk.trouble = null;
		await portal.refresh();
		expect(desk.taken).toHaveLength(1);
		expect(textsOf(desk)).toEqual([['It stands.']]);
	});

	it('stays with its author when it is refused, until they retry or discard it', async () => {
		const desk = new Desk();
		desk.trouble = { code: 'portal-closed' };
		const { portal } = aPortal(desk);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh();
		const [refused] = portal.shown(id)?.waiting ?? [];
		expect(refused).toMatchObject({ refused: 'portal-closed', text: 'It stands.' });
		expect(portal.waitingCount).toBe(0);
		desk.trouble = null;
		if (refused) portal.retry(refused);
		await portal.refresh();
		expect(textsOf(desk)).toEqual([['It stands.']]);

		portal.say('elsewhere', 'Nobody hears this.');
		await portal.refresh();
		await portal.refresh('elsewhere');
		const [lost] = portal.shown('elsewhere')?.waiting ?? [];
		expect(lost).toMatchObject({ refused: 'not-found', text: 'Nobody hears this.' });
		expect(portal.lines?.map(({ subject, refused }) => [subject, refused])).toEqual([
			['Nobody hears this.', true],
			['Lift', false]
		]);
		if (lost) portal.discard(lost);
		expect(portal.shown('elsewhere')).toBeNull();
		expect(portal.lines).toHaveLength(1);
	});

	it('can be mended when it is refused, with what the form asks for', async () => {
		const desk = new Desk();
		desk.trouble = { code: 'invalid-input' };
		const { portal } = aPortal(desk);
		const id = portal.ask(oneLine('Lift\t7 '), 'It stands.', { type: null, custom: { floor: 2 } });
		portal.say(id, 'On floor two.');
		await portal.refresh();
		const [refused] = portal.shown(id)?.waiting ?? [];
		expect(refused).toMatchObject({ subject: 'Lift 7', refused: 'invalid-input' });
		desk.trouble = null;
		if (refused) portal.retry({ ...refused, subject: 'Lift 8', answers: { custom: { floor: 3 } } });
		await portal.refresh();
		expect(portal.shown(id)).toMatchObject({ subject: 'Lift 8', waiting: [] });
		expect(textsOf(desk)).toEqual([['It stands.', 'On floor two.']]);
	});

	it('is kept where the device is full of what can be had again', async () => {
		const desk = new Desk();
		const { portal, store } = aPortal(desk);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh(id);
		await portal.open(id);
		desk.trouble = offline;
		const [most, { setItem }] = [store.entries.size, store];
		store.setItem = (key, value) => {
			if (store.entries.size >= most && !store.entries.has(key)) throw new Error('full');
			setItem(key, value);
		};
		portal.say(id, 'Still.');
		await portal.refresh();
		const later = aPortal(desk, store).portal;
		expect(later.waitingCount).toBe(1);
	});

	it('waits, and nobody is asked to sign in twice, while the session is over', async () => {
		const desk = new Desk();
		desk.trouble = { code: 'session-expired' };
		const { portal, lost } = aPortal(desk);
		portal.ask('Lift', 'It stands.');
		await portal.refresh();
		expect(portal.waitingCount).toBe(1);
		expect(lost()).toBeGreaterThan(0);
	});
});

describe('what somebody is told in the portal', () => {
	it('is new until they have seen it, and what was there before them is not', async () => {
		const desk = new Desk();
		const { portal, store } = aPortal(desk);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh();
		desk.add(id, { id: 'a', mine: false, text: 'We come.' });
		const first = aPortal(desk).portal;
		await first.refresh();
		expect(first.lines?.map(({ news }) => news)).toEqual([null]);
		await portal.refresh();
		expect(portal.lines?.map(({ news }) => news)).toEqual(['answer']);
		portal.markSeen(id);
		expect(portal.lines?.map(({ news }) => news)).toEqual([null]);
		const again = aPortal(desk, store).portal;
		expect(again.lines?.map(({ news }) => news)).toEqual([null]);
	});

	it('is a status that changed, until they have seen it', async () => {
		const desk = new Desk();
		const { portal, store } = aPortal(desk);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh();
		const request = desk.requests.get(id);
		if (request === undefined) throw new Error('it was asked');
		const status = { class: 'done', code: 'solved', names: {} } as const;
		desk.requests.set(id, { ...request, status });
		await portal.refresh();
		expect(portal.lines?.map(({ news }) => news)).toEqual(['status']);
		expect(aPortal(desk, store).portal.lines?.map(({ news }) => news)).toEqual(['status']);
		portal.markSeen(id);
		expect(portal.lines?.map(({ news }) => news)).toEqual([null]);
	});

	it('is said once, and outside the page only where they want it', async () => {
		const desk = new Desk();
		const { portal, store } = aPortal(desk);
		const [shown, listens]: [string[], boolean[]] = [[], []];
		const outside: Outside = {
			permission: () => 'default',
			ask: async () => 'granted',
			listen: async (isWanted) => void listens.push(isWanted),
			show: async (title, { body, href }) => void shown.push(`${title} ${body} ${href}`)
		};
		const notices = new Notices(new Kept(store, 'hannah'), outside);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh();
		expect(notices.take(portal.lines ?? [])).toEqual([]);
		desk.add(id, { id: 'a', mine: false, text: 'We come.' });
		await portal.refresh();
		const [news, ...more] = notices.take(portal.lines ?? []);
		expect([news?.what, more]).toEqual(['answer', []]);
		expect(notices.take(portal.lines ?? [])).toEqual([]);
		const later = new Notices(new Kept(store, 'hannah'), outside);
		expect(later.take(portal.lines ?? [])).toEqual([]);
		if (news === undefined) throw new Error('there was an answer');
		expect(notices.state).toBe('unasked');
		await notices.show(news, 'Lift', 'answered');
		await notices.turnOn();
		await notices.show(news, 'Lift', 'answered');
		notices.turnOff();
		await notices.show(news, 'Lift', 'answered');
		expect([shown, notices.state]).toEqual([[`Lift answered /requests/${id}`], 'off']);
		expect(listens).toEqual([true, false]);
	});

	it('is there without network, and goes when they sign out', async () => {
		const desk = new Desk();
		const { portal, store } = aPortal(desk);
		const id = portal.ask('Lift', 'It stands.');
		await portal.refresh(id);
		await portal.open(id);
		desk.trouble = offline;
		const later = aPortal(desk, store).portal;
		await later.open(id);
		expect(later.shown(id)?.messages.map(({ text }) => text)).toEqual(['It stands.']);
		later.say(id, 'Still.');
		await later.refresh();
		expect(await later.leave('send')).toBe('waiting');
		expect(await later.leave('keep')).toBe('left');
		expect([...store.entries.keys()].every((key) => key.includes('.wait.'))).toBe(true);
		expect(store.entries.size).toBe(1);
		await later.leave('discard');
		expect(store.entries.size).toBe(0);
	});

	it('says that there is no such request', async () => {
		const { portal } = aPortal(new Desk());
		expect(portal.shown('nothing')).toBeUndefined();
		await portal.open('nothing');
		expect(portal.shown('nothing')).toBeNull();
	});
});
