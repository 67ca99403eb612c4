import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** How long keys wait for what opens, in ms; then they are given up, and nothing is done with them. */
const PATIENCE_MS = 3_000;

let waiting: KeyboardEvent[] | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function take(event: KeyboardEvent) {
	// Whoever has changed their mind gets out at once.
	if (waiting === undefined || event.isComposing || event.key === 'Escape') return stop();
	// What is for the browser stays with it.
	if ((event.ctrlKey || event.metaKey) && event.key !== 'Enter') return;
	waiting.push(event);
	event.preventDefault();
	event.stopImmediatePropagation();
}

function stop(): void {
	waiting = undefined;
	clearTimeout(timer);
	removeEventListener('keydown', take, { capture: true });
}

/**
 * From now on keys belong to what is about to open. Whoever knows the keys by heart types faster than
 * a slow device opens a dialog: without this, a name typed into it would be a row of shortcuts.
 */
export function awaitKeys(): void {
	clearTimeout(timer);
	timer = setTimeout(stop, PATIENCE_MS);
	if (waiting !== undefined) return;
	waiting = [];
	addEventListener('keydown', take, { capture: true });
}

async function give(keys: readonly KeyboardEvent[]): Promise<void> {
	for (const [index, key] of keys.entries()) {
		// The key before may have opened something else.
		if (waiting !== undefined) return void waiting.push(...keys.slice(index));
		const field = document.activeElement;
		if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
		const isMeant = field.dispatchEvent(new KeyboardEvent('keydown', key));
		// Of those with Ctrl only Enter is here.
		if (isMeant && key.key.length === 1) document.execCommand('insertText', false, key.key);
		await tick();
	}
}

/** What has opened gets the keys that were waiting for it, as soon as it has the focus. */
export const takesKeys: Attachment<HTMLElement> = (opened) => {
	function arrive() {
		const keys = waiting;
		if (keys === undefined) return;
		stop();
		void give(keys);
	}
	opened.addEventListener('focusin', arrive, { once: true });
	if (opened.contains(document.activeElement)) arrive();
	return () => opened.removeEventListener('focusin', arrive);
};
