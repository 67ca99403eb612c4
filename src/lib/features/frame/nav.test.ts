import { describe, expect, it } from 'vitest';
import { isAt, splitForPhone } from './nav.ts';
import type { NavItem } from './nav.ts';

const items = ['inbox', 'tickets', 'chat', 'admin', 'account'].map((id): NavItem => ({
	id,
	href: `/${id}`,
	label: 'shell.nav.tickets',
	icon: () => ({})
}));

describe('the places of the app', () => {
	it('are current when the address is inside them', () => {
		const tickets = items[1];
		expect(tickets && isAt(tickets, '/tickets/ABC-12')).toBe(true);
		expect(tickets && isAt(tickets, '/tickets-archive')).toBe(false);
	});

	it('fit the bottom bar, the rest behind More', () => {
		expect(splitForPhone(items, false).bar.map((item) => item.id)).toEqual([
			'inbox',
			'tickets',
			'chat'
		]);
		expect(splitForPhone(items, true).more.map((item) => item.id)).toEqual(['admin', 'account']);
		expect(splitForPhone(items.slice(0, 4), false).bar).toHaveLength(4);
		expect(splitForPhone(items.slice(0, 4), true).bar).toHaveLength(3);
	});
});
