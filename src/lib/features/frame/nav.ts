import type { Component } from 'svelte';
import type { MessageKey } from '#lib/ui/messages.svelte.ts';

/** A place that the rail or the bottom bar leads to. */
export interface NavItem {
	readonly id: string;
	readonly href: string;
	/** A catalogue key that needs no values. */
	readonly label: MessageKey;
	readonly icon: Component;
	/** How many things wait there. */
	readonly waiting?: number;
	/** Such as `g t`; the frame registers it. */
	readonly shortcut?: string;
}

/** As many as a thumb can tell apart; the last gives way to *More* when there is anything else. */
const bottomBarLimit = 4;

/** Whether an address is this place or inside it. */
export function isAt(item: NavItem, path: string): boolean {
	return path === item.href || path.startsWith(`${item.href}/`);
}

/** The items of the bottom bar, and those that go behind *More*. */
export function splitForPhone(
	items: readonly NavItem[],
	hasExtra: boolean
): { readonly bar: readonly NavItem[]; readonly more: readonly NavItem[] } {
	const limit = hasExtra ? bottomBarLimit - 1 : bottomBarLimit;
	if (items.length <= limit) return { bar: items, more: [] };
	return { bar: items.slice(0, bottomBarLimit - 1), more: items.slice(bottomBarLimit - 1) };
}
