export { default as AppFrame } from './AppFrame.svelte';
export type { NavItem } from './nav.ts';
export { default as RouteError } from './RouteError.svelte';
export { statusOf } from './desk-status.ts';
export { placesFor } from './places.ts';
