import { expect, it, vi } from 'vitest';
import { Actions } from './actions.svelte.ts';
import { PaletteSearch } from './palette.svelte.ts';

it('the palette offers what can be done here before ways through a list', () => {
	const actions = new Actions({ read: () => null, write: () => undefined }, () => 0);
	const run = () => undefined;
	actions.register({ id: 'next', label: 'tickets.action.next', group: 'list', run });
	actions.register({ id: 'chat', label: 'shell.nav.chat', group: 'go', run });
	actions.register({ id: 'create', label: 'tickets.action.create', group: 'ticket', run });
	actions.register({
		id: 'take',
		label: 'tickets.action.take',
		group: 'ticket',
		when: () => false,
		run
	});
	expect(new PaletteSearch(actions).actions.map(({ id }) => id)).toEqual([
		'create',
		'chat',
		'next'
	]);
});

it('the palette shows what is found when it is found, in the order of the places', async () => {
	const actions = new Actions({ read: () => null, write: () => undefined }, () => 0);
	const hit = (id: string) => ({ id, title: id, run: () => undefined });
	let answer = (): void => undefined;
	const far = new Promise<void>((resolve) => (answer = resolve));
	const label = 'shell.nav.chat';
	actions.registerProvider({ id: 'far', label, search: () => far.then(() => [hit('far')]) });
	actions.registerProvider({ id: 'here', label, search: () => [hit('here')] });
	const search = new PaletteSearch(actions);
	const found = () => search.found.map(({ provider }) => provider.id);
	search.query = 'x';
	await vi.waitFor(() => expect(found()).toEqual(['here']));
	answer();
	await vi.waitFor(() => expect(found()).toEqual(['far', 'here']));
});
