import { mailDomain } from '#lib/domain/mail-domain.ts';
import {
	INVITED_AT_ONCE,
	type AskedSignUp,
	type MadeInvitation,
	type OpenInvitation
} from '#lib/protocol/sign-up.ts';
import type { FailureCode } from '#lib/session/api.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { signUpApi } from './sign-up-api.ts';

/** Why something was not done; undefined when it was. */
type Why = FailureCode | undefined;

const whyOf = (
	answer: { readonly ok: true } | { readonly ok: false; readonly code: FailureCode }
) => (answer.ok ? undefined : answer.code);

/** Who was invited, who asks, and the links that were made while the page is open. */
export class Invitations {
	readonly #api: typeof signUpApi;
	#open = $state.raw<readonly OpenInvitation[] | null>(null);
	#asked = $state.raw<readonly AskedSignUp[]>([]);
	#made = $state.raw<readonly MadeInvitation[]>([]);
	#known = $state.raw<readonly string[]>([]);
	#failure = $state<FailureCode | null>(null);

	constructor(api: typeof signUpApi) {
		this.#api = api;
	}

	/** Null until the server has said. */
	get open(): readonly OpenInvitation[] | null {
		return this.#open;
	}

	get asked(): readonly AskedSignUp[] {
		return this.#asked;
	}

	/** Links that nobody can see again. */
	get made(): readonly MadeInvitation[] {
		return this.#made;
	}

	/** Addresses that were typed and have an account. */
	get known(): readonly string[] {
		return this.#known;
	}

	get failure(): FailureCode | null {
		return this.#failure;
	}

	async load(): Promise<void> {
		const answer = await this.#api.lists();
		this.#failure = answer.ok ? null : answer.code;
		if (!answer.ok) return;
		this.#open = answer.value.invitations;
		this.#asked = answer.value.asked;
	}

	/** Makes links; answers what is wrong with the text, or with the server. */
	async invite(text: string): Promise<string | undefined> {
		const { addresses, problem } = readAddresses(text);
		if (problem !== undefined) return problem;
		const answer = await this.#api.invite(addresses);
		if (!answer.ok) return t(`errors.code.${answer.code}`);
		this.#known = answer.value.known;
		this.#show(answer.value.made);
		await this.load();
		return undefined;
	}

	async accept({ id }: AskedSignUp): Promise<Why> {
		const answer = await this.#api.accept(id);
		if (answer.ok) this.#show([answer.value]);
		await this.load();
		return whyOf(answer);
	}

	async refuse({ id }: AskedSignUp): Promise<Why> {
		const answer = await this.#api.refuse(id);
		await this.load();
		return whyOf(answer);
	}

	async revoke({ id }: OpenInvitation): Promise<Why> {
		const answer = await this.#api.revoke(id);
		if (answer.ok) this.#made = this.#made.filter((one) => one.id !== id);
		await this.load();
		return whyOf(answer);
	}

	/** The newest link of an address is the one that works. */
	#show(made: readonly MadeInvitation[]): void {
		const isNew = (email: string) =>
			made.some((one) => one.email.toLowerCase() === email.toLowerCase());
		const others = this.#made.filter(({ email }) => !isNew(email));
		this.#made = [...made, ...others];
	}
}

/** The addresses in a text, or what is wrong with it. */
function readAddresses(text: string): { addresses: string[]; problem?: string } {
	// As mail programs copy them: `"Berg, Anna" <anna@example.org>`.
	const bare = text.replaceAll(/"[^"]*"/g, '').replaceAll(/[^<>,;\n]*<([^<>]*)>/g, ' $1 ');
	const addresses = [...new Set(bare.split(/[\s,;]+/).filter(Boolean))];
	const wrong = addresses.find((one) => mailDomain(one) === undefined);
	if (wrong !== undefined) return { addresses, problem: t('portal.invite.wrong', { text: wrong }) };
	if (addresses.length === 0) return { addresses, problem: t('portal.invite.missing') };
	if (addresses.length > INVITED_AT_ONCE) return { addresses, problem: t('portal.invite.tooMany') };
	return { addresses };
}
