import type { Failure } from '#lib/session/api.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import type { joinApi } from './join-api.ts';

type ForgottenPhase =
	| { readonly kind: 'loading' }
	| { readonly kind: 'no-mail' }
	| { readonly kind: 'unreachable'; readonly failure: Failure }
	| { readonly kind: 'ready'; readonly refused: Failure | undefined }
	| { readonly kind: 'asked'; readonly name: string };

type Asked = Pick<typeof joinApi, 'lookAtForgotten' | 'forgotten'>;

/** Asking for a link by mail to choose a new password. */
export class ForgottenForm {
	#api: Asked;
	#phase = $state.raw<ForgottenPhase>({ kind: 'loading' });
	#isBusy = $state(false);
	#wasTried = $state(false);
	name = $state('');

	constructor(api: Asked) {
		this.#api = api;
	}

	get phase(): ForgottenPhase {
		return this.#phase;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	get nameError(): string | undefined {
		return this.#wasTried && this.name.trim() === '' ? t('session.signIn.loginMissing') : undefined;
	}

	async look(): Promise<void> {
		const answer = await this.#api.lookAtForgotten();
		if (!answer.ok) this.#phase = { kind: 'unreachable', failure: answer };
		else if (answer.value.isMailed) this.#phase = { kind: 'ready', refused: undefined };
		else this.#phase = { kind: 'no-mail' };
	}

	async submit(): Promise<void> {
		this.#wasTried = true;
		const name = this.name.trim();
		if (name === '' || this.#isBusy) return;
		this.#isBusy = true;
		const answer = await this.#api.forgotten({ name, language: locale.code });
		this.#isBusy = false;
		this.#phase = answer.ok ? { kind: 'asked', name } : { kind: 'ready', refused: answer };
	}
}
