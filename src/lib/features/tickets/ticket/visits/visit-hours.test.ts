import { expect, it } from 'vitest';
import { hoursIn, hoursOf, usualHours } from './visit-hours.ts';

it('reads the hours of a visit as their fields write them', () => {
	const day = '2027-03-10';
	const at = (hour: number) => new Date(2027, 2, 10, hour).getTime();
	expect(hoursIn({ day, from: '09:00', to: '11:00' })).toEqual({ from: at(9), to: at(11) });
	for (const wrong of [
		{ day, from: '11:00', to: '09:00' },
		{ day, from: '09:00', to: '09:00' },
		{ day: '', from: '09:00', to: '11:00' },
		{ day: '2027-02-31', from: '', to: '' }
	])
		expect(hoursIn(wrong)).toBeUndefined();
	expect(usualHours(new Date(2027, 11, 31, 23, 59).getTime()).day).toBe('2028-01-01');
	expect(hoursOf({ from: at(9), to: at(11) })).toEqual({ day, from: '09:00', to: '11:00' });
});
