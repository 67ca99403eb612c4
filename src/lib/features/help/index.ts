export { default as HelpArticlePage } from './HelpArticlePage.svelte';
export { default as HelpBody } from './HelpBody.svelte';
export { default as HelpFrame } from './HelpFrame.svelte';
export { default as HelpPage } from './HelpPage.svelte';
