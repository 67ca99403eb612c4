export { default as KnowledgePage } from './KnowledgePage.svelte';
