import { isPersonId } from '#lib/domain/ids.ts';
import { alertKey } from '#lib/domain/changes/lift.ts';
import { ON_CALL, ON_CALL_TOLD } from '#lib/domain/on-call/register.ts';
import { CLOCKS } from '#lib/domain/sla/clock-names.ts';
import { readLink } from '#lib/domain/ticket/links.ts';
import type { Json } from '#lib/domain/json.ts';
import { readState } from '#lib/domain/ticket/statuses.ts';
import { codeName } from '#lib/session/entry-names.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatDate, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { isTicketField } from '../../deeds.ts';
import { personName, tagName } from '../../names.ts';
import { followUpCellName, followUpCellWords } from '../../follow-ups/follow-up-words.ts';
import { visitCellName, visitCellWords } from '../visits/visit-words.ts';

export function member(value: Json | undefined, key: string): Json | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.entries(value).find(([name]) => name === key)?.[1]
		: undefined;
}

/** What is called as the field is that shows it. */
const NAMED = [
	'team',
	'merged',
	'tags',
	'collaborators',
	'followers',
	'links',
	'drafts',
	'helpful',
	'unhelpful'
] as const;

/** What a cell is called: *Priority*, *Tag*. */
export function keyName(key: string): string {
	const [set] = key.split('/');
	if (isTicketField(key)) return t(`tickets.field.${key}`);
	if (key === 'state') return t('tickets.field.status');
	const named = NAMED.find((one) => one === set);
	if (named !== undefined) return t(`tickets.field.${named}`);
	if (set === 't') return t('tickets.field.tasks');
	return visitCellName(key) ?? followUpCellName(key) ?? key;
}

const CODED = ['priority', 'type', 'section', 'category'] as const;
const isCoded = (key: string): key is (typeof CODED)[number] => CODED.some((one) => one === key);

/** The value of a cell in words. */
export function valueWords(desk: Desk, key: string, value: Json | undefined): string {
	if (value === undefined || value === null) return t('shell.none');
	const own = plannedWords(desk, key, value);
	if (own !== undefined) return own;
	if (isCoded(key)) return codeName(desk.catalogue, key, String(value));
	switch (key) {
		case 'state':
			return codeName(desk.catalogue, 'status', readState(value).status);
		case 'assignee':
			return isPersonId(value) ? personName(desk, value) : t('shell.none');
		case 'team':
			return [...desk.teams].find(([id]) => id === value)?.[1].name ?? t('tickets.unknownTeam');
		case 'merged':
			return desk.ticketName(String(value));
		case 'due':
			return typeof value === 'number' ? dueWords(value) : t('shell.none');
		case 'requester':
			return String(member(value, 'name') || member(value, 'address') || t('shell.none'));
		default:
			return plainWords(value);
	}
}

/** The value of a cell of a visit, or of a follow-up. */
const plannedWords = (desk: Desk, key: string, value: Json): string | undefined =>
	visitCellWords(desk, key, value) ?? followUpCellWords(desk, key, value);

function plainWords(value: Json): string {
	if (typeof value === 'boolean') return t(value ? 'shell.yes' : 'shell.no');
	return typeof value === 'string' ? value : JSON.stringify(value);
}

export function dueWords(ms: number): string {
	return `${formatDate(ms)}, ${formatTime(ms)}`;
}

/** What the service said of a clock: *First response: time has run out*. */
export function alertWords(key: string, value: Json): string | undefined {
	const people = Number(member(value, 'people'));
	if (key === ON_CALL) return t('onCall.line', { count: people });
	if (key === ON_CALL_TOLD) {
		const reached = Number(member(value, 'reached'));
		return reached === 0 ? t('onCall.nobody') : t('onCall.told', { reached, people });
	}
	const clock = CLOCKS.find((one) => key === alertKey(one));
	if (clock === undefined) return undefined;
	const kind = member(value, 'kind') === 'late' ? 'late' : 'warning';
	return t(`service.alert.${kind}`, { clock: t(`service.clock.${clock}`) });
}

/** The element of a set, as people call it. */
export function elementName(desk: Desk, key: string): string {
	const element = key.slice(key.indexOf('/') + 1);
	if (key.startsWith('tags/')) return tagName(desk, element);
	if (key.startsWith('drafts/')) return t('together.reply');
	const link = key.startsWith('links/') ? readLink(element) : undefined;
	return link === undefined ? personName(desk, element) : desk.ticketName(link.ticket);
}
