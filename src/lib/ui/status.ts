import { createContext } from 'svelte';
import type { Shape, Tone } from './tone.ts';

/** Whether this device and the server are talking. Offline is a normal state, not an error. */
export type Connection =
	| { readonly kind: 'connected'; readonly since: number }
	| { readonly kind: 'connecting'; readonly since: number }
	| { readonly kind: 'offline'; readonly since: number };

/** Whether what was done is safe: on the server, on this device only, or nowhere yet. */
export type Saved = 'saved' | 'waiting' | 'not-saved';

/** What the status line says. Whoever knows the truth fills it; the line only words it. */
export interface Status {
	readonly person: { readonly name: string; readonly id?: string; readonly note?: string } | null;
	readonly connection: Connection;
	/** Changes of this device that the server has not confirmed. */
	readonly waiting: number;
	readonly saved: Saved;
	/** Lines for the details: storage used, last contact, refused changes. */
	readonly detail: readonly StatusDetail[];
}

export interface StatusDetail {
	readonly label: string;
	readonly value: string;
	readonly tone?: Tone;
	readonly shape?: Shape;
	/** Where to read more, such as the sync inspector. */
	readonly href?: string;
}

/** A getter, so that the state behind it may be reactive. */
export type StatusSource = () => Status;

export const [useStatus, provideStatus, hasStatus] = createContext<StatusSource>();
