import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Leaves the caret where it stood in the words when somebody else divides or joins their line. To the
 * shared text the words behind the break are taken away and others put in, and with them went the caret.
 */
export const KeepCaret = Extension.create({
	name: 'keepCaret',
	addProseMirrorPlugins: () => [
		new Plugin({
			appendTransaction(transactions, { doc: before, selection: old }, { doc, selection, tr }) {
				if (!transactions.some((one) => isByOthers(one.getMeta(ySyncPluginKey)))) return null;
				if (!(old instanceof TextSelection && selection instanceof TextSelection)) return null;
				const anchor = keptPlace({ before, after: doc, place: old.anchor }, selection.anchor);
				const head = keptPlace({ before, after: doc, place: old.head }, selection.head);
				if (anchor === selection.anchor && head === selection.head) return null;
				return tr
					.setSelection(TextSelection.create(doc, anchor, head))
					.setMeta(ySyncPluginKey, { isChangeOrigin: true });
			}
		})
	]
});

const isByOthers = (said: unknown): boolean =>
	typeof said === 'object' &&
	said !== null &&
	'isChangeOrigin' in said &&
	said.isChangeOrigin === true &&
	!('isUndoRedoOperation' in said && said.isUndoRedoOperation === true);

interface Moved {
	readonly before: Node;
	readonly after: Node;
	/** Where something stood before. */
	readonly place: number;
}

/**
 * Where something stands after a change: where it was put, if it is between the same letters there; else
 * before or behind what was changed, as it was; else where it was put after all.
 */
export function keptPlace({ before, after, place }: Moved, put: number): number {
	const [old, now] = [wordsTo(before, before.content.size), wordsTo(after, after.content.size)];
	const at = wordsTo(before, place).length;
	if (neighbours(old, at) === neighbours(now, wordsTo(after, put).length)) return put;
	const behind = old.length - at;
	if (old.slice(at) === now.slice(Math.max(0, now.length - behind)))
		return placeOf(after, now.length - behind) ?? put;
	return now.startsWith(old.slice(0, at)) ? (placeOf(after, at) ?? put) : put;
}

/** Every line break, too, is one letter. */
const wordsTo = (doc: Node, place: number): string => doc.textBetween(0, place, '\n', '\n');

const neighbours = (words: string, at: number): string => `\n${words}\n`.slice(at, at + 2);

function placeOf(doc: Node, letters: number): number | undefined {
	let left = letters;
	let found: number | undefined;
	doc.descendants((node, at) => {
		if (!node.isTextblock || found !== undefined) return found === undefined;
		if (left <= node.content.size) found = at + 1 + left;
		else left -= node.content.size + 1;
		return false;
	});
	return found;
}
