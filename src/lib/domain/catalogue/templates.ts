import { foldText } from '../fold-text.ts';
import type { TeamId } from '../ids.ts';
import type { Catalogue, Entry } from './catalogue.ts';

/** The reply templates that can be put into tickets of a team. */
export function templatesFor(catalogue: Catalogue, team: TeamId): Entry<'template'>[] {
	return catalogue
		.current('template')
		.filter((template) => template.team === null || template.team === team);
}

/** People call a template by any of its names; its code is for those who know it. */
export function templateNamed(
	templates: readonly Entry<'template'>[],
	name: string
): Entry<'template'> | undefined {
	const wanted = foldText(name);
	return templates.find(
		({ code, names }) =>
			code === name || Object.values(names).some((one) => foldText(one) === wanted)
	);
}
