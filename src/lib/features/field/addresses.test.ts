import { expect, it } from 'vitest';
import { callHref, codeHref, mapHref } from './addresses.ts';

const id = '0'.repeat(26);

it('a code leads to its ticket, or to a search', () => {
	const to = (code: string) => codeHref(code, 'https://desk.example');
	expect(to('https://desk.example/t/12')).toBe('/t/12');
	expect(to(`https://desk.example/visits/${id}/${id}`)).toBe(`/visits/${id}/${id}`);
	expect(to(' #1204 ')).toBe('/t/1204');
	expect(to('~AB12CD')).toBe('/t/~AB12CD');
	expect(to(id)).toBe(`/t/${id}`);
	for (const elsewhere of ['https://evil.example/t/12', 'javascript:alert(1)', 'LIFT-7 "B"'])
		expect(to(elsewhere)).toMatch(/^\/search\?q=%22/);
	expect(to('https://desk.example/admin')).toMatch(/^\/search/);
});

it('an address is shown by the phone, or on the web', () => {
	expect(mapHref('Quay 1\nHamburg', 'Android 16')).toBe('geo:0,0?q=Quay%201%2C%20Hamburg');
	expect(mapHref('Quay 1', 'iPhone')).toMatch(/^https:.*query=Quay%201$/);
	expect(callHref('+49 (40) 12-34')).toBe('tel:+49401234');
});
