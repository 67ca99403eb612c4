import { describe, expect, it } from 'vitest';
import { filterOptions, shownOptionsLimit } from './picker.ts';

const people = [
	{ value: '1', label: 'Marianne Weber' },
	{ value: '2', label: 'José Ferreira', detail: 'Network' },
	{ value: '3', label: 'أحمد منصور' },
	{ value: '4', label: 'Anna Weiss', detail: 'anna.weiss@example.org' }
];
const found = (query: string) => filterOptions(people, query).map((person) => person.value);

describe('searching in a picker', () => {
	it('puts words that start so before words that contain it', () => {
		expect(found('an')).toEqual(['4', '1']);
	});

	it('ignores accents and case and looks at the detail', () => {
		expect(found('jose')).toEqual(['2']);
		expect(found('network')).toEqual(['2']);
		expect(found('أحمد')).toEqual(['3']);
	});

	it('shows a bounded number', () => {
		const many = Array.from({ length: 5000 }, (_, index) => ({
			value: `${index}`,
			label: `P ${index}`
		}));
		expect(filterOptions(many, 'p')).toHaveLength(shownOptionsLimit);
	});
});
