import { expect, test } from '../support/server.ts';

/** What the service worker needs of itself here; tests are not compiled for workers. */
interface Worker extends EventTarget {
	PushEvent: new (type: string, init: { data: string }) => Event;
	registration: { showNotification: (title: string, options: object) => Promise<void> };
}

test('what a browser is told while nobody looks is shown, and leads into this app alone', async ({
	newColleague
}) => {
	const hannah = await newColleague();
	const page = await hannah.open('/sign-in');
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	const [worker] = page.context().serviceWorkers();
	// A browser without a window neither reaches a push service nor shows anything outside of its pages.
	const shown = await worker?.evaluate(async () => {
		const scope = self as unknown as Worker;
		const seen: unknown[] = [];
		scope.registration.showNotification = async (title, options) =>
			void seen.push({ title, ...options });
		const news = JSON.stringify({ title: 'There is news', tag: 'r1', href: '/requests/r1' });
		for (const data of [news, '[1]', 'nonsense', '{"title":7}']) {
			scope.dispatchEvent(new scope.PushEvent('push', { data }));
		}
		return seen;
	});
	const icon = '/icon-192.png';
	const plain = { title: 'Offhook', tag: 'news', icon, data: { href: '/' } };
	expect(shown).toEqual([
		{ title: 'There is news', tag: 'r1', icon, data: { href: '/requests/r1' } },
		plain,
		plain,
		plain
	]);
});
