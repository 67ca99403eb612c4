import type { Component } from 'svelte';

export interface MenuItem {
	readonly id: string;
	readonly label: string;
	readonly icon?: Component | undefined;
	/** How many items above it belongs to, which it stands under. */
	readonly level?: number | undefined;
	/** A number or a few words at the end of the line. */
	readonly aside?: string | undefined;
	readonly shortcut?: string | undefined;
	readonly tone?: 'plain' | 'danger';
	/** Marks the current one of a set of choices. */
	readonly checked?: boolean | undefined;
	/** Why it cannot be chosen now; it stays visible and says so. */
	readonly unavailable?: string | undefined;
	readonly run: () => void;
}
