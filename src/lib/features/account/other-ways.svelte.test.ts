import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignInWaysAnswer, WhoAnswer } from '#lib/protocol/rest.ts';
import { api } from '#lib/session/api.ts';
import { Session } from '#lib/session/session.svelte.ts';
import { OtherWays } from './other-ways.svelte.ts';

const olga: WhoAnswer = {
	login: { id: 'l1', userName: 'olga', email: null, isPlatformAdmin: false },
	org: { id: 'o1', slug: 'acme', name: 'Acme' },
	person: { id: 'p1', name: 'Olga', role: 'requester' },
	memberships: [],
	session: { publicId: 's1', expiresAt: 9_000 },
	isDemo: false,
	deviceLeaseDays: 3,
	serverTimeMs: 1_000
};
const provider = { label: 'Sign in with Harbor', isAutomatic: true };

/** A page of these ways at this address; the server answers with what `answers` holds. */
function aPage(
	query: string,
	ways: Partial<SignInWaysAnswer>,
	answers: Record<string, unknown> = {}
) {
	const asked: string[] = [];
	const opened: string[] = [];
	vi.stubGlobal('fetch', async (path: string) => {
		asked.push(path);
		const body = answers[path.split('?')[0] ?? ''];
		return new Response(JSON.stringify(body ?? {}), { status: body === undefined ? 403 : 200 });
	});
	const kept = new Map<string, string>();
	const session = new Session(
		api,
		{
			get length() {
				return kept.size;
			},
			key: (index) => [...kept.keys()][index] ?? null,
			getItem: (key) => kept.get(key) ?? null,
			setItem: (key, value) => void kept.set(key, value),
			removeItem: (key) => void kept.delete(key)
		},
		() => 0
	);
	const all = { provider: null, isByProxy: false, ...ways };
	const place = () => ({ ways: all, session, asked: new URLSearchParams(query) });
	return { asked, opened, session, other: new OtherWays(place, (to) => void opened.push(to)) };
}

const ways = '/api/sign-in/ways';
const isKnown = { [ways]: { provider, isByProxy: false } };

afterEach(() => vi.unstubAllGlobals());

describe('coming in without a password', () => {
	it('goes on after the way back', async () => {
		const { other, session } = aPage('entered=1', {}, { '/api/session': olga });
		expect(await other.begin()).toBe(true);
		expect(session.me?.name).toBe('Olga');
	});

	it('says why it did not work, and does not begin again by itself', async () => {
		const { other, opened, asked } = aPage('failed=sso-unknown&to=/requests', { provider });
		expect(await other.begin()).toBe(false);
		expect(other.failure?.code).toBe('sso-unknown');
		expect([opened, asked]).toEqual([[], []]);
		const forged = aPage('failed=whatever', { provider });
		await forged.other.begin();
		expect(forged.other.failure).toBeUndefined();
	});

	it('sends those who come to the portal to the provider, and others not', async () => {
		const portal = aPage('to=/requests/new', { provider }, isKnown);
		await portal.other.begin();
		expect(portal.opened).toEqual(['/api/sign-in/provider?to=%2Frequests%2Fnew']);
		const desk = aPage('to=/tickets', { provider }, isKnown);
		await desk.other.begin();
		expect(desk.opened).toEqual([]);
	});

	it('does not bring back at once whoever has just left', async () => {
		const { other, session, opened } = aPage(
			'to=/requests',
			{ provider, isByProxy: true },
			isKnown
		);
		await session.signOut();
		expect(await other.begin()).toBe(false);
		expect(opened).toEqual([]);
	});

	it('lets the proxy say who is there, of the organisation that is asked for', async () => {
		const answers = { '/api/sign-in/proxy': olga };
		const { other, session, asked } = aPage('org=acme', { isByProxy: true }, answers);
		expect(await other.begin()).toBe(true);
		expect(asked).toEqual(['/api/sign-in/proxy?org=acme']);
		expect(session.me?.name).toBe('Olga');
	});
});
