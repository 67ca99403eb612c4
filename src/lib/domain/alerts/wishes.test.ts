import { describe, expect, it } from 'vitest';
import { concernOf, readWishes } from './wishes.ts';

describe('what people are told of [AL1]', () => {
	const usual = {
		assigned: ['app', 'push'],
		mentioned: ['app', 'push'],
		alerts: ['app', 'push', 'mail']
	};

	it('is as usual where nothing was chosen, or where it makes no sense', () => {
		expect(readWishes(undefined)).toEqual(usual);
		for (const value of [null, 'all', 1, [], { assigned: 'mail' }, { more: [] }])
			expect(readWishes(value)).toEqual(usual);
	});

	it('is what was chosen, as far as there is such a way', () => {
		const value = { assigned: ['mail', 'fax', 'app'], alerts: [] };
		expect(readWishes(value)).toEqual({ ...usual, assigned: ['app', 'mail'], alerts: [] });
	});

	it('is chosen in three groups', () => {
		const kinds = [
			'mention',
			'assigned',
			'proposed',
			'task',
			'visit',
			'visit-gone',
			'warning',
			'late',
			'follow-up'
		] as const;
		expect(kinds.map(concernOf)).toEqual([
			'mentioned',
			...['assigned', 'assigned', 'assigned', 'assigned', 'assigned'],
			...['alerts', 'alerts', 'alerts']
		]);
	});
});
