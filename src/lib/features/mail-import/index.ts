export { default as MailImportPage } from './MailImportPage.svelte';
