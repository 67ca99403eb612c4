export { default as MetPage } from './MetPage.svelte';
export { default as StandingGate } from './StandingGate.svelte';
export { default as SyncBanners } from './SyncBanners.svelte';
export { default as SyncEverywhere } from './SyncEverywhere.svelte';
export { default as SyncPage } from './SyncPage.svelte';
