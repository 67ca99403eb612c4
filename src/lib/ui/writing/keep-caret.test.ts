import { Schema } from '@tiptap/pm/model';
import { expect, it } from 'vitest';
import { keptPlace } from './keep-caret.ts';

const schema = new Schema({
	nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} }
});

/** Words with a line for each paragraph; `|` stands where the caret is. */
function read(words: string) {
	const lines = words.replace('|', '').split('\n');
	const doc = schema.node(
		'doc',
		null,
		lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]))
	);
	// Each line begins behind the two ends of paragraphs that stand for its one break.
	const to = words.slice(0, words.indexOf('|'));
	return { doc, place: 1 + to.length + (to.match(/\n/g)?.length ?? 0) };
}

/** Where a caret stands after a change that put it somewhere. */
function kept(before: string, put: string): string {
	const [old, now] = [read(before), read(put)];
	const place = keptPlace({ before: old.doc, after: now.doc, place: old.place }, now.place);
	const words = now.doc.textBetween(0, now.doc.content.size, '\n');
	const at = now.doc.textBetween(0, place, '\n').length;
	return `${words.slice(0, at)}|${words.slice(at)}`;
}

it.each([
	['its line is divided before it', 'one two th|ree', 'one|\ntwo three', 'one\ntwo th|ree'],
	['its line is divided at it', 'one|two', 'one|\ntwo', 'one\n|two'],
	['its line is divided after it', 'o|ne two', 'o|ne\ntwo', 'o|ne\ntwo'],
	['it stands at the end of its line', 'one two|', 'one|\ntwo', 'one\ntwo|'],
	['its line is joined to the one before', 'one\ntw|o', 'one|two', 'onetw|o'],
	['its line is taken away and put in again', 'a\nb\nc|', 'a|\nb\n\nc', 'a\nb\n\nc|']
])('a caret stays between its letters when %s', (_when, before, put, after) => {
	expect(kept(before, put)).toBe(after);
});

it.each([
	['somebody begins a line behind it', 'one|', 'one|\n'],
	['somebody writes beside it', 'aa|a', 'aa|aa'],
	['its words are gone', 'one two th|ree', 'one |\nfour']
])('a caret stays where it was put when %s', (_when, before, put) => {
	expect(kept(before, put)).toBe(put);
});
