import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { MessageKey } from './messages/index.ts';
import type { PreferenceStore } from './preferences.ts';
import { chordOf, isTypingShortcut, matchSequence, parseShortcut } from './shortcuts.ts';
import type { KeyPress } from './shortcuts.ts';

export const actionGroups = ['go', 'list', 'ticket', 'write', 'general'] as const;
export type ActionGroup = (typeof actionGroups)[number];

/** Something a person can do, named once; menus, palette, help and keys all take it from here. */
export interface Action {
	/** Stable, such as `ticket.take`: remapped shortcuts are remembered by it. */
	readonly id: string;
	/** A key of the catalogue that needs no values. */
	readonly label: MessageKey;
	readonly group: ActionGroup;
	/** `t`, `g t`, `mod+enter`; absent for what is only in the palette. */
	readonly shortcut?: string;
	/** Whether it makes sense right now; absent means always. */
	readonly when?: () => boolean;
	readonly run: () => void;
}

/** Text that the palette found: a ticket, a person, a channel. */
export interface SearchHit {
	readonly id: string;
	readonly title: string;
	readonly detail?: string;
	readonly run: () => void;
}

export interface SearchProvider {
	readonly id: string;
	readonly label: MessageKey;
	readonly search: (
		query: string,
		limit: number
	) => readonly SearchHit[] | Promise<readonly SearchHit[]>;
	/** Called when somebody is about to search. */
	readonly prepare?: () => void;
}

const remapKey = 'shortcuts';
/** Longer than this between two keys and they are not one sequence. */
const sequencePauseMs = 900;

export class Actions {
	#actions = new SvelteMap<string, Action>();
	#providers = new SvelteMap<string, SearchProvider>();
	#remapped = $state.raw<Readonly<Record<string, string>>>({});
	#preferences: PreferenceStore;
	#now: () => number;
	#pressed: readonly string[] = [];
	#pressedAt = 0;

	constructor(preferences: PreferenceStore, now: () => number) {
		this.#preferences = preferences;
		this.#now = now;
		this.#remapped = parseRemapped(preferences.read(remapKey));
	}

	/** All registered actions, in the order of their groups. */
	get all(): readonly Action[] {
		const actions = [...this.#actions.values()];
		return actionGroups.flatMap((group) => actions.filter((action) => action.group === group));
	}

	get providers(): readonly SearchProvider[] {
		return [...this.#providers.values()];
	}

	register(action: Action): () => void {
		this.#actions.set(action.id, action);
		return () => {
			// A later screen may have registered the same action for itself.
			if (this.#actions.get(action.id) === action) this.#actions.delete(action.id);
		};
	}

	registerProvider(provider: SearchProvider): () => void {
		this.#providers.set(provider.id, provider);
		return () => {
			if (this.#providers.get(provider.id) === provider) this.#providers.delete(provider.id);
		};
	}

	isAvailable(action: Action): boolean {
		return action.when?.() ?? true;
	}

	/** The shortcut in force: the person's own, or the original; empty when switched off. */
	shortcutOf(id: string): string {
		return this.#remapped[id] ?? this.#actions.get(id)?.shortcut ?? '';
	}

	/** Who has that shortcut, other than the one asking. */
	ownerOf(shortcut: string, except: string): Action | undefined {
		return this.all.find((one) => one.id !== except && this.shortcutOf(one.id) === shortcut);
	}

	remap(id: string, shortcut: string): void {
		this.#remapped = { ...this.#remapped, [id]: shortcut };
		this.#preferences.write(remapKey, JSON.stringify(this.#remapped));
	}

	restoreShortcuts(): void {
		this.#remapped = {};
		this.#preferences.write(remapKey, '{}');
	}

	run(id: string): void {
		const action = this.#actions.get(id);
		if (action && this.isAvailable(action)) action.run();
	}

	/** Runs what a key press means; true when it meant something. Keys that write are off while typing. */
	press(event: KeyPress, isTyping: boolean): boolean {
		const chord = chordOf(event);
		if (chord === null) return false;
		const isLate = this.#now() - this.#pressedAt > sequencePauseMs;
		const started = isLate ? [] : this.#pressed;
		this.#pressedAt = this.#now();
		return (
			this.#try([...started, chord], isTyping) ||
			(started.length > 0 && this.#try([chord], isTyping))
		);
	}

	#try(pressed: readonly string[], isTyping: boolean): boolean {
		this.#pressed = [];
		let isStart = false;
		for (const action of this.#actions.values()) {
			const shortcut = parseShortcut(this.shortcutOf(action.id));
			if (shortcut.length === 0 || (isTyping && isTypingShortcut(shortcut))) continue;
			const match = matchSequence(pressed, shortcut);
			if (match === 'none' || !this.isAvailable(action)) continue;
			if (match === 'whole') {
				action.run();
				return true;
			}
			isStart = true;
		}
		if (isStart) this.#pressed = pressed;
		return isStart;
	}
}

function parseRemapped(text: string | null): Readonly<Record<string, string>> {
	try {
		const parsed: unknown = JSON.parse(text ?? '{}');
		if (typeof parsed !== 'object' || parsed === null) return {};
		return Object.fromEntries(
			Object.entries(parsed).filter(
				(entry): entry is [string, string] => typeof entry[1] === 'string'
			)
		);
	} catch {
		// Someone else's or a damaged setting must not take the keyboard away.
		return {};
	}
}

export const [useActions, provideActions] = createContext<Actions>();

/** Offers an action for as long as the component that calls this exists. */
export function registerAction(action: Action): void {
	const actions = useActions();
	// The registry outlives the component, so leaving it is a clean-up.
	$effect(() => actions.register(action));
}

/** Lets the command palette find objects for as long as the component that calls this exists. */
export function registerSearchProvider(provider: SearchProvider): void {
	const actions = useActions();
	$effect(() => actions.registerProvider(provider));
}

/** Whether keys write text where the focus is. */
export function isTypingTarget(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
	if (target instanceof HTMLSelectElement) return true;
	return (
		target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
	);
}
