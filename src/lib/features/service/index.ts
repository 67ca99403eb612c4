export { default as ServiceAlerts } from './ServiceAlerts.svelte';
export { default as ServicePage } from './ServicePage.svelte';
