import { describe, expect, it } from 'vitest';
import { savedState } from './saved.ts';

const storage = { persisted: true, usedBytes: 1, quotaBytes: 2 };
const facts = {
	waiting: 0,
	sinceMs: null,
	isUnsafe: false,
	isStuck: false,
	problem: null,
	storage
};
const problem = { database: 'offhook.x/outbox.x.0', kind: 'quota', atMs: 5 } as const;

describe('the one word about safety', () => {
	it.each([
		['saved', {}],
		['waiting', { waiting: 2, sinceMs: 1 }],
		['not-saved', { waiting: 2, isUnsafe: true, problem }],
		['not-saved', { waiting: 2, isStuck: true }],
		// The copy of a document can be fetched again: nobody's work is in danger.
		['saved', { problem }]
	] as const)('is %s', (word, more) => {
		expect(savedState({ ...facts, ...more }).word).toBe(word);
	});

	it('keeps the reason behind it', () => {
		expect(savedState({ ...facts, problem }).error).toEqual({ kind: 'quota', atMs: 5 });
	});
});
