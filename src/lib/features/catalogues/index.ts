export { default as CataloguesPage } from './CataloguesPage.svelte';
