export { default as AppFrame } from './AppFrame.svelte';
export type { NavItem } from './nav.ts';
export { default as RouteError } from './RouteError.svelte';
