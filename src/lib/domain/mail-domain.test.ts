import { describe, expect, it } from 'vitest';
import { isMailDomain, mailDomain } from './mail-domain.ts';

describe('the domain of a mail address', () => {
	it('is what stands behind the one @, in small letters', () => {
		expect(mailDomain('Hannah.Krueger@Harbor-Street.Example')).toBe('harbor-street.example');
		for (const text of ['hannah', '@a.example', 'a@b@c.example', 'a b@c.example', 'a@example'])
			expect(mailDomain(text), text).toBeUndefined();
	});

	it('is not anything else that looks a little like one', () => {
		for (const text of ['a.example', 'mail.a-b.example', '1.example'])
			expect(isMailDomain(text), text).toBe(true);
		for (const text of [
			'',
			'example',
			'A.example',
			'-a.example',
			'a..example',
			'a.example.',
			'ä.example',
			7
		])
			expect(isMailDomain(text), String(text)).toBe(false);
	});
});
