import { customText, readCustom } from '#lib/domain/catalogue/custom-text.ts';
import type { PortalField } from '#lib/protocol/portal.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { AskedForm } from './asked-form.svelte.ts';
import type { Answers } from './waiting.ts';

/** What is being answered of the form of a new request, as it is typed. */
export class FormDraft {
	readonly #form: AskedForm;
	readonly #keep: (text: string) => void;
	#type = $state('');
	#texts = $state.raw<Readonly<Record<string, string>>>({});

	/** `kept` is what `keep` was given last, on this device. */
	constructor(form: AskedForm, kept: string, keep: (text: string) => void) {
		this.#form = form;
		this.#keep = keep;
		const { type, texts } = readKept(kept);
		[this.#type, this.#texts] = [type, texts];
	}

	get type(): string {
		return this.#type;
	}

	set type(code: string) {
		this.#type = code;
		this.#write();
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
		this.#write();
	}

	problemOf(field: PortalField): string | undefined {
		const value = readCustom(field.kind, this.textOf(field));
		if (value === null) return field.required ? t('portal.fieldMissing') : undefined;
		return value === undefined ? t('portal.fieldNumber') : undefined;
	}

	get hasProblem(): boolean {
		return this.fields.some((field) => this.problemOf(field) !== undefined);
	}

	get answers(): Answers {
		const custom: Record<string, string | number | boolean> = {};
		for (const field of this.fields) {
			const value = readCustom(field.kind, this.textOf(field));
			if (value !== undefined && value !== null) custom[field.code] = value;
		}
		// What was kept may be older than the form.
		const isThere = this.types.some(({ code }) => code === this.type);
		return { type: isThere ? this.type : null, custom };
	}

	#write(): void {
		this.#keep(JSON.stringify({ type: this.#type, texts: this.#texts }));
	}
}

/** What was answered before, as a draft keeps it. */
export function keptAnswers({ type, custom = {} }: Answers, form: AskedForm): string {
	const texts = Object.entries(custom).map(([code, value]) => {
		const field = form.value?.fields.find((one) => one.code === code);
		return [code, customText(field?.kind ?? 'text', value)];
	});
	return JSON.stringify({ type: type ?? '', texts: Object.fromEntries(texts) });
}

/** Says that there is no such day as was typed, which a form hands in as none; whether there is such a one. */
export function tellsOfWrongDay(form: HTMLFormElement | undefined): boolean {
	const day = form?.querySelector<HTMLInputElement>('[type="date"]:invalid');
	return day?.reportValidity() === false;
}

function readKept(text: string): { type: string; texts: Readonly<Record<string, string>> } {
	const value = parsed(text);
	const has = (key: string) =>
		typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : null;
	const [type, texts]: unknown[] = [has('type'), has('texts')];
	const entries = Object.entries(typeof texts === 'object' && texts !== null ? texts : {});
	return {
		type: typeof type === 'string' ? type : '',
		texts: Object.fromEntries(entries.filter(([, one]) => typeof one === 'string'))
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
