import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, unknownMark, type Filling } from './fill.ts';

const VALUES: Readonly<Record<string, string>> = { number: '#7', odd: '{{number}} {{> bye}}' };
const TEMPLATES: Readonly<Record<string, string>> = {
	bye: 'Bye, {{me}}',
	self: 'again {{> self}}',
	ping: 'ping {{> pong}}',
	pong: 'pong {{> ping}}'
};
const own = (record: Readonly<Record<string, string>>) => (name: string) =>
	Object.hasOwn(record, name) ? record[name] : undefined;
const filling: Filling = { value: own({ ...VALUES, me: 'Ann' }), template: own(TEMPLATES) };
const filled = (words: string) => fillTemplate(words, filling);

describe('[CA7] a template that is filled in', () => {
	it('says the values of its names', () => {
		expect(filled('About {{number}}: {{ me }}')).toEqual({ text: 'About #7: Ann', unknown: [] });
	});

	it('marks what nobody knows', () => {
		expect(filled('Dear {{requester}}, {{toString}} {{> none}}')).toEqual({
			text: `Dear ${unknownMark('requester')}, ${unknownMark('toString')} ${unknownMark('none')}`,
			unknown: ['requester', 'toString', 'none']
		});
	});

	it('takes in another one, with its names', () => {
		expect(filled('Done. {{> bye}}').text).toBe('Done. Bye, Ann');
	});

	it('takes in one level: what refers to itself or in a circle ends', () => {
		expect(filled('{{> self}}').text).toBe(`again ${unknownMark('self')}`);
		expect(filled('{{> ping}}').text).toBe(`ping ${unknownMark('pong')}`);
	});

	it('leaves braces in values alone', () => {
		expect(filled('{{odd}}').text).toBe('{{number}} {{> bye}}');
	});

	it('leaves alone what is no place, and ends for any words', () => {
		fc.assert(
			fc.property(fc.string(), (words) => {
				if (!words.includes('{{')) expect(filled(words).text).toBe(words);
			})
		);
		const part = fc.constantFrom('{{', '}}', '{', '>', ' ', 'me', 'self', 'x');
		fc.assert(
			fc.property(fc.array(part), (parts) => {
				const { text, unknown } = filled(parts.join(''));
				for (const name of unknown) expect(text).toContain(unknownMark(name));
			})
		);
	});
});
