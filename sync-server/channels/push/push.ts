import { newId, type RandomBytes } from '#lib/domain/ids.ts';
import type { Platform } from '../../persistence/platform/platform.ts';
import type { PushSubscription } from '../../persistence/platform/push-subscriptions.ts';
import type { Outside } from '../../outside/request-outside.ts';
import { readEndpoint } from './endpoint.ts';
import { readVapidKeys } from './vapid.decode.ts';

export interface PushParts {
	readonly platform: Platform;
	readonly now: () => number;
	readonly random: RandomBytes;
	readonly isActive: (session: string) => boolean;
	readonly outside: Outside;
	/** For tests: endpoints may lie on this machine, and need no certificate. */
	readonly isAnywhere: boolean;
}

/** What a browser is told. */
export interface PushMessage {
	readonly href: string;
	/** What is said, if not what its browser gave for all news. */
	readonly title?: string;
	/** What is about the same takes the place of what was said before. */
	readonly tag: string;
	/** The same for the push service, which need not know what it is about. */
	readonly topic: string;
}

const KEY = 'vapid';
/** A day later it is no news any more. */
const LASTS_S = 24 * 3_600;
/** Stands for this server where its address is not one that a push service would know. */
const NOBODY = 'mailto:nobody@example.org';

export type Push = ReturnType<typeof openPush>;

/** The way to browsers while nobody looks (RFC 8030, 8291 and 8292). */
export function openPush({ platform, now, random, isActive, outside, isAnywhere }: PushParts) {
	const { pushSubscriptions: subscriptions } = platform;
	// Hardly any organisation has requesters on the day it starts: the library is loaded when it is used.
	const library = async () => (await import('web-push')).default;

	/** Made once; every subscription is bound to it. */
	async function keys() {
		const { generateVAPIDKeys } = await library();
		const make = () => Buffer.from(JSON.stringify(generateVAPIDKeys()));
		return readVapidKeys(platform.keys.getOrAdd(KEY, make, now()));
	}

	async function send(
		to: PushSubscription,
		{ href, tag, topic, title }: PushMessage
	): Promise<number> {
		const { generateRequestDetails } = await library();
		const { endpoint, p256dh, auth, words, origin } = to;
		const url = readEndpoint(endpoint, isAnywhere);
		if (url === undefined) return 410;
		const subject = origin.startsWith('https:') ? origin : NOBODY;
		const payload = JSON.stringify({ title: title ?? words, href, tag });
		const { headers, body } = generateRequestDetails(
			{ endpoint, keys: { p256dh, auth } },
			payload,
			{ vapidDetails: { subject, ...(await keys()) }, TTL: LASTS_S, topic, urgency: 'normal' }
		);
		// Nothing of the answer is read: it comes from wherever somebody said.
		const asked = { method: 'POST', headers, body, longest: 0 } as const;
		return (await outside.request(url, asked)).status;
	}

	return {
		publicKey: async () => (await keys()).publicKey,
		isEndpoint: (text: string) => readEndpoint(text, isAnywhere) !== undefined,
		subscribe: (made: Omit<PushSubscription, 'id' | 'createdAt'>): void =>
			subscriptions.put({ ...made, id: newId(random), createdAt: now() }),
		endSession: subscriptions.removeOfSession,
		/** The browsers of a person, by their ids. */
		subscribed: (org: string, person: string): string[] =>
			subscriptions.ofPerson(org, person).map(({ id }) => id),

		/** What a browser gave to be said there; empty for one that is gone. */
		wordsOf: (id: string): string => subscriptions.byId(id)?.words ?? '',

		/** Tells one browser; throws when that may be tried again. One that is gone is forgotten. */
		async tell(id: string, message: PushMessage): Promise<void> {
			const to = subscriptions.byId(id);
			if (to === undefined) return;
			if (!isActive(to.sessionId)) return subscriptions.remove(id);
			const status = await send(to, message);
			if (status === 404 || status === 410) subscriptions.remove(id);
			else if (status < 200 || status > 299) throw new Error(`push service answered ${status}`);
		}
	};
}
