export { default as AppFrame } from './AppFrame.svelte';
export { default as DeskRoom } from './DeskRoom.svelte';
export type { NavItem } from './nav.ts';
export { default as RouteError } from './RouteError.svelte';
export { placesFor } from './places.ts';
