export { Install, provideInstall } from './install.svelte.ts';
export { default as NewRequestPage } from './NewRequestPage.svelte';
export { default as PortalFrame } from './PortalFrame.svelte';
export { default as PortalRoom } from './PortalRoom.svelte';
export type { Portal } from './portal.svelte.ts';
export { default as RatePage } from './RatePage.svelte';
export { default as RequestListPage } from './RequestListPage.svelte';
export { default as RequestPage } from './RequestPage.svelte';
export { default as SettingsPage } from './SettingsPage.svelte';
