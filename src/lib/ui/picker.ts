import type { Component } from 'svelte';

/** Something that can be picked: a person, a team, a tag, a priority. */
export interface PickerOption<Value extends string = string> {
	readonly value: Value;
	readonly label: string;
	/** A second line or aside: role, team, e-mail. Searched too. */
	readonly detail?: string | undefined;
	readonly icon?: Component | undefined;
}

/** More than these are not worth scrolling: the person types another letter. */
export const shownOptionsLimit = 60;

/** Lower case without accents, so that `Jose` finds `José`. */
export function fold(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Options whose words start with, or else contain, what was typed; best first, bounded. */
export function filterOptions<Option extends PickerOption>(
	options: readonly Option[],
	query: string
): readonly Option[] {
	const wanted = fold(query.trim());
	if (wanted === '') return options.slice(0, shownOptionsLimit);
	const starts: Option[] = [];
	const contains: Option[] = [];
	for (const option of options) {
		const text = fold(`${option.label} ${option.detail ?? ''}`);
		if (text.split(/[\s.@_-]+/).some((word) => word.startsWith(wanted)) || text.startsWith(wanted))
			starts.push(option);
		else if (text.includes(wanted)) contains.push(option);
	}
	return [...starts, ...contains].slice(0, shownOptionsLimit);
}
