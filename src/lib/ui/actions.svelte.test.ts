import { describe, expect, it } from 'vitest';
import { Actions } from './actions.svelte.ts';
import type { Action } from './actions.svelte.ts';
import type { PreferenceStore } from './preferences.ts';

function memoryPreferences(start: Record<string, string> = {}): PreferenceStore {
	const kept = new Map(Object.entries(start));
	return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) };
}

function setUp(preferences = memoryPreferences()) {
	const clock = { now: 1_000 };
	const ran: string[] = [];
	const actions = new Actions(preferences, () => clock.now);
	const offer = (id: string, more: Partial<Action> = {}) =>
		actions.register({
			id,
			label: 'shell.search',
			group: 'general',
			run: () => ran.push(id),
			...more
		});
	const press = (key: string, more: { ctrlKey?: boolean; isTyping?: boolean } = {}) =>
		actions.press(
			{
				key,
				code: '',
				ctrlKey: more.ctrlKey ?? false,
				metaKey: false,
				altKey: false,
				shiftKey: false
			},
			more.isTyping ?? false
		);
	return { actions, clock, ran, offer, press };
}

describe('a shortcut', () => {
	it('runs its action while the action is offered', () => {
		const { ran, offer, press } = setUp();
		const leave = offer('take', { shortcut: 't' });
		expect(press('t')).toBe(true);
		leave();
		expect(press('t')).toBe(false);
		expect(ran).toEqual(['take']);
	});

	it('is off while typing unless it has Ctrl', () => {
		const { ran, offer, press } = setUp();
		offer('take', { shortcut: 't' });
		offer('palette', { shortcut: 'mod+k' });
		expect(press('t', { isTyping: true })).toBe(false);
		expect(press('k', { ctrlKey: true, isTyping: true })).toBe(true);
		expect(ran).toEqual(['palette']);
	});

	it('may be a sequence, which a pause or another key ends', () => {
		const { clock, ran, offer, press } = setUp();
		offer('go.tickets', { shortcut: 'g t' });
		offer('take', { shortcut: 't' });
		press('g');
		press('t');
		press('g');
		clock.now += 2_000;
		press('t');
		press('g');
		press('x');
		press('t');
		expect(ran).toEqual(['go.tickets', 'take', 'take']);
	});

	it('passes over an action that makes no sense now', () => {
		const { ran, offer, press } = setUp();
		offer('take', { shortcut: 't', when: () => false });
		expect(press('t')).toBe(false);
		expect(ran).toEqual([]);
	});
});

describe('remapping', () => {
	it('replaces the original, is remembered, and can be undone', () => {
		const preferences = memoryPreferences();
		const first = setUp(preferences);
		first.offer('take', { shortcut: 't' });
		first.actions.remap('take', 'x');
		const second = setUp(preferences);
		second.offer('take', { shortcut: 't' });
		expect(second.press('t')).toBe(false);
		expect(second.press('x')).toBe(true);
		second.actions.restoreShortcuts();
		expect(second.actions.shortcutOf('take')).toBe('t');
	});

	it('knows who has a shortcut already', () => {
		const { actions, offer } = setUp();
		offer('take', { shortcut: 't' });
		offer('tag', { shortcut: 'l' });
		expect(actions.ownerOf('t', 'tag')?.id).toBe('take');
		expect(actions.ownerOf('t', 'take')).toBeUndefined();
	});

	it('survives a damaged setting', () => {
		const { offer, press } = setUp(memoryPreferences({ shortcuts: '{"take":3' }));
		offer('take', { shortcut: 't' });
		expect(press('t')).toBe(true);
	});
});
