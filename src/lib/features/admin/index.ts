export { default as AdminFrame } from './AdminFrame.svelte';
export { default as AdminStart } from './AdminStart.svelte';
export { default as OrganisationPage } from './OrganisationPage.svelte';
export { default as PeoplePage } from './PeoplePage.svelte';
export { default as RequestersPage } from './RequestersPage.svelte';
export { default as TeamsPage } from './TeamsPage.svelte';
