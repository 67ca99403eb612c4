export { default as ArticleFinder } from './ArticleFinder.svelte';
export { default as KnowledgePage } from './KnowledgePage.svelte';
