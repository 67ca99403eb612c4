import type { Catalogue } from '../catalogue/catalogue.ts';
import { customText } from '../catalogue/custom-text.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import { fillTemplate, TICKET_NAMES, type Filled } from '../catalogue/fill.ts';
import { nameIn } from '../catalogue/names.ts';
import { templateNamed, templatesFor } from '../catalogue/templates.ts';
import type { TeamId } from '../ids.ts';
import { fieldsIn } from '../query/custom.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Action } from './rule-parts.decode.ts';

/** What a rule that speaks knows besides the ticket. */
export interface Speaker {
	readonly catalogue: Catalogue;
	/** The language it speaks in; empty where nobody knows it. */
	readonly language: string;
	readonly organisation: string;
	readonly teamName: (team: TeamId) => string;
	readonly personName: (person: string) => string | undefined;
}

/** The words of a rule, with what they say of the ticket filled in; in the name of its team. */
export function spokenWords(words: string, ticket: Ticket, speaker: Speaker): Filled {
	return fillTemplate(words, {
		value: (name) => valueOf(name, ticket, speaker),
		template: (name) => {
			const found = templateNamed(templatesFor(speaker.catalogue, ticket.team), name);
			return found && nameIn(found.texts, speaker.language);
		}
	});
}

const ticketName = (name: string) => TICKET_NAMES.find((one) => one === name.toLowerCase());

function valueOf(name: string, ticket: Ticket, speaker: Speaker): string | undefined {
	switch (ticketName(name)) {
		case 'number':
			return ticket.number === null ? undefined : `#${ticket.number}`;
		case 'subject':
			return ticket.subject;
		case 'requester':
			return ticket.requester?.name || (ticket.requester?.address ?? undefined);
		case 'me':
		case 'team':
			return speaker.teamName(ticket.team);
		case 'organisation':
			return speaker.organisation;
		default:
			return customValue(name, ticket, speaker);
	}
}

/** The value of a field that the organisation defined, by any of its names. */
function customValue(
	name: string,
	{ custom }: Ticket,
	{ catalogue, language, personName }: Speaker
): string | undefined {
	const field = fieldsIn(catalogue)(name);
	const value = field && custom[field.code];
	if (field === undefined || value === undefined || value === null) return undefined;
	switch (field.kind) {
		case 'choice': {
			const option = field.options.find(({ code }) => code === value);
			return option && nameIn(option.names, language);
		}
		case 'person':
			return personName(String(value));
		case 'checkbox':
			return undefined;
		default:
			return customText(field.kind, value);
	}
}

/**
 * The first name that a rule can never fill in, in what it says to whoever asked; undefined where there
 * is none, and of a rule that is at rest.
 */
export function unknownSpoken(
	{ on, archived, actions }: Pick<DefinitionOf<'rule'>, 'on' | 'archived' | 'actions'>,
	catalogue: Catalogue
): string | undefined {
	if (!on || archived) return undefined;
	const field = fieldsIn(catalogue);
	const isKnown = (name: string) =>
		ticketName(name) !== undefined || (field(name)?.kind ?? 'checkbox') !== 'checkbox';
	const { unknown } = fillTemplate(
		actions.flatMap((action) => spokenBy(action, catalogue)).join('\n'),
		{
			value: (name) => (isKnown(name) ? '' : undefined),
			template: (name) => {
				const found = templateNamed(catalogue.current('template'), name);
				return found && Object.values(found.texts).join('\n');
			}
		}
	);
	return unknown[0];
}

/** What an action says to whoever asked, in all languages. */
function spokenBy(action: Action, catalogue: Catalogue): readonly string[] {
	if (action.do === 'reply')
		return typeof action.value === 'string' ? [action.value] : Object.values(action.value);
	if (action.do !== 'followUp' || action.value.kind !== 'send') return [];
	const { template, words } = action.value;
	if (template === undefined) return [words];
	return Object.values(catalogue.find('template', template)?.texts ?? {});
}
