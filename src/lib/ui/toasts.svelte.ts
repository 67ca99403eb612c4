import type { Tone } from './tone.ts';

export interface ToastMessage {
	readonly text: string;
	readonly tone?: Tone;
	/** Usually *Undo*; the toast goes away when it is used. */
	readonly action?: { readonly label: string; readonly run: () => void } | undefined;
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

export function dismissToast(id: number): void {
	shown = shown.filter((one) => one.id !== id);
}
