import type { DemoLoginAnswer, SignInWaysAnswer } from '#lib/protocol/rest.ts';
import type { Api } from '#lib/session/api.ts';
import type { Session } from '#lib/session/session.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { failureKey } from './failures.ts';

/** The sign-in form: what was typed stays, whatever the server says. */
export class SignInForm {
	#session: Session;
	#api: Api;
	name = $state('');
	password = $state('');
	#isBusy = $state(false);
	#wasTried = $state(false);
	#failure = $state<string | null>(null);
	#ways = $state.raw<SignInWaysAnswer | null>(null);
	#demoLogins = $state.raw<readonly DemoLoginAnswer[]>([]);

	constructor(session: Session, api: Api) {
		this.#session = session;
		this.#api = api;
		this.name = session.me?.userName ?? '';
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	get failure(): string | null {
		return this.#failure;
	}

	get demoLogins(): readonly DemoLoginAnswer[] {
		return this.#demoLogins;
	}

	/** The ways in besides a password, once they are known. */
	get ways(): SignInWaysAnswer | null {
		return this.#ways;
	}

	get nameError(): string | undefined {
		return this.#wasTried && this.name.trim() === '' ? t('session.signIn.loginMissing') : undefined;
	}

	get passwordError(): string | undefined {
		return this.#wasTried && this.password === '' ? t('session.signIn.passwordMissing') : undefined;
	}

	/** True where this server still has to be set up. Also learns the other ways in, if it has any. */
	async look(asked: URLSearchParams): Promise<boolean> {
		const setup = await this.#api.setup();
		if (setup.ok && setup.value.isNeeded) return true;
		const org = asked.get('org');
		const query = org === null ? '' : `?org=${encodeURIComponent(org)}`;
		const [ways, demo] = await Promise.all([this.#api.signInWays(query), this.#api.demoLogins()]);
		const known = ways.ok ? ways.value : { provider: null, isByProxy: false };
		const isBack = asked.has('entered') || asked.has('failed');
		if (known.provider || known.isByProxy || isBack) this.#ways = known;
		if (demo.ok) this.#demoLogins = demo.value.logins;
		return false;
	}

	/** Signs in with what was typed; true when it worked. */
	async submit(): Promise<boolean> {
		this.#wasTried = true;
		if (this.nameError ?? this.passwordError) return false;
		return this.#enter(this.name.trim(), this.password);
	}

	enterAs(demo: DemoLoginAnswer): Promise<boolean> {
		return this.#enter(demo.userName, demo.password);
	}

	async #enter(name: string, password: string): Promise<boolean> {
		if (this.#isBusy) return false;
		this.#isBusy = true;
		const answer = await this.#session.signIn({ name, password });
		this.#isBusy = false;
		this.#failure = answer.ok ? null : t(failureKey(answer));
		return answer.ok;
	}
}

/** Where to go after signing in: an address of this app, never another site. */
export function safeTarget(wanted: string | null): string {
	return wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in')
		? wanted
		: '/';
}
