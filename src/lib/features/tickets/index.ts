export { loadActivityPage, loadBoardPage, loadProfilePage, loadSearchPage } from './later.ts';
export { default as TicketLink } from './TicketLink.svelte';
export { default as TicketsEverywhere } from './TicketsEverywhere.svelte';
export { default as TicketsPage } from './TicketsPage.svelte';
