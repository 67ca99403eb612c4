import { describe, expect, it } from 'vitest';
import { failureField } from './failures.ts';
import { safeTarget } from './sign-in.svelte.ts';

describe('the address after signing in', () => {
	it.each([
		['/tickets/ABC-12?tab=notes', '/tickets/ABC-12?tab=notes'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['https://evil.example', '/'],
		['/sign-in?to=/sign-in', '/'],
		[null, '/']
	])('for %j is %j', (wanted, target) => {
		expect(safeTarget(wanted)).toBe(target);
	});
});

describe('the input at fault', () => {
	it('is the one the server names, else the one the code is about', () => {
		expect(failureField({ ok: false, code: 'invalid-input', field: 'admin.email' })).toBe('email');
		expect(failureField({ ok: false, code: 'user-name-taken' })).toBe('userName');
		expect(failureField({ ok: false, code: 'network' })).toBeNull();
	});
});
