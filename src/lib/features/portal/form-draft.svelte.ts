import type { PortalField } from '#lib/protocol/portal.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { AskedForm } from './asked-form.svelte.ts';
import type { Answers } from './waiting.ts';

/** What is being answered of the form of a new request, as it is typed. */
export class FormDraft {
	readonly #form: AskedForm;
	type = $state('');
	#texts = $state.raw<Readonly<Record<string, string>>>({});

	constructor(form: AskedForm) {
		this.#form = form;
	}

	get types() {
		return this.#form.value?.types ?? [];
	}

	/** The fields that are asked of this kind of request. */
	get fields(): readonly PortalField[] {
		const all = this.#form.value?.fields ?? [];
		return all.filter(({ types }) => types.length === 0 || types.includes(this.type));
	}

	textOf({ code }: PortalField): string {
		return this.#texts[code] ?? '';
	}

	set({ code }: PortalField, text: string): void {
		this.#texts = { ...this.#texts, [code]: text };
	}

	problemOf(field: PortalField): string | undefined {
		const text = this.textOf(field).trim();
		if (text === '') return field.required ? t('portal.fieldMissing') : undefined;
		return valueOf(field, text) === undefined ? t('portal.fieldNumber') : undefined;
	}

	get hasProblem(): boolean {
		return this.fields.some((field) => this.problemOf(field) !== undefined);
	}

	get answers(): Answers {
		const custom: Record<string, string | number | boolean> = {};
		for (const field of this.fields) {
			const value = valueOf(field, this.textOf(field).trim());
			if (value !== undefined && value !== '') custom[field.code] = value;
		}
		return { type: this.type || null, custom };
	}
}

/** What a text says in its field; undefined where it says nothing of that kind. */
function valueOf({ kind }: PortalField, text: string): string | number | boolean | undefined {
	if (text === '') return undefined;
	if (kind === 'checkbox') return true;
	if (kind !== 'number' && kind !== 'date') return text;
	const value = kind === 'number' ? Number(text.replace(',', '.')) : Date.parse(`${text}T00:00Z`);
	return Number.isFinite(value) ? value : undefined;
}
