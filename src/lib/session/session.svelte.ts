import { createContext } from 'svelte';
import type { SignInRequest, WhoAnswer } from '#lib/protocol/rest.ts';
import type { Api, ApiResult, FailureCode } from './api.ts';
import { forgetTexts, hasBegunToWrite, type TextStore } from './kept-text.ts';
import { meFrom, parseMe } from './me.ts';
import type { Me } from './me.ts';

/** What this device keeps between visits; `localStorage` in the product. */
export type KeptTexts = TextStore & Pick<Storage, 'getItem' | 'setItem'>;

/**
 * `checking` until this device or the server has said who is here. `expired`: the server no longer
 * knows the session, but the work goes on with what is on the device until the same person signs in.
 */
export type SessionPhase = 'checking' | 'signed-out' | 'signed-in' | 'expired';

const meKey = 'offhook.me';
/** Set when somebody signed out while the server could not be told. */
const signOutKey = 'offhook.sign-out-waiting';
const endedCodes: ReadonlySet<FailureCode> = new Set([
	'session-missing',
	'session-expired',
	'session-revoked'
]);

/** Who was here last, from this device's memory alone. */
export function keptMe(kept: Pick<Storage, 'getItem'>): Me | null {
	return parseMe(kept.getItem(meKey));
}

/** Who is signed in here, confirmed by the server whenever it can be reached. */
export class Session {
	#api: Api;
	#kept: KeptTexts;
	#now: () => number;
	#me = $state.raw<Me | null>(null);
	#phase = $state<SessionPhase>('checking');
	#hasLeft = false;
	#leavers: readonly (() => void | Promise<void>)[] = [];

	constructor(api: Api, kept: KeptTexts, now: () => number) {
		this.#api = api;
		this.#kept = kept;
		this.#now = now;
	}

	get me(): Me | null {
		return this.#me;
	}

	get phase(): SessionPhase {
		return this.#phase;
	}

	/** Whether somebody signed out here and nobody has come in since. */
	get hasLeft(): boolean {
		return this.#hasLeft;
	}

	/** At the start of the app: this device's memory first, then the server's word. */
	async start(): Promise<void> {
		const kept = parseMe(this.#kept.getItem(meKey));
		if (kept) {
			this.#me = kept;
			this.#phase = 'signed-in';
		}
		await this.tellWaitingSignOut();
		await this.confirm();
	}

	/** Asks the server again, as after a socket was refused. Unreachable changes nothing. */
	async confirm(): Promise<void> {
		const answer = await this.#api.whoAmI();
		if (answer.ok) this.adopt(answer.value);
		else if (endedCodes.has(answer.code)) this.markExpired();
		else if (this.#me === null) this.#phase = 'signed-out';
	}

	/** The server said that the session is over: keep working, ask to sign in again. */
	markExpired(): void {
		this.#phase = this.#me === null ? 'signed-out' : 'expired';
	}

	adopt(answer: WhoAnswer): void {
		this.#me = meFrom(answer, this.#now());
		this.#phase = 'signed-in';
		this.#kept.setItem(meKey, JSON.stringify(this.#me));
		this.#kept.removeItem(signOutKey);
	}

	async signIn(request: SignInRequest): Promise<ApiResult<WhoAnswer>> {
		const answer = await this.#api.signIn(request);
		if (answer.ok) this.adopt(answer.value);
		return answer;
	}

	/** Runs `leave` before the person is forgotten here, to close and seal what is theirs. */
	onSignOut(leave: () => void | Promise<void>): () => void {
		this.#leavers = [...this.#leavers, leave];
		return () => {
			this.#leavers = this.#leavers.filter((one) => one !== leave);
		};
	}

	/**
	 * Erases what names the person here and what they had begun to write, because this device was
	 * wiped. Who they are stays on screen, which says so, until they leave it.
	 */
	forget(): void {
		if (!this.#isOvertaken()) this.#kept.removeItem(meKey);
		if (this.#me !== null) forgetTexts(this.#me.personId, this.#kept);
	}

	/** Whether signing out would erase something that was written here and not sent. */
	hasBegunToWrite(): boolean {
		return this.#me !== null && hasBegunToWrite(this.#me.personId, this.#kept);
	}

	/** Signs out here at once; false when the server has yet to be told. */
	async signOut(): Promise<boolean> {
		await Promise.allSettled(this.#leavers.map(async (leave) => leave()));
		const isTold = this.#isOvertaken() || (await this.#endSession());
		if (!isTold) this.#kept.setItem(signOutKey, 'yes');
		this.forget();
		this.#me = null;
		this.#hasLeft = true;
		this.#phase = 'signed-out';
		return isTold;
	}

	/** Somebody else has signed in in another tab since: the session is theirs, not to be ended. */
	#isOvertaken(): boolean {
		const kept = parseMe(this.#kept.getItem(meKey));
		return kept !== null && this.#me !== null && kept.personId !== this.#me.personId;
	}

	async #endSession(): Promise<boolean> {
		const answer = await this.#api.signOut();
		return answer.ok || endedCodes.has(answer.code);
	}

	/** Signs out what could not be signed out before, as without a network. */
	async tellWaitingSignOut(): Promise<void> {
		if (this.#kept.getItem(signOutKey) === null) return;
		if (await this.#endSession()) this.#kept.removeItem(signOutKey);
	}
}

export const [useSession, provideSession] = createContext<Session>();
