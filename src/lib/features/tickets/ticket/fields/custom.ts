import { isAsked } from '#lib/domain/judge/ticket-values.ts';
import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatDate, formatNumber } from '#lib/ui/format.svelte.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../../names.ts';

export type CustomField = Entry<'field'>;

/** The custom fields to show: those asked for here, and those that hold something. */
export function customFields(desk: Desk, ticket: Ticket): readonly CustomField[] {
	return desk.catalogue
		.all('field')
		.filter((field) =>
			Object.hasOwn(ticket.custom, field.code) ? true : !field.archived && isAsked(field, ticket)
		);
}

/** The value of a custom field in words. */
export function customWords(desk: Desk, field: CustomField, value: Json | undefined): string {
	if (value === undefined || value === null) return t('shell.none');
	switch (field.kind) {
		case 'checkbox':
			return t(value === true ? 'shell.yes' : 'shell.no');
		case 'number':
			return formatNumber(Number(value));
		case 'date':
			return formatDate(Number(value), 'UTC');
		case 'person':
			return personName(desk, String(value));
		case 'choice': {
			const option = field.options.find(({ code }) => code === value);
			return option === undefined ? String(value) : nameIn(option.names, locale.code);
		}
		case 'text':
			return String(value);
	}
}
