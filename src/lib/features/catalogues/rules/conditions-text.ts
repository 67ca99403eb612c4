import { fieldNamesIn } from '#lib/domain/query/field-names.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import { formatQuery } from '#lib/domain/query/format.ts';
import { findNamedIn, namedAlone, type Named } from '#lib/domain/query/find-named.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import type { QueryProblem } from '#lib/domain/query/query.ts';
import {
	isNamedKind,
	namedQuery,
	resolveQuery,
	type NamedKind,
	type NameOf
} from '#lib/domain/query/resolve.ts';
import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { categoryPath, codeName } from '#lib/session/entry-names.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';

/** Conditions as people read them: with names where the rule keeps codes and ids. */
export function shownConditions(desk: Desk, kept: string): string {
	const parsed = parseQuery(kept, fieldsIn(desk.catalogue));
	if (!parsed.ok) return kept;
	const fieldNames = fieldNamesIn(desk.catalogue, locale.code);
	return formatQuery(namedQuery(parsed.query, namesIn(desk), fieldNames));
}

/** What codes and ids are called in conditions. */
export const namesIn = (desk: Desk): NameOf =>
	namedAlone(namedHere(desk), (kind, value) => nameOf(desk, kind, value));

function namedHere({ catalogue, people, teams }: Desk): Named {
	const alsoCalled = (kind: NamedKind, code: string) =>
		kind === 'person' || kind === 'team' ? [] : [codeName(catalogue, kind, code)];
	return { catalogue, people, teams, alsoCalled };
}

/** Conditions as a rule keeps them, or what is wrong with them as they were written. */
export function keptConditions(
	desk: Desk,
	written: string
): { readonly kept: string } | { readonly problem: string } {
	const parsed = parseQuery(written, fieldsIn(desk.catalogue));
	if (!parsed.ok) return { problem: problemWords(parsed.problem) };
	const resolved = resolveQuery(parsed.query, findNamedIn(namedHere(desk)));
	return resolved.ok
		? { kept: formatQuery(resolved.query) }
		: { problem: problemWords(resolved.problem) };
}

function nameOf(desk: Desk, kind: NamedKind, value: string): string | undefined {
	if (kind === 'person') return isPersonId(value) ? desk.people.get(value)?.name : undefined;
	if (kind === 'team') return isTeamId(value) ? desk.teams.get(value)?.name : undefined;
	if (kind === 'category') return categoryPath(desk.catalogue, value);
	return isNamedKind(kind) ? codeName(desk.catalogue, kind, value) : undefined;
}

function problemWords({ code, word }: QueryProblem): string {
	switch (code) {
		case 'unclosed-bracket':
		case 'empty-brackets':
			return t('rules.query.brackets');
		case 'unclosed-quote':
			return t('rules.query.unclosed');
		case 'too-long':
		case 'too-many':
			return t('rules.query.tooMuch');
		default:
			return t('rules.query.wrong', { word });
	}
}
