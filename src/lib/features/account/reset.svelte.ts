import type { ResetAnswer } from '#lib/protocol/rest.ts';
import type { Api } from '#lib/session/api.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { failureKey } from './failures.ts';

type ResetPhase =
	| { readonly kind: 'loading' }
	| { readonly kind: 'invalid' }
	| { readonly kind: 'unreachable'; readonly reason: string }
	| { readonly kind: 'ready'; readonly for: ResetAnswer }
	| { readonly kind: 'done' };

/** Setting a new password by a link that works once. */
export class ResetForm {
	#api: Api;
	#token: string;
	#phase = $state.raw<ResetPhase>({ kind: 'loading' });
	#isBusy = $state(false);
	#error = $state<string | undefined>();
	password = $state('');

	constructor(api: Api, token: string) {
		this.#api = api;
		this.#token = token;
	}

	get phase(): ResetPhase {
		return this.#phase;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	get error(): string | undefined {
		return this.#error;
	}

	async look(): Promise<void> {
		const answer = await this.#api.resetLink(this.#token);
		if (answer.ok) this.#phase = { kind: 'ready', for: answer.value };
		else if (answer.code === 'link-invalid' || answer.code === 'not-found')
			this.#phase = { kind: 'invalid' };
		else this.#phase = { kind: 'unreachable', reason: t(failureKey(answer)) };
	}

	async submit(): Promise<void> {
		this.#error = this.password === '' ? t('session.signIn.passwordMissing') : undefined;
		if (this.#error !== undefined || this.#isBusy) return;
		this.#isBusy = true;
		const answer = await this.#api.resetPassword(this.#token, { password: this.password });
		this.#isBusy = false;
		if (answer.ok) this.#phase = { kind: 'done' };
		else if (answer.code === 'link-invalid') this.#phase = { kind: 'invalid' };
		else this.#error = t(failureKey(answer));
	}
}
