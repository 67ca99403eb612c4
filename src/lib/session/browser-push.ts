import type { PushRequest } from '#lib/protocol/portal.ts';

/** The subscription of this browser, if it has one. */
async function current(): Promise<PushSubscription | null> {
	const registration = await navigator.serviceWorker.ready;
	return 'pushManager' in registration ? registration.pushManager.getSubscription() : null;
}

/** Where a browser says that it wants to be told: that of a requester, or of somebody of the staff. */
export type PushPlace = '/api/portal/push' | '/api/staff/push';

/** Whether this browser can be told of something while nobody looks. */
export const canBeTold = (): boolean =>
	'Notification' in globalThis && 'serviceWorker' in navigator && 'PushManager' in globalThis;

/** Whether it is told at present, as far as it knows itself. */
export async function isSubscribed(): Promise<boolean> {
	return (await current()) !== null;
}

/**
 * Lets this browser be told of news while nobody looks; `words` is what the server is to know of that:
 * what is said, or in which language. False where a browser cannot, or has no push service.
 */
export async function subscribe(place: PushPlace, words: string): Promise<boolean> {
	const registration = await navigator.serviceWorker.ready;
	if (!('pushManager' in registration)) return false;
	const answer = await fetch(place, { cache: 'no-store' });
	const key = answer.ok ? keyIn(await answer.json()) : undefined;
	if (key === undefined) return false;
	const subscription = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: key
	});
	const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON();
	const body: PushRequest = { endpoint, keys: { p256dh, auth }, words };
	const taken = await fetch(place, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	return taken.ok;
}

/** Takes it back, here and at the server. */
export async function unsubscribe(place: PushPlace): Promise<void> {
	const subscription = await current();
	if (subscription === null) return;
	await subscription.unsubscribe();
	await fetch(place, { method: 'DELETE' });
}

function keyIn(answer: unknown): string | undefined {
	const key = typeof answer === 'object' && answer !== null && 'key' in answer ? answer.key : null;
	return typeof key === 'string' ? key : undefined;
}
