/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/** The page that every address of the app starts from; the adapter writes it as the fallback. */
const shell = '/app.html';
/** What is never the app: answers about people, and the sync socket. */
const notTheApp = [/^\/api(\/|$)/, /^\/sync(\/|$)/];

// Built files carry a hash in their name; the rest is as new as the version.
precacheAndRoute([
	...build.map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: shell, revision: version }
]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL(shell), { denylist: notTheApp }));

// Only when the person says so: a new version must not replace the one they are working in.
self.addEventListener('message', (event) => {
	if (isSkipWaiting(event.data)) void self.skipWaiting();
});

// The first visit is protected at once, without a reload.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** News while nobody looks: what is said was put together by this app's own server, and sealed. */
self.addEventListener('push', (event) => event.waitUntil(showNews(event.data)));

async function showNews(data: PushMessageData | null): Promise<void> {
	const { title, tag, href } = readNews(data);
	const icon = '/icon-192.png';
	await self.registration.showNotification(title, { tag, icon, data: { href } });
}

/** A browser shows something in any case, and would say something of its own where we said nothing. */
function readNews(data: PushMessageData | null) {
	const parts = new Map<string, unknown>(Object.entries(read(data)));
	const text = (key: string, otherwise: string) => {
		const value = parts.get(key);
		return typeof value === 'string' && value !== '' ? value : otherwise;
	};
	return { title: text('title', 'Offhook'), tag: text('tag', 'news'), href: text('href', '/') };
}

function read(data: PushMessageData | null): object {
	try {
		const value: unknown = data?.json();
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

/** Whoever taps a notification comes to what it is about, in a window that is open if there is one. */
self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(openAt(hrefOf(event.notification.data)));
});

async function openAt(href: string): Promise<void> {
	const [open] = await self.clients.matchAll({ type: 'window' });
	const shown = await open?.navigate(href).catch(() => null);
	await (shown ? shown.focus() : self.clients.openWindow(href));
}

/** Only addresses of this app; what is none leads to its first page. */
function hrefOf(data: unknown): string {
	const href = typeof data === 'object' && data !== null && 'href' in data ? data.href : undefined;
	return typeof href === 'string' && /^\/(?!\/)/.test(href) ? href : '/';
}

function isSkipWaiting(message: unknown): boolean {
	return (
		typeof message === 'object' &&
		message !== null &&
		'type' in message &&
		message.type === 'SKIP_WAITING'
	);
}
