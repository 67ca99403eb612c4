import type { SignInWaysAnswer } from '#lib/protocol/rest.ts';
import { call, signInWays, who, type Failure, type FailureCode } from '#lib/session/api.ts';
import type { Session } from '#lib/session/session.svelte.ts';
import { safeTarget } from './sign-in.svelte.ts';

interface Place {
	readonly ways: SignInWaysAnswer;
	readonly session: Session;
	/** What the address of the page says. */
	readonly asked: URLSearchParams;
}

/** What the way back from a provider may say. */
const FAILURES: readonly FailureCode[] = [
	'account-blocked',
	'sso-refused',
	'sso-unavailable',
	'sso-unknown'
];

/** Coming in by a provider of identities, or by the proxy that knows who is there. */
export class OtherWays {
	#place: () => Place;
	#open: (address: string) => void;
	#isBusy = $state(false);
	#failure = $state.raw<Failure>();

	constructor(place: () => Place, open: (address: string) => void) {
		this.#place = place;
		this.#open = open;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	get failure(): Failure | undefined {
		return this.#failure;
	}

	/**
	 * What happens by itself: going on after the way back, and coming in without being asked, unless
	 * that has just failed or somebody has just left. True when somebody is in.
	 */
	async begin(): Promise<boolean> {
		const { ways, session, asked } = this.#place();
		if (asked.has('entered')) return this.#goOn();
		const failed = FAILURES.find((code) => code === asked.get('failed'));
		if (failed !== undefined) this.#failure = { ok: false, code: failed };
		if (failed !== undefined || session.hasLeft || session.phase === 'signed-in') return false;
		if (ways.isByProxy) return this.enterByProxy();
		const isForPortal = /^\/requests(\/|$)/.test(this.#target());
		if (ways.provider?.isAutomatic === true && isForPortal) await this.leaveForProvider();
		return false;
	}

	async enterByProxy(): Promise<boolean> {
		this.#isBusy = true;
		const { session } = this.#place();
		const answer = await call('POST', `/api/sign-in/proxy${this.#org('?')}`, who, {});
		this.#isBusy = false;
		this.#failure = answer.ok ? undefined : answer;
		if (answer.ok) session.adopt(answer.value);
		return answer.ok;
	}

	/** The browser leaves the app only if the server is there to lead it on. */
	async leaveForProvider(): Promise<void> {
		this.#isBusy = true;
		const { session } = this.#place();
		const answer = await signInWays(this.#org('?'));
		this.#failure = answer.ok ? undefined : answer;
		this.#isBusy = answer.ok;
		if (!answer.ok) return;
		// Told later, it would end the session that is about to begin.
		await session.tellWaitingSignOut();
		const to = encodeURIComponent(this.#target());
		this.#open(`/api/sign-in/provider?to=${to}${this.#org('&')}`);
	}

	async #goOn(): Promise<boolean> {
		this.#isBusy = true;
		const { session } = this.#place();
		await session.confirm();
		this.#isBusy = false;
		return session.phase === 'signed-in';
	}

	#target(): string {
		return safeTarget(this.#place().asked.get('to'));
	}

	#org(before: '?' | '&'): string {
		const org = this.#place().asked.get('org');
		return org === null ? '' : `${before}org=${encodeURIComponent(org)}`;
	}
}
