import { afterEach, expect, it, vi } from 'vitest';
import { api } from '#lib/session/api.ts';
import { Session } from '#lib/session/session.svelte.ts';
import { SetupForm } from './setup.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

/** The form of a server whose code is `right`. */
function aForm() {
	vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
		const isRight = path === '/api/setup/code' && body.includes('"right"');
		const error = { code: 'code-wrong', message: 'That is not the code.', field: 'code' };
		return isRight
			? new Response(null, { status: 204 })
			: new Response(JSON.stringify({ error }), { status: 403 });
	});
	const stored = { length: 0, key: () => null, getItem: () => null };
	const storage = { ...stored, setItem: () => undefined, removeItem: () => undefined };
	const form = new SetupForm(new Session(api, storage, () => 0), api);
	form.values.orgName = 'Acme';
	return form;
}

it('finds a slip in the code on the page where it was typed', async () => {
	const form = aForm();
	form.values.code = 'wrong';
	expect(await form.next()).toBe(false);
	expect([form.step, form.errors.code !== undefined]).toEqual(['start', true]);
	form.values.code = ' right ';
	expect(await form.next()).toBe(false);
	expect([form.step, form.errors]).toEqual(['admin', {}]);
});
