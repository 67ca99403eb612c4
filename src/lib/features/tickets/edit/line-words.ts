import { BEGUN_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { CustomSetting } from '#lib/domain/catalogue/custom-value.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { Target } from '../deeds.ts';
import { tagName } from '../names.ts';
import { kindWords, whenWords } from '../follow-ups/follow-up-words.ts';
import { customWords } from '../ticket/fields/custom.ts';
import { keyName, valueWords } from '../ticket/words/values.ts';
import { withChange } from './standing.ts';

/** What changes would do to a ticket one after the other, in a few words each: *Priority: Low → High*. */
export function changeLines(
	desk: Desk,
	target: Target,
	changes: readonly PlannedChange[]
): readonly string[] {
	let standing = target;
	return changes.map((change) => {
		const line = lineWords(desk, standing, change);
		standing = withChange(standing, change, desk.me.person);
		return line;
	});
}

function lineWords(desk: Desk, target: Target, change: PlannedChange): string {
	const set = (key: string, before: string | null, after: string | null) =>
		setLine(desk, key, before, after);
	switch (change.type) {
		case 'ticket.field': {
			const { field, value } = change.body;
			if (field !== 'priority' && field !== 'type' && field !== 'category' && field !== 'assignee')
				return keyName(field);
			return set(field, target[field], value);
		}
		case 'ticket.custom':
			return customLine(desk, target, change.body);
		case 'ticket.take':
			return takenLine(desk, target, change.body);
		case 'ticket.transfer':
			return set('team', target.team, change.body.team);
		case 'ticket.state':
			return statusLine(desk, target, change.body.status);
		case 'ticket.element':
			return t(change.body.present ? 'tickets.said.added' : 'tickets.said.removed', {
				name: tagName(desk, change.body.element)
			});
		case 'message.add':
			return t(change.body.kind === 'note' ? 'work.line.note' : 'work.line.reply', {
				text: change.body.text
			});
		case 'ticket.add-follow-up':
			return plannedLine(desk, change.body);
		default:
			return '';
	}
}

function setLine(desk: Desk, key: string, before: Json, after: Json): string {
	return t('work.line.set', {
		name: keyName(key),
		before: valueWords(desk, key, before),
		after: valueWords(desk, key, after)
	});
}

const statusLine = (desk: Desk, { status }: Target, after: string): string =>
	setLine(desk, 'state', { status }, { status: after });

/** Whose it will be, and below it that it is begun with. */
function takenLine(desk: Desk, target: Target, { begins }: BodyOf<'ticket.take'>): string {
	const whose = setLine(desk, 'assignee', target.assignee, desk.me.person);
	return begins === undefined ? whose : `${whose}\n${statusLine(desk, target, BEGUN_STATUS)}`;
}

function customLine(desk: Desk, target: Target, { field: code, value }: CustomSetting): string {
	const field = desk.catalogue.find('field', code);
	if (field === undefined) return code;
	return t('work.line.set', {
		name: entryName('field', field),
		before: customWords(desk, field, target.custom[code]),
		after: customWords(desk, field, value)
	});
}

/** Whose follow-up it will be, when, and its words below. */
function plannedLine(
	desk: Desk,
	{ kind, person = desk.me.person, at, words }: BodyOf<'ticket.add-follow-up'>
): string {
	const what = kindWords(desk, { kind, person });
	const planned = t('work.line.followUp', { what, time: whenWords(at, desk.now) });
	return [planned, words].filter(Boolean).join('\n');
}
