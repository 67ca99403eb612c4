import type { PortalFormAnswer } from '#lib/protocol/portal.ts';
import type { Kept } from './kept.ts';
import { isForm, type PortalApi } from './portal-api.ts';

const FORM = 'form';

/** What a new request is asked for, besides what it is about; kept for when there is no network. */
export class AskedForm {
	readonly #kept: Kept;
	readonly #api: Pick<PortalApi, 'form'>;
	#tag = '';
	#value = $state.raw<PortalFormAnswer | null>(null);

	constructor(kept: Kept, api: Pick<PortalApi, 'form'>) {
		this.#kept = kept;
		this.#api = api;
		const known = kept.read(FORM);
		if (isForm(known)) this.#value = known;
	}

	/** Null until it is known here. */
	get value(): PortalFormAnswer | null {
		return this.#value;
	}

	/** Asks once in a visit, so that it is here when there is no network. */
	async loadOnce(): Promise<void> {
		if (this.#tag === '') await this.load();
	}

	async load(): Promise<void> {
		const answer = await this.#api.form(this.#tag);
		if (!answer.ok || answer.value === null) return;
		this.#tag = answer.tag;
		this.#value = answer.value;
		this.#kept.write(FORM, answer.value);
	}
}
