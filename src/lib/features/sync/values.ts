import type { TicketField } from '#lib/domain/changes/bodies.ts';
import type { Json } from '#lib/domain/json.ts';
import { isStatus, PRIORITIES } from '#lib/domain/ticket/statuses.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { formatFull } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName, teamName } from './names.ts';

function part(value: Json, key: string): Json | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.entries(value).find(([name]) => name === key)?.[1]
		: undefined;
}

const FIELDS: Readonly<Record<string, TicketField | 'status' | 'team'>> = {
	subject: 'subject',
	priority: 'priority',
	assignee: 'assignee',
	category: 'category',
	requester: 'requester',
	due: 'due',
	state: 'status',
	team: 'team'
};

/** What a register of a ticket is called. */
export function fieldName(key: string): string {
	const field = FIELDS[key];
	return field === undefined ? key : t(`tickets.field.${field}`);
}

function priorityWords(value: Json): string {
	const known = PRIORITIES.find((one) => one === value);
	return known === undefined ? String(value) : t(`tickets.priority.${known}`);
}

function statusWords(value: Json): string {
	const status = part(value, 'status');
	return isStatus(status) ? t(`tickets.status.${status}`) : t('shell.none');
}

/** The value of a register of a ticket in words. */
export function valueWords(desk: Desk, key: string, value: Json): string {
	if (value === null) return t('shell.none');
	switch (key) {
		case 'priority':
			return priorityWords(value);
		case 'state':
			return statusWords(value);
		case 'requester':
			return String(part(value, 'name') || part(value, 'address') || '');
		case 'due':
			return formatFull(Number(value));
		case 'assignee':
			return personName(desk, String(value));
		case 'team':
			return teamName(desk, String(value));
		default:
			return typeof value === 'string' ? value : JSON.stringify(value);
	}
}
