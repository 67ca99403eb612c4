import type { BodyOf } from '../changes/bodies.ts';
import { customKey } from '../changes/lift.ts';
import type { CatalogueName, DefinitionOf } from '../catalogue/definitions.ts';
import { cellValue, type Cells } from '../crdt/cells.ts';
import { isPersonId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { knownPerson, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type FieldBody = BodyOf<'ticket.field'>;

/** Refused unless a coded value names an entry of its catalogue; null names none. */
export function knownEntry(
	facts: Facts,
	catalogue: CatalogueName,
	code: string | null | undefined
): Verdict {
	if (code === null || code === undefined) return ACCEPTED;
	return facts.catalogue.find(catalogue, code) === undefined
		? refused('unknown-entry', { catalogue, code })
		: ACCEPTED;
}

/** Where an organisation has defined categories, a category is one of them. */
export function knownCategory(facts: Facts, code: string | null | undefined): Verdict {
	if (code === null || code === undefined) return ACCEPTED;
	const isFree = facts.catalogue.all('category').length === 0;
	return isFree || facts.catalogue.find('category', code) !== undefined
		? ACCEPTED
		: refused('unknown-entry', { catalogue: 'category', code });
}

/** The verdict on the value of a field that every ticket has. */
export function judgeValue(body: FieldBody, facts: Facts): Verdict {
	switch (body.field) {
		case 'priority':
		case 'type':
		case 'section':
			return knownEntry(facts, body.field, body.value);
		case 'category':
			return knownCategory(facts, body.value);
		default:
			return ACCEPTED;
	}
}

/** The verdict on the value of a field that the organisation defined. */
export function judgeCustom({ field, value }: BodyOf<'ticket.custom'>, facts: Facts): Verdict {
	const definition = facts.catalogue.find('field', field);
	if (definition === undefined)
		return refused('unknown-entry', { catalogue: 'field', code: field });
	if (value === null) return ACCEPTED;
	if (!fitsKind(definition, value)) return refused('wrong-kind', { field, kind: definition.kind });
	return definition.kind === 'person' && isPersonId(value) ? knownPerson(facts, value) : ACCEPTED;
}

function fitsKind(definition: DefinitionOf<'field'>, value: Json): boolean {
	switch (definition.kind) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'date':
			return Number.isInteger(value);
		case 'checkbox':
			return typeof value === 'boolean';
		case 'choice':
			return definition.options.some(({ code }) => code === value);
		case 'person':
			return isPersonId(value);
	}
}

/** Refused when a field that must be filled in before the ticket is done is empty. */
export function requiredFields(ticket: Ticket, state: Cells, facts: Facts): Verdict {
	const fields = facts.catalogue.current('field').flatMap((field) => {
		const value = cellValue(state, customKey(field.code)) ?? false;
		return field.required && isAsked(field, ticket) && value === false ? [field.code] : [];
	});
	return fields.length > 0 ? refused('needs-field', { fields }) : ACCEPTED;
}

/** Whether a custom field belongs to a ticket of this team and type. */
export function isAsked(
	field: DefinitionOf<'field'>,
	ticket: Pick<Ticket, 'team' | 'type'>
): boolean {
	const inTeam = field.teams.length === 0 || field.teams.includes(ticket.team);
	const ofType =
		field.types.length === 0 || (ticket.type !== null && field.types.includes(ticket.type));
	return inTeam && ofType;
}
