export { default as ChatEverywhere } from './ChatEverywhere.svelte';
export { default as ChatPage } from './ChatPage.svelte';
export { unreadTotal } from './entries.ts';
