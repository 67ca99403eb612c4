import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { callHref, codeHref, mapHref } from './addresses.ts';

const id = '0'.repeat(26);

it('a code leads to its ticket, or to a search', () => {
	const to = (code: string) => codeHref(code, 'https://desk.example', []);
	expect(to('https://desk.example/t/12')).toBe('/t/12');
	expect(to(`https://desk.example/visits/${id}/${id}`)).toBe(`/visits/${id}/${id}`);
	expect(to(`http://old-name.example:8080/t/${id}`)).toBe(`/t/${id}`);
	expect(to(' #1204 ')).toBe('/t/1204');
	expect(to('~AB12CD')).toBe('/t/~AB12CD');
	expect(to(id)).toBe(`/t/${id}`);
	for (const elsewhere of ['https://evil.example/t/12', 'javascript:alert(1)', 'LIFT-7 "B"'])
		expect(to(elsewhere)).toMatch(/^\/search\?q=%22/);
	expect(to('https://desk.example/admin')).toMatch(/^\/search/);
});

it('the label of a thing leads to the tickets that name it, in words or in a field', () => {
	const href = codeHref('LIFT-7 "B"', 'https://desk.example', ['serial', 'place']);
	const query = new URL(href, 'https://desk.example').searchParams.get('q') ?? '';
	expect(query).toBe('"LIFT-7  B " OR serial:"LIFT-7  B " OR place:"LIFT-7  B "');
	const field = (code: string) =>
		[entryKey('field', code), { ...TEXT, names: { en: code } }] as const;
	const catalogue = new Catalogue(['serial', 'place'].map(field));
	expect(parseQuery(query, fieldsIn(catalogue)).ok).toBe(true);
});

const TEXT = {
	order: 1,
	archived: false,
	kind: 'text',
	options: [],
	teams: [],
	types: [],
	required: false
};

it('an address is shown by the phone, or on the web', () => {
	expect(mapHref('Quay 1\nHamburg', 'Android 16')).toBe('geo:0,0?q=Quay%201%2C%20Hamburg');
	expect(mapHref('Quay 1', 'iPhone')).toMatch(/^https:.*query=Quay%201$/);
	expect(callHref('+49 (40) 12-34')).toBe('tel:+49401234');
});
