/** What formatted words are written in; a large part of the app, fetched with its first use. */
export { default as FormattedEditor } from './FormattedEditor.svelte';
export { default as TogetherEditor } from './TogetherEditor.svelte';
