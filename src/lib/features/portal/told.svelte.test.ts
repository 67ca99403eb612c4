import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestEvent } from '#lib/protocol/portal.ts';
import { loadLocale, loadServedWords } from '#lib/ui/messages.svelte.ts';
import { eventWords, toldIn } from './told.ts';

beforeAll(async () => {
	await loadLocale();
	await loadServedWords();
});

const status = { class: 'open', code: 'in-progress', names: { en: 'At work' } } as const;
const anEvent = (parts: Partial<RequestEvent> = {}): RequestEvent => ({
	id: 'a',
	what: 'taken',
	atMs: 5,
	status,
	agent: null,
	...parts
});
const row = {
	id: 'r',
	number: 7,
	subject: '{{agent}}',
	status,
	createdMs: 1,
	last: null,
	rating: null
};

describe('what happened to a request [CA11]', () => {
	it('is said in the organisation’s words, filled in, where it has some in this language', () => {
		const say = (text: string, event = anEvent()) =>
			eventWords(event, { row, words: { taken: { en: text, de: 'Nein' } } });
		expect(say('{{number}} “{{subject}}”: {{ Status }}')).toBe('#7 “{{agent}}”: At work');
		expect(say('{{agent}} has it', anEvent({ agent: 'Mei' }))).toBe('Mei has it');
		// No mark and no name of something unknown ever reaches anybody outside.
		expect(say('{{priority}}{{> greeting}}{{agent}}.')).toBe('The team.');
	});

	it('is said in the usual words of this language, where it has none', () => {
		const words = { status: { de: 'Nur auf Deutsch' } };
		expect(eventWords(anEvent({ what: 'status' }), { row, words })).toBe(
			'The status is now “At work”.'
		);
		expect(eventWords(anEvent({ what: 'received' }), { row, words })).toContain('#7');
	});

	it('stands after the words that brought it about', () => {
		const said = { mine: true, name: null, text: '', edited: false, retracted: false, files: [] };
		const messages = [
			{ ...said, id: 'm1', atMs: 5 },
			{ ...said, id: 'm2', atMs: 9 }
		];
		const events = [anEvent(), anEvent({ id: 'b', atMs: 7 })];
		expect(toldIn({ messages, events }).map(({ id }) => id)).toEqual([
			'm1',
			'a taken',
			'b taken',
			'm2'
		]);
	});
});
