import { MERGED_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { CatalogueName, DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { offeredOptions } from '#lib/domain/catalogue/custom-text.ts';
import type { Json } from '#lib/domain/json.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import type { Desk } from './desk.ts';
import { categoryPath, entryName } from './entry-names.ts';

/** Something that can be chosen, and what it is called. */
interface Option<Value extends string = string> {
	readonly value: Value;
	readonly label: string;
	readonly detail?: string | undefined;
}

/** Staff who are still here, oneself first, then by name. */
export function personOptions(desk: Desk): Option<PersonId>[] {
	const me = desk.me.person;
	return [...desk.people]
		.filter(([, person]) => !person.blocked && roleHas(person.role, 'workspace.read'))
		.sort(([a, one], [b, two]) => (a === me ? -1 : b === me ? 1 : one.name.localeCompare(two.name)))
		.map(([value, person]) => ({
			value,
			label: person.name,
			detail: value === me ? t('tickets.author.you') : undefined
		}));
}

/** The statuses people may choose; that of merged tickets is not one of them. */
export function statusOptions(desk: Desk, chosen?: string | null): Option[] {
	return entryOptions(desk, 'status', chosen).filter(({ value }) => value !== MERGED_STATUS);
}

/** The most pressing first. */
export function priorityOptions(desk: Desk, chosen?: string | null): Option[] {
	return entryOptions(desk, 'priority', chosen).toReversed();
}

/** What can be chosen from a catalogue, in its order; what is chosen stays there when it is archived. */
export function entryOptions(
	desk: Desk,
	catalogue: CatalogueName,
	chosen?: string | null
): Option[] {
	if (catalogue === 'category') return categoryOptions(desk, chosen);
	return desk.catalogue
		.all(catalogue)
		.filter(({ code, archived }) => !archived || code === chosen)
		.map((entry) => ({ value: entry.code, label: entryName(catalogue, entry) }));
}

/** Sub-categories stand under their category and bear its name, as others may be called the same. */
function categoryOptions({ catalogue }: Desk, chosen?: string | null): Option[] {
	const shown = catalogue
		.all('category')
		.filter(({ code, archived }) => !archived || code === chosen);
	const codes = new Set(shown.map(({ code }) => code));
	const under = Map.groupBy(shown, ({ parent }) => (codes.has(parent ?? '') ? parent : null));
	return (under.get(null) ?? []).flatMap((top) =>
		[top, ...(under.get(top.code) ?? [])].map(({ code }) => ({
			value: code,
			label: categoryPath(catalogue, code)
		}))
	);
}

/** What there is to choose from in a field that the organisation defined; undefined where one types. */
export function customOptions(
	desk: Desk,
	field: DefinitionOf<'field'>,
	chosen?: Json
): Option[] | undefined {
	switch (field.kind) {
		case 'person':
			return personOptions(desk);
		case 'checkbox':
			return (['yes', 'no'] as const).map((value) => ({ value, label: t(`shell.${value}`) }));
		case 'choice':
			return offeredOptions(field.options, chosen).map(({ code, names }) => ({
				value: code,
				label: nameIn(names, locale.code)
			}));
		default:
			return undefined;
	}
}

/** The macros for tickets of these teams. */
export function macroOptions(desk: Desk, teams: readonly TeamId[]): Option[] {
	return desk.catalogue
		.current('macro')
		.filter(({ team }) => team === null || teams.every((one) => one === team))
		.map((macro) => ({ value: macro.code, label: entryName('macro', macro) }));
}

/** All teams in use: a ticket may go to a team one is not in. */
export function teamOptions(desk: Desk, chosen?: string | null): Option<TeamId>[] {
	return [...desk.teams]
		.filter(([id, team]) => !team.archived || id === chosen)
		.map(([value, team]) => ({ value, label: team.name }))
		.sort((a, b) => a.label.localeCompare(b.label));
}
