import { describe, expect, it } from 'vitest';
import { Invitations } from './invitations.svelte.ts';

/** A server that knows nobody yet; `refusing` says no to whatever is asked of one. */
function aServer(refusing = false) {
	const invited: (readonly string[])[] = [];
	const one = refusing
		? { ok: false as const, code: 'server-busy' as const }
		: { ok: true as const, value: true as const };
	const lists = { ok: true as const, value: { invitations: [], asked: [] } };
	const api = {
		lists: async () => lists,
		invite: async (emails: readonly string[]) => {
			invited.push(emails);
			return { ok: true as const, value: { made: [], known: [] } };
		},
		revoke: async () => one,
		accept: async () => ({ ok: false as const, code: 'server-busy' as const }),
		refuse: async () => one
	};
	return { invited, invitations: new Invitations(api) };
}

describe('those who are invited', () => {
	it('are named as they are copied from a mail program or a table, each once', async () => {
		const { invited, invitations } = aServer();
		const typed =
			'ann@example.org, "Berg, Ben" <ben@example.org>; Zoë Lund <zoe@example.org>\nann@example.org\tcy@example.org';
		expect(await invitations.invite(typed)).toBeUndefined();
		expect(invited).toEqual([
			['ann@example.org', 'ben@example.org', 'zoe@example.org', 'cy@example.org']
		]);
	});

	it('are not invited at all while one of them has no address', async () => {
		const { invited, invitations } = aServer();
		expect(await invitations.invite('ann@example.org, Ben')).toBeDefined();
		expect(invited).toEqual([]);
	});

	it('stay invited, and asking, when the server does not do it', async () => {
		const asked = { id: 'a', email: 'ann@example.org', name: 'Ann', createdAt: 0 };
		const open = { id: 'b', email: 'ben@example.org', expiresAt: 0, createdAt: 0 };
		const { invitations } = aServer(true);
		expect(await invitations.revoke(open)).toBe('server-busy');
		expect(await invitations.refuse(asked)).toBe('server-busy');
		expect(await invitations.accept(asked)).toBe('server-busy');
		expect(await aServer().invitations.revoke(open)).toBeUndefined();
	});
});
