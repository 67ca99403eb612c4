import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { StarterKit } from '@tiptap/starter-kit';
import { untrack } from 'svelte';
import type * as Y from 'yjs';
import { hueOf } from '../identity.ts';
import { KeepCaret } from './keep-caret.ts';

interface EditorPlace {
	readonly element: HTMLElement;
	readonly fragment: Y.XmlFragment;
	/** Who else writes here, and where they stand; undefined where one writes alone. */
	readonly carets?: object | undefined;
	readonly label: string;
	/** What the words may be made of: those of a page have headings, and lists of one level. */
	readonly shape: 'message' | 'page';
	readonly isAllowedLink: (address: string) => boolean;
	/** The marks at the caret have changed. */
	readonly onMoved: () => void;
	/** True when a key was taken. */
	readonly onKey: (event: KeyboardEvent) => boolean;
}

/** What formatted words are written in, with the carets of everybody who does. */
export function openEditor(place: EditorPlace): Editor {
	const { element, fragment, carets, label, onMoved, onKey } = place;
	return new Editor({
		element,
		// Its style sheet would be one that the page does not allow; ours says the same.
		injectCSS: false,
		// From text the editor would make a page of its own first, which this page does not allow either.
		content: { type: 'doc', content: [{ type: 'paragraph' }] },
		extensions: [
			...shapeOf(place),
			Collaboration.configure({ fragment }),
			...(carets === undefined ? [] : [caretsOfOthers(carets), KeepCaret])
		],
		editorProps: {
			attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, dir: 'auto' },
			handleKeyDown: (_view, event) => onKey(event)
		},
		// It also moves by losing the focus while the screen takes it away.
		onTransaction: () => untrack(onMoved)
	});
}

function caretsOfOthers(awareness: object) {
	return CollaborationCaret.configure({
		provider: { awareness },
		user: {},
		render: drawCaret,
		selectionRender: ({ person }) => ({ class: `others-selection hue-${hueOf(String(person))}` })
	});
}

function shapeOf({ shape, isAllowedLink }: EditorPlace) {
	const always = {
		undoRedo: false,
		dropcursor: false,
		gapcursor: false,
		trailingNode: false,
		link: { openOnClick: false, defaultProtocol: 'https', isAllowedUri: isAllowedLink }
	} as const;
	if (shape === 'message')
		return [StarterKit.configure({ ...always, heading: false, horizontalRule: false })];
	return [
		FlatLists.configure({
			...always,
			heading: { levels: [2, 3] },
			strike: false,
			underline: false
		})
	];
}

const FlatLists = StarterKit.extend({
	addExtensions() {
		return (this.parent?.() ?? []).map((part) =>
			part.name === 'listItem' && part.type === 'node'
				? part.extend({ content: 'paragraph' })
				: part
		);
	}
});

function drawCaret({ name, person }: Record<string, unknown>): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `others-caret hue-${hueOf(String(person))}`;
	const label = document.createElement('span');
	label.className = 'others-name';
	label.textContent = String(name);
	caret.append(label);
	return caret;
}
