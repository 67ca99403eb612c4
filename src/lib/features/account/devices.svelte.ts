import type { SessionAnswer } from '#lib/protocol/rest.ts';
import type { Api } from '#lib/session/api.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { deviceName } from './device-name.ts';
import { failureKey } from './failures.ts';

type DevicesState =
	| { readonly kind: 'loading' }
	| { readonly kind: 'failed'; readonly isOffline: boolean; readonly reason: string }
	| { readonly kind: 'ready'; readonly sessions: readonly SessionAnswer[] };

export function deviceTitle(session: SessionAnswer): string {
	const name = deviceName(session.userAgent);
	return name ? t('session.devices.on', name) : t('session.devices.unknown');
}

/** Where a person is signed in, and ending it there. */
export class Devices {
	#api: Api;
	#state = $state.raw<DevicesState>({ kind: 'loading' });

	constructor(api: Api) {
		this.#api = api;
	}

	get state(): DevicesState {
		return this.#state;
	}

	get others(): readonly SessionAnswer[] {
		return this.#state.kind === 'ready' ? this.#state.sessions.filter((one) => !one.isCurrent) : [];
	}

	async load(): Promise<void> {
		const answer = await this.#api.sessions();
		if (answer.ok) this.#state = { kind: 'ready', sessions: inOrder(answer.value.sessions) };
		else {
			const isOffline = answer.code === 'network' || answer.code === 'timeout';
			this.#state = { kind: 'failed', isOffline, reason: t(failureKey(answer)) };
		}
	}

	async end(session: SessionAnswer): Promise<void> {
		const answer = await this.#api.endSession(session.publicId);
		if (answer.ok) toast({ text: t('session.devices.ended', { device: deviceTitle(session) }) });
		else toast({ text: t(failureKey(answer)), tone: 'danger' });
		await this.load();
	}

	async endOthers(): Promise<void> {
		const answer = await this.#api.endOtherSessions();
		if (answer.ok) toast({ text: t('session.devices.othersEnded', { count: answer.value.ended }) });
		else toast({ text: t(failureKey(answer)), tone: 'danger' });
		await this.load();
	}
}

function inOrder(sessions: readonly SessionAnswer[]): readonly SessionAnswer[] {
	return sessions.toSorted(
		(a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.lastSeenAt - a.lastSeenAt
	);
}
