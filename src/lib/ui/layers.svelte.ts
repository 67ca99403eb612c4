import type { Snippet } from 'svelte';
import type * as floating from './floating.ts';
import type { MenuItem } from './menu-item.ts';

type Floating = typeof floating;
type Side = 'top' | 'bottom' | 'left' | 'right';
type TriggerAttributes = Record<string, unknown>;

/** The element that something floats beside: it spreads `props`. */
export type TriggerSnippet = Snippet<[{ props: TriggerAttributes }]>;

/** A layer says what its trigger, which was there before it, must carry from now on. */
interface LayerProps {
	side: Side;
	ontrigger: (props: TriggerAttributes) => void;
}

export interface TooltipLayerProps extends LayerProps {
	text: string;
	shortcut?: string | undefined;
	/** Whether the trigger had the keyboard before its tooltip could be shown. */
	isWanted: boolean;
}

export interface PopoverLayerProps extends LayerProps {
	open: boolean;
	label: string;
	align: 'start' | 'center' | 'end';
	children: Snippet;
}

export interface MenuLayerProps extends LayerProps {
	open: boolean;
	label: string;
	groups: readonly (readonly MenuItem[])[];
	align: 'start' | 'end';
}

let shown = $state.raw<Floating>();
let isLoading = false;

/** Tooltips, popovers and menus: a sixth of what the first screen would otherwise wait for. */
export const layers = {
	get shown(): Floating | undefined {
		return shown;
	}
};

/** Fetches what floats, if it is not there yet; the next use asks again when that fails. */
export function loadLayers(): void {
	if (isLoading || shown !== undefined) return;
	isLoading = true;
	import('./floating.ts').then((loaded) => (shown = loaded)).catch(() => (isLoading = false));
}

/**
 * What a trigger carries until it has its layer. A screen has dozens of triggers, and a layer takes as
 * long to make as a row of a list: each gets its own when somebody comes near it.
 */
export function awaitsLayer(own: TriggerAttributes, onnear: () => void): TriggerAttributes {
	const { onfocus } = own;
	function near() {
		loadLayers();
		onnear();
	}
	return {
		type: 'button',
		...own,
		onpointerenter: near,
		onfocus: (event: FocusEvent) => {
			if (typeof onfocus === 'function') onfocus(event);
			near();
		}
	};
}
