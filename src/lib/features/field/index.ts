export { default as VisitPage } from './VisitPage.svelte';
export { default as VisitsPage } from './VisitsPage.svelte';
