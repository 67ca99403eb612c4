import { describe, expect, it } from 'vitest';
import {
	isFormatted,
	isSafeLink,
	plainOf,
	RICH_LIMITS,
	richOf,
	richText,
	type RichText
} from './rich-text.ts';

const words = (t: string) => [{ t }];

describe('formatted words', () => {
	it('[MS12] read as plain ones, with their lists and quotes', () => {
		const rich: RichText = [
			{ k: 'p', t: [{ t: 'Please ' }, { t: 'restart', b: true }] },
			{ k: 'ol', t: words('Off') },
			{ k: 'ul', d: 1, t: words('wait') },
			{ k: 'ol', t: words('On') },
			{ k: 'p', t: [] },
			{ k: 'ol', t: words('Again') },
			{ k: 'quote', t: words('It\nhums') },
			{ k: 'code', t: words('ls -l\n  x') }
		];
		expect(plainOf(rich)).toBe(
			'Please restart\n1. Off\n  - wait\n2. On\n\n1. Again\n> It\n> hums\nls -l\n  x'
		);
	});

	it.each(['', 'one', 'one\n\ntwo ', '- no list\n> no quote'])(
		'[MS12] are made of the plain ones %j, and say no more',
		(plain) => {
			const rich = richOf(plain);
			expect(richText(rich)).toMatchObject({ ok: true });
			expect(plainOf(rich)).toBe(plain);
			expect(isFormatted(rich)).toBe(false);
		}
	);

	it.each([
		{ k: 'p', t: [{ t: 'a' }, { t: 'b', i: true }] },
		{ k: 'ul', t: [{ t: 'a' }] },
		{ k: 'quote', t: [] },
		{ k: 'p', t: [{ t: 'a', a: 'https://a.example' }] }
	] satisfies RichText)('[MS12] say more than plain ones by %j', (line) => {
		expect(isFormatted([line])).toBe(true);
	});

	it.each(['https://a.example/x?y', 'HTTP://a', 'mailto:a@example.org'])(
		'[MS12] lead to %s',
		(href) => {
			expect(isSafeLink(href)).toBe(true);
		}
	);

	it.each([
		'javascript:alert(1)',
		' javascript:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'//a.example',
		'/sign-out',
		'https://a b',
		'https://',
		'',
		7,
		`https://${'a'.repeat(2_000)}`
	])('[MS12] do not lead to %s', (href) => {
		expect(isSafeLink(href)).toBe(false);
	});

	it.each([
		['no list', { k: 'p', t: [] }],
		['an unknown kind of line', [{ k: 'h1', t: [] }]],
		['an unknown mark', [{ k: 'p', t: [{ t: 'a', onclick: 'x' }] }]],
		['a prototype', JSON.parse('[{"k":"p","t":[],"__proto__":{"d":1}}]')],
		['an empty piece', [{ k: 'p', t: [{ t: '' }] }]],
		['a mark that is no truth', [{ k: 'p', t: [{ t: 'a', b: 'yes' }] }]],
		['too deep a list', [{ k: 'ul', d: 9, t: [] }]],
		['too many lines', Array.from({ length: RICH_LIMITS.lines + 1 }, () => ({ k: 'p', t: [] }))],
		[
			'too many pieces',
			Array.from({ length: 2 }, () => ({
				k: 'p',
				t: Array.from({ length: RICH_LIMITS.pieces / 2 + 1 }, () => ({ t: 'a' }))
			}))
		]
	])('[MS12] are not %s', (_what, value) => {
		expect(richText(value).ok).toBe(false);
	});
});
