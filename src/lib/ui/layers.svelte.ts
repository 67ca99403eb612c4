import type { Snippet } from 'svelte';
import type * as floating from './floating.ts';
import type { MenuItem } from './menu-item.ts';

type Floating = typeof floating;
type Side = 'top' | 'bottom' | 'left' | 'right';
type TriggerAttributes = Record<string, unknown>;

/** The element that something floats beside: it spreads `props`. */
export type TriggerSnippet = Snippet<[{ props: TriggerAttributes }]>;

/** A layer draws its trigger, or says what the one that is there already must carry. */
interface LayerProps {
	side: Side;
	trigger?: TriggerSnippet;
	ontrigger?: (props: TriggerAttributes) => void;
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

/** What a trigger carries until its layer is there: whoever comes near makes it come. */
export function awaitsLayer(own: TriggerAttributes): TriggerAttributes {
	const { onfocus } = own;
	return {
		type: 'button',
		...own,
		onpointerenter: loadLayers,
		onfocus: (event: FocusEvent) => {
			if (typeof onfocus === 'function') onfocus(event);
			loadLayers();
		}
	};
}
