import { expect, it } from 'vitest';
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
