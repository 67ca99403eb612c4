export { default as Chooser } from './Chooser.svelte';
export { default as CreateDialog } from './create/CreateDialog.svelte';
export { default as EditDialog } from './edit/EditDialog.svelte';
export { default as PreviewDialog } from './edit/PreviewDialog.svelte';
export { default as FollowUpDialog } from './follow-ups/FollowUpDialog.svelte';
export { default as FinishDialog } from './FinishDialog.svelte';
export { default as ProblemsDialog } from './ProblemsDialog.svelte';
export { default as ProgressDialog } from './ProgressDialog.svelte';
