import { isAutomation } from '#lib/domain/changes/change.ts';
import { FOLLOW_UP_STATES } from '#lib/domain/follow-ups/follow-up-fields.ts';
import {
	followUpPartOf,
	type FollowUp,
	type FollowUpPlan
} from '#lib/domain/follow-ups/follow-ups.ts';
import { isPersonId } from '#lib/domain/ids.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatShort, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../names.ts';
import type { HistoryLine } from '#lib/domain/ticket/history-lines.ts';

const PARTS = {
	at: 'followUps.when',
	words: 'followUps.words',
	person: 'followUps.who',
	keep: 'followUps.keep',
	state: 'followUps.state'
} as const;

const isPart = (part: string): part is keyof typeof PARTS => Object.hasOwn(PARTS, part);

/** When a follow-up is: the time alone today, else the day, too. */
export function whenWords(ms: number, now: number): string {
	const [short, time] = [formatShort(ms, now), formatTime(ms)];
	return short === time ? time : `${short}, ${time}`;
}

/** What a follow-up is, and whose: *Reminder for Ann*. */
export function kindWords(
	desk: Desk,
	{ kind, person }: Pick<FollowUpPlan, 'kind' | 'person'>
): string {
	const name = personName(desk, person);
	return t(kind === 'send' ? 'followUps.message' : 'followUps.reminder', { name });
}

/** How it stands. */
export function stateWords({ kind, state }: FollowUp): string {
	return t(`followUps.state.${kind === 'send' && state === 'done' ? 'sent' : state}`);
}

/** What a cell of a follow-up is called; undefined for cells of anything else. */
export function followUpCellName(key: string): string | undefined {
	const of = followUpPartOf(key);
	if (of === undefined) return undefined;
	const { part } = of;
	const followUp = t('followUps.name');
	return part !== undefined && isPart(part) ? `${followUp}: ${t(PARTS[part])}` : followUp;
}

/** The value of a cell of a follow-up in words; undefined where its value speaks for itself. */
export function followUpCellWords(desk: Desk, key: string, value: Json): string | undefined {
	const of = followUpPartOf(key);
	switch (of?.part) {
		case 'at':
			return whenWords(Number(value), desk.now);
		case 'person':
			return isPersonId(value) ? personName(desk, value) : t('shell.none');
		case 'words':
			return value === '' ? t('shell.none') : String(value);
		case 'state':
			return t(`followUps.state.${stateIn(value)}`);
		case undefined: {
			if (of === undefined) return undefined;
			return t(`followUps.kind.${jsonMember(value, 'kind') === 'send' ? 'send' : 'remind'}`);
		}
		default:
			return undefined;
	}
}

function stateIn(value: Json): (typeof FOLLOW_UP_STATES)[number] {
	const state = jsonMember(value, 'state');
	return FOLLOW_UP_STATES.find((known) => known === state) ?? 'open';
}

/** What somebody did with a follow-up, or what became of it, where that has a sentence of its own. */
export function followUpLine(
	desk: Desk,
	{ key, before, after, by }: HistoryLine,
	name: string
): string | undefined {
	const part = followUpPartOf(key)?.part;
	if (part === 'at' && before === undefined)
		return t('followUps.line.planned', { name, time: whenWords(Number(after), desk.now) });
	if (part !== 'state') return undefined;
	const state = stateIn(after);
	switch (state) {
		case 'due':
		case 'missed':
		case 'replied':
			return t(`followUps.line.${state}`);
		case 'done':
			// Of what is done, the service does the messages.
			return isAutomation(by) ? t('followUps.line.sent') : t('followUps.line.done', { name });
		case 'open':
		case 'cancelled':
			return t(`followUps.line.${state}`, { name });
	}
}
