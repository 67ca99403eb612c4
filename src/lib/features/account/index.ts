export { default as AccountPage } from './AccountPage.svelte';
export { default as OwnMenu } from './OwnMenu.svelte';
export { default as RequesterPage } from './RequesterPage.svelte';
export { default as ResetPage } from './ResetPage.svelte';
export { default as SessionBanners } from './SessionBanners.svelte';
export { default as SetupPage } from './SetupPage.svelte';
export { default as SignInPage } from './SignInPage.svelte';
export { default as SignOut } from './SignOut.svelte';
