import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { elementName, keyName, valueWords } from './values.ts';

/** What somebody wanted to do, for a sentence that says it was not done. */
export function changeWords(desk: Desk, change: TypedChange | undefined): string {
	switch (change?.type) {
		case 'ticket.create':
			return t('tickets.wanted.create');
		case 'ticket.field': {
			const { field, value } = change.body;
			const words = typeof value === 'object' && value !== null ? value.name : value;
			return setWords(field, valueWords(desk, field === 'requester' ? 'subject' : field, words));
		}
		case 'ticket.element': {
			const { set, element, present } = change.body;
			const name = elementName(desk, `${set}/${element}`);
			return t(present ? 'tickets.said.added' : 'tickets.said.removed', { name });
		}
		case 'ticket.state':
			return setWords('state', codeName(desk.catalogue, 'status', change.body.status));
		case 'ticket.take':
			return t('tickets.wanted.take');
		case 'ticket.remove':
			return t(change.body.reason === null ? 'remove.restore' : 'remove.title');
		case 'ticket.transfer':
			return setWords('team', valueWords(desk, 'team', change.body.team));
		case 'message.add':
			return t(change.body.kind === 'note' ? 'tickets.wanted.note' : 'tickets.wanted.reply');
		case 'message.edit':
			return t('tickets.wanted.edit');
		case 'message.retract':
			return t('tickets.wanted.retract');
		default:
			return t('tickets.wanted.unknown');
	}
}

const setWords = (key: string, value: string): string =>
	t('tickets.wanted.set', { name: keyName(key), value });

/** The words that would be lost with the change, if it has any. */
export function textOf(change: TypedChange): string | undefined {
	if (change.type === 'message.add' || change.type === 'message.edit') return change.body.text;
	if (change.type === 'ticket.state') return change.body.resolution ?? change.body.reason;
	return undefined;
}
