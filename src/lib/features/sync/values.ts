import type { TicketField } from '#lib/domain/changes/bodies.ts';
import type { Json } from '#lib/domain/json.ts';
import { readState } from '#lib/domain/ticket/statuses.ts';
import { codeName } from '#lib/session/entry-names.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatFull } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName, teamName } from './names.ts';

function part(value: Json, key: string): Json | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.entries(value).find(([name]) => name === key)?.[1]
		: undefined;
}

const FIELDS: Readonly<Record<string, TicketField | 'status' | 'team' | 'merged'>> = {
	type: 'type',
	section: 'section',
	approval: 'approval',
	merged: 'merged',
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

/** The value of a register of a ticket in words. */
export function valueWords(desk: Desk, key: string, value: Json): string {
	if (value === null) return t('shell.none');
	switch (key) {
		case 'priority':
		case 'type':
		case 'section':
		case 'category':
			return codeName(desk.catalogue, key, String(value));
		case 'state':
			return codeName(desk.catalogue, 'status', readState(value).status);
		case 'requester':
			return String(part(value, 'name') || part(value, 'address') || '');
		case 'due':
			return formatFull(Number(value));
		case 'assignee':
			return personName(desk, String(value));
		case 'team':
			return teamName(desk, String(value));
		default:
			if (typeof value === 'boolean') return t(value ? 'shell.yes' : 'shell.no');
			return typeof value === 'string' ? value : JSON.stringify(value);
	}
}
