import type { PushRequest } from '#lib/protocol/portal.ts';

/** The subscription of this browser, if it has one. */
async function current(): Promise<PushSubscription | null> {
	const registration = await navigator.serviceWorker.ready;
	return 'pushManager' in registration ? registration.pushManager.getSubscription() : null;
}

/**
 * Lets this browser be told of news while nobody looks; `words` is what it says then. Where a browser
 * cannot, or has no push service, it tells while the portal is open.
 */
export async function subscribeToNews(words: string): Promise<void> {
	const registration = await navigator.serviceWorker.ready;
	if (!('pushManager' in registration)) return;
	const answer = await fetch('/api/portal/push', { cache: 'no-store' });
	const key = answer.ok ? keyIn(await answer.json()) : undefined;
	if (key === undefined) return;
	const subscription = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: key
	});
	const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON();
	const body: PushRequest = { endpoint, keys: { p256dh, auth }, words };
	await fetch('/api/portal/push', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
}

/** Takes it back, here and at the server. */
export async function unsubscribeFromNews(): Promise<void> {
	const subscription = await current();
	if (subscription === null) return;
	await subscription.unsubscribe();
	await fetch('/api/portal/push', { method: 'DELETE' });
}

function keyIn(answer: unknown): string | undefined {
	const key = typeof answer === 'object' && answer !== null && 'key' in answer ? answer.key : null;
	return typeof key === 'string' ? key : undefined;
}
