import { isPersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { isStatus, PRIORITIES } from '#lib/domain/ticket/statuses.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { formatDate, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { isTicketField } from '../deeds.ts';
import { personName } from '../names.ts';

export function member(value: Json | undefined, key: string): Json | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.entries(value).find(([name]) => name === key)?.[1]
		: undefined;
}

/** What a cell is called: *Priority*, *Tag*. */
export function keyName(key: string): string {
	const [set] = key.split('/');
	if (isTicketField(key)) return t(`tickets.field.${key}`);
	if (key === 'state') return t('tickets.field.status');
	if (key === 'team') return t('tickets.field.team');
	if (set === 'tags' || set === 'collaborators' || set === 'followers')
		return t(`tickets.field.${set}`);
	return key;
}

/** The value of a cell in words. */
export function valueWords(desk: Desk, key: string, value: Json | undefined): string {
	if (value === undefined || value === null) return t('shell.none');
	switch (key) {
		case 'state': {
			const status = member(value, 'status');
			return isStatus(status) ? t(`tickets.status.${status}`) : t('shell.none');
		}
		case 'priority':
			return priorityWords(value);
		case 'assignee':
			return isPersonId(value) ? personName(desk, value) : t('shell.none');
		case 'team':
			return [...desk.teams].find(([id]) => id === value)?.[1].name ?? t('tickets.unknownTeam');
		case 'due':
			return typeof value === 'number' ? dueWords(value) : t('shell.none');
		case 'requester':
			return String(member(value, 'name') || member(value, 'address') || t('shell.none'));
		default:
			return typeof value === 'string' ? value : JSON.stringify(value);
	}
}

function priorityWords(value: Json): string {
	const known = PRIORITIES.find((one) => one === value);
	return known === undefined ? String(value) : t(`tickets.priority.${known}`);
}

export function dueWords(ms: number): string {
	return `${formatDate(ms)}, ${formatTime(ms)}`;
}

/** The element of a set, as people call it. */
export function elementName(desk: Desk, key: string): string {
	const element = key.slice(key.indexOf('/') + 1);
	return key.startsWith('tags/') ? element : personName(desk, element);
}
