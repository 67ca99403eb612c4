import { createContext } from 'svelte';
import type { Kept } from './kept.ts';
import type { Line, What } from './parts.ts';

const TOLD = 'told';
const WISH = 'notices';

/** Something that this person has not been told yet. */
export interface News {
	readonly id: string;
	readonly what: What;
	readonly line: Line;
}

/** How a browser shows something outside its pages; none where it cannot. */
export interface Outside {
	permission(): NotificationPermission;
	ask(): Promise<NotificationPermission>;
	show(title: string, options: { body: string; tag: string; href: string }): Promise<void>;
	/** Lets this browser be told also while the portal is closed, or no longer. */
	listen(isWanted: boolean): Promise<void>;
}

/** Tells of answers and of what became of a request, each thing once on this device. */
export class Notices {
	readonly #kept: Kept;
	readonly #outside: Outside | undefined;
	#permission = $state<NotificationPermission>('default');
	#wish = $state<'yes' | 'no' | null>(null);

	constructor(kept: Kept, outside: Outside | undefined) {
		this.#kept = kept;
		this.#outside = outside;
		if (outside !== undefined) this.#permission = outside.permission();
		const wish = kept.read(WISH);
		if (wish === 'yes' || wish === 'no') this.#wish = wish;
	}

	/** Whether this device tells also while nobody looks: `none` where it cannot. */
	get state(): 'none' | 'denied' | 'unasked' | 'on' | 'off' {
		if (this.#outside === undefined) return 'none';
		if (this.#permission === 'denied') return 'denied';
		if (this.#permission === 'granted' && this.#wish === 'yes') return 'on';
		return this.#wish === null ? 'unasked' : 'off';
	}

	async turnOn(): Promise<void> {
		if (this.#outside === undefined) return;
		this.#permission = await this.#outside.ask();
		this.#setWish('yes');
		this.renew();
	}

	/** Says again where this browser can be told: sessions, languages and subscriptions change. */
	renew(): void {
		if (this.state === 'on') void this.#outside?.listen(true).catch(() => undefined);
	}

	turnOff(): void {
		this.#setWish('no');
		void this.#outside?.listen(false).catch(() => undefined);
	}

	/** What is new in these lines and was not told before. */
	take(lines: readonly Line[]): readonly News[] {
		const kept = this.#kept.read(TOLD);
		const before = Object.entries(typeof kept === 'object' && kept !== null ? kept : {});
		const isTold = (line: Line) =>
			before.some(([id, mark]) => id === line.id && mark === markOf(line));
		const news = lines.flatMap((line): News[] => {
			const { id, news: what } = line;
			return what === null || isTold(line) ? [] : [{ id, what, line }];
		});
		if (news.length > 0) {
			const unread = lines.filter((line) => line.news !== null);
			// What was seen since need not be remembered.
			this.#kept.write(TOLD, Object.fromEntries(unread.map((line) => [line.id, markOf(line)])));
		}
		return news;
	}

	/** Tells outside of the page, where that is wanted. */
	async show({ id }: News, title: string, body: string): Promise<void> {
		if (this.state !== 'on') return;
		await this.#outside?.show(title, { body, tag: id, href: `/requests/${id}` });
	}

	#setWish(wish: 'yes' | 'no'): void {
		this.#wish = wish;
		this.#kept.write(WISH, wish);
	}
}

const markOf = ({ row }: Line): string =>
	`${row?.last?.atMs ?? 0}.${row?.status.code ?? row?.status.class ?? ''}`;

/** The browser's own notifications, through the service worker, which phones demand. */
export function browserNotices(words: () => string): Outside | undefined {
	if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) return undefined;
	return {
		permission: () => Notification.permission,
		ask: () => Notification.requestPermission(),
		listen: async (isWanted) => {
			const { subscribe, unsubscribe } = await import('#lib/session/browser-push.ts');
			const place = '/api/portal/push';
			await (isWanted ? subscribe(place, words()) : unsubscribe(place));
		},
		show: async (title, { body, tag, href }) => {
			const registration = await navigator.serviceWorker.ready;
			await registration.showNotification(title, {
				body,
				tag,
				icon: '/icon-192.png',
				data: { href }
			});
		}
	};
}

export const [useNotices, provideNotices] = createContext<Notices>();
