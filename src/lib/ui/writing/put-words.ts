import type { Editor } from '@tiptap/core';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';

/** What stands before the caret in its paragraph; nothing in code, which is meant as it is. */
export function wordsBefore({ state: { selection } }: Editor): string {
	const { $from, empty } = selection;
	if (!empty || $from.parent.type.spec.code) return '';
	return $from.parent.textBetween(0, $from.parentOffset, undefined, '\n');
}

/**
 * Puts plain words at the caret, a line each, in place of so many letters before it; then selects the
 * gap in them, or stands behind them.
 */
export function putWords(editor: Editor, words: string, replaced: number, gap?: string): void {
	const { state, view } = editor;
	const { from, to, $from } = state.selection;
	const start = from - replaced;
	const { tr } = state;
	if ($from.parent.type.spec.code) tr.insertText(words, start, to);
	else tr.replace(start, to, linesOf(editor, words));
	const end = tr.mapping.map(to);
	const found = gap === undefined ? undefined : placeOf(tr.doc, gap, start, end);
	tr.setSelection(
		found === undefined
			? TextSelection.near(tr.doc.resolve(end), -1)
			: TextSelection.create(tr.doc, found.from, found.to)
	);
	view.dispatch(tr.scrollIntoView());
	view.focus();
}

/** Open at both ends: the first line goes on where the caret stands, and what followed follows. */
function linesOf({ schema }: Editor, words: string): Slice {
	const lines = words
		.split('\n')
		.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
	return new Slice(Fragment.from(lines), 1, 1);
}

function placeOf(doc: Node, words: string, from: number, to: number) {
	let place: { readonly from: number; readonly to: number } | undefined;
	doc.nodesBetween(from, to, (node, at) => {
		const index = place === undefined ? (node.text?.indexOf(words) ?? -1) : -1;
		if (index !== -1) place = { from: at + index, to: at + index + words.length };
	});
	return place;
}
