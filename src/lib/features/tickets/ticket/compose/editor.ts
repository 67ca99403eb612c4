import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { StarterKit } from '@tiptap/starter-kit';
import { isPersonId, type PersonId } from '#lib/domain/ids.ts';
import { isSafeLink } from '#lib/domain/rich-text.ts';
import { textFragment } from '#lib/documents/text-doc.ts';
import type { TextView } from '#lib/session/desk/texts.ts';
import { hueOf } from '#lib/ui/identity.ts';

export interface EditorPlace {
	readonly element: HTMLElement;
	readonly text: TextView;
	readonly label: string;
	readonly nameOf: (person: PersonId) => string;
	/** The marks at the caret have changed. */
	readonly onMoved: () => void;
	/** True when a key was taken. */
	readonly onKey: (event: KeyboardEvent) => boolean;
}

/** What people write together in: a text of what a reply may be made of, with everybody's carets. */
export function openEditor({ element, text, label, nameOf, onMoved, onKey }: EditorPlace): Editor {
	return new Editor({
		element,
		// Its style sheet would be one that the page does not allow; ours says the same.
		injectCSS: false,
		extensions: [
			StarterKit.configure({
				undoRedo: false,
				heading: false,
				horizontalRule: false,
				dropcursor: false,
				gapcursor: false,
				trailingNode: false,
				link: { openOnClick: false, defaultProtocol: 'https', isAllowedUri: isSafeLink }
			}),
			Collaboration.configure({ fragment: textFragment(text.doc) }),
			CollaborationCaret.configure({
				provider: { awareness: caretsOf(text, nameOf) },
				user: {},
				render: drawCaret,
				selectionRender: ({ person }) => ({
					class: `others-selection hue-${hueOf(String(person))}`
				})
			})
		],
		editorProps: {
			attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, dir: 'auto' },
			handleKeyDown: (_view, event) => onKey(event)
		},
		onTransaction: onMoved
	});
}

/** Whom a caret belongs to is said by the server, by id; here it gets its name. */
function caretsOf({ awareness }: TextView, nameOf: (person: PersonId) => string) {
	const named = () =>
		new Map(
			[...awareness.getStates()].map(([client, state]) => {
				const { user, cursor } = state;
				const person = isPersonId(user) ? user : undefined;
				const name = person === undefined ? '' : nameOf(person);
				return [client, { cursor, user: { name, person, color: '#000000' } }];
			})
		);
	return {
		get states() {
			return named();
		},
		getStates: named,
		getLocalState: () => awareness.getLocalState(),
		setLocalStateField: (field: string, value: unknown) => {
			// One's own name comes from the session, not from here.
			if (field !== 'user') awareness.setLocalStateField(field, value);
		},
		on: (event: 'change' | 'update', listener: () => void) => awareness.on(event, listener),
		off: (event: 'change' | 'update', listener: () => void) => awareness.off(event, listener)
	};
}

function drawCaret({ name, person }: Record<string, unknown>): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `others-caret hue-${hueOf(String(person))}`;
	const label = document.createElement('span');
	label.className = 'others-name';
	label.textContent = String(name);
	caret.append(label);
	return caret;
}
