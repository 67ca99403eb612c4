import type { Tone } from './tone.ts';

interface ToastAction {
	readonly label: string;
	/** The key that does the same for as long as the toast is there. */
	readonly shortcut?: string;
	readonly run: () => void;
}

export interface ToastMessage {
	readonly text: string;
	readonly tone?: Tone;
	/** Usually *Undo*; the toast goes away when it is used. */
	readonly action?: ToastAction | undefined;
	readonly seconds?: number;
}

export interface ShownToast extends ToastMessage {
	readonly id: number;
	readonly seconds: number;
}

/** More than these at once would be noise; the oldest gives way. */
const shownLimit = 3;
const plainSeconds = 5;
// Long enough to read the sentence, find the button and press it.
const actionSeconds = 9;

let shown = $state.raw<readonly ShownToast[]>([]);
let lastId = 0;

export const toasts = {
	get shown(): readonly ShownToast[] {
		return shown;
	}
};

/** Says what just happened, once, at the edge of the screen. Returns how to take it away again. */
export function toast(message: ToastMessage): () => void {
	const id = ++lastId;
	const seconds = message.seconds ?? (message.action ? actionSeconds : plainSeconds);
	shown = [...shown, { ...message, id, seconds }].slice(-shownLimit);
	return () => dismissToast(id);
}

/** Does what the newest toast offers by a key, if one does. */
export function runByKey(shortcut: string): void {
	const newest = withKey(shortcut);
	if (newest === undefined) return;
	newest.action?.run();
	dismissToast(newest.id);
}

/** The newest toast whose action has a key. */
export function withKey(shortcut: string): ShownToast | undefined {
	return shown.findLast(({ action }) => action?.shortcut === shortcut);
}

export function dismissToast(id: number): void {
	shown = shown.filter((one) => one.id !== id);
}
