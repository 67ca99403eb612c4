import type { ConnectionAnswer, PutConnectionRequest } from '#lib/protocol/connections.ts';
import type { DrawnForm, Field, Value } from './forms.ts';
import { readTeamAddresses } from './team-addresses.ts';

/** What an administrator is typing about a connection; nothing of it is kept before it is saved. */
export class Draft {
	readonly #form: DrawnForm;
	values = $state<Record<string, string>>({});
	/** New secrets by name; null takes one away. What is not here stays as it is. */
	secrets = $state<Record<string, string | null>>({});

	constructor(form: DrawnForm, { settings }: Pick<ConnectionAnswer, 'settings'>) {
		this.#form = form;
		const shown = { ...form.first, ...settings };
		this.values = Object.fromEntries(
			form.fields.map((field) => [field.name, textOf(field, shown[field.name] ?? '')])
		);
	}

	get request(): PutConnectionRequest {
		const settings = Object.fromEntries(
			this.#form.fields.map((field) => [field.name, valueOf(field, this.values[field.name] ?? '')])
		);
		const secrets = Object.fromEntries(
			Object.entries(this.secrets).filter(([, secret]) => secret !== '')
		);
		return { settings, secrets };
	}
}

function textOf({ as }: Field, value: unknown): string {
	if (as === 'team-addresses') return JSON.stringify(value);
	return Array.isArray(value) ? value.join('\n') : String(value);
}

function valueOf({ as }: Field, text: string): Value {
	if (as === 'number') return Number(text);
	if (as === 'check') return text === 'true';
	if (as === 'team-addresses') return readTeamAddresses(text);
	if (as !== 'lines') return text.trim();
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}
