import { MERGED_STATUS } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { nameIn } from '../catalogue/names.ts';
import type { BodyOf } from '../changes/bodies.ts';
import { isAutomation } from '../changes/change.ts';
import { isStanding, type FollowUp } from '../follow-ups/follow-ups.ts';
import type { PersonId, TeamId } from '../ids.ts';
import { jsonEqual } from '../json.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ConditionPlace } from './conditions.ts';
import type { Action } from './rule-parts.decode.ts';
import { spokenWords, type Speaker } from './spoken-words.ts';
import { triage } from './triage.ts';

/** A change that an action of a rule makes. */
export type Effect = {
	[T in EffectType]: { readonly type: T; readonly body: BodyOf<T> };
}[EffectType];
type EffectType =
	| 'ticket.field'
	| 'ticket.custom'
	| 'ticket.element'
	| 'ticket.state'
	| 'ticket.transfer'
	| 'ticket.add-follow-up'
	| 'message.add';

/** What an action needs to know besides the ticket. */
export interface Surroundings extends ConditionPlace, Speaker {
	readonly supervisors: (team: TeamId) => readonly PersonId[];
}

/** What an action finds when it is done. */
export interface Situation extends Surroundings {
	readonly nowMs: number;
	/** What was just said; empty where it is not about words. */
	readonly said: string;
	/** What was planned for the ticket. */
	readonly followUps: readonly FollowUp[];
}

/**
 * The actions of a rule, each with its place, in the order in which they can be done: a ticket is
 * reopened before anything else is done to it, and finished after.
 */
export function inOrder(
	actions: readonly Action[],
	catalogue: Catalogue
): (readonly [place: number, action: Action])[] {
	const turn = (action: Action): number => {
		if (action.do !== 'status') return 0;
		return catalogue.find('status', action.value.code)?.class === 'done' ? 1 : -1;
	};
	return [...actions.entries()].sort(([, a], [, b]) => turn(a) - turn(b));
}

/** What is done to a ticket that is not finished. */
const WORK: ReadonlySet<Action['do']> = new Set([
	'priority',
	'type',
	'section',
	'category',
	'assignee',
	'custom',
	'sort',
	'followUp'
]);

/**
 * The change that an action makes to a ticket as it is; undefined when it is so already, or when the
 * ticket is done and stays as it is.
 */
export function effectOf(action: Action, ticket: Ticket, situation: Situation): Effect | undefined {
	if (ticket.final && WORK.has(action.do)) return undefined;
	switch (action.do) {
		case 'status':
			return statusEffect(action.value, ticket, situation);
		case 'priority':
		case 'type':
		case 'section':
		case 'category':
		case 'assignee':
			return fieldEffect(action, ticket);
		case 'team':
			return action.value === ticket.team
				? undefined
				: { type: 'ticket.transfer', body: { team: action.value } };
		case 'addTag':
			return tagEffect(action.value, true, ticket);
		case 'removeTag':
			return tagEffect(action.value, false, ticket);
		case 'note': {
			const { text } = spokenWords(action.value, ticket, situation);
			return { type: 'message.add', body: { kind: 'note', text } };
		}
		case 'reply':
			return replyEffect(action.value, ticket, situation);
		case 'tell':
			return tellEffect(action.value, ticket, situation);
		case 'custom':
			return jsonEqual(ticket.custom[action.value.field] ?? null, action.value.value)
				? undefined
				: { type: 'ticket.custom', body: action.value };
		case 'sort':
			return sortEffect(action.value, ticket, situation);
		case 'followUp':
			return followUpEffect(action.value, ticket, situation);
	}
}

type ActionOf<A extends Action['do']> = Extract<Action, { do: A }>;

function fieldEffect(
	action: ActionOf<'priority' | 'type' | 'section' | 'category' | 'assignee'>,
	ticket: Ticket
): Effect | undefined {
	if (ticket[action.do] === action.value) return undefined;
	const type = 'ticket.field';
	switch (action.do) {
		case 'priority':
			return { type, body: { field: action.do, value: action.value } };
		case 'assignee':
			return { type, body: { field: action.do, value: action.value } };
		default:
			return { type, body: { field: action.do, value: action.value } };
	}
}

function tagEffect(tag: string, present: boolean, ticket: Ticket): Effect | undefined {
	return ticket.tags.includes(tag) === present
		? undefined
		: { type: 'ticket.element', body: { set: 'tags', element: tag, present } };
}

function statusEffect(
	{ code, words }: ActionOf<'status'>['value'],
	ticket: Ticket,
	situation: Situation
): Effect | undefined {
	const status = situation.catalogue.find('status', code);
	// Nothing leaves another ticket by itself: un-merging is a person's decision.
	if (status === undefined || ticket.status === code || ticket.status === MERGED_STATUS)
		return undefined;
	const isReopening = ticket.final && status.class !== 'done';
	const said =
		status.requires !== null && words !== null
			? { [status.requires]: spokenWords(words, ticket, situation).text }
			: {};
	return {
		type: 'ticket.state',
		body: {
			round: ticket.round + (isReopening ? 1 : 0),
			status: code,
			class: status.class,
			...said
		}
	};
}

/** Nothing goes out by itself with a gap in it. */
function replyEffect(
	value: ActionOf<'reply'>['value'],
	ticket: Ticket,
	situation: Situation
): Effect | undefined {
	if (ticket.requester === null || ticket.status === MERGED_STATUS) return undefined;
	const words = typeof value === 'string' ? value : nameIn(value, situation.language);
	const { text, unknown } = spokenWords(words, ticket, situation);
	return unknown.length > 0 ? undefined : { type: 'message.add', body: { kind: 'public', text } };
}

function tellEffect(
	{ who, words }: ActionOf<'tell'>['value'],
	ticket: Ticket,
	situation: Situation
): Effect | undefined {
	const people =
		who === 'assignee'
			? ticket.assignee === null
				? []
				: [ticket.assignee]
			: who === 'supervisors'
				? situation.supervisors(ticket.team)
				: [who];
	if (people.length === 0) return undefined;
	const { text } = spokenWords(words, ticket, situation);
	return { type: 'message.add', body: { kind: 'note', text, mentions: people.slice(0, 50) } };
}

/** Sorting never takes the place of what somebody has chosen. */
function sortEffect(
	{ field, atLeast }: ActionOf<'sort'>['value'],
	ticket: Ticket,
	{ catalogue, said }: Situation
): Effect | undefined {
	if (ticket[field] !== null) return undefined;
	const found = triage(`${ticket.subject} ${said}`, catalogue.current(field));
	if (found === undefined || found.sure < atLeast) return undefined;
	return { type: 'ticket.field', body: { field, value: found.code, sure: found.sure } };
}

/** Nothing is planned that a rule has planned in the same words and that still stands. */
function followUpEffect(
	{ kind, minutes, words, who, template, keep }: ActionOf<'followUp'>['value'],
	ticket: Ticket,
	situation: Situation
): Effect | undefined {
	const { catalogue, language, nowMs, followUps } = situation;
	const person = who === 'assignee' ? ticket.assignee : who;
	const isForNobody = kind === 'send' ? ticket.requester === null : !person;
	const said = template === undefined ? words : textOf(catalogue, template, language);
	if (isForNobody || said === undefined) return undefined;
	const { text, unknown } = spokenWords(said, ticket, situation);
	if (kind === 'send' && unknown.length > 0) return undefined;
	const isPlanned = followUps.some(
		(one) =>
			isStanding(one) &&
			isAutomation(one.by) &&
			one.kind === kind &&
			one.words === text &&
			(one.kind === 'send' || one.person === person)
	);
	if (isPlanned) return undefined;
	return {
		type: 'ticket.add-follow-up',
		body: {
			...{ kind, at: nowMs + minutes * 60_000, words: text, round: ticket.round },
			...(kind === 'remind' && person && { person }),
			...(keep !== undefined && { keep })
		}
	};
}

function textOf(catalogue: Catalogue, template: string, language: string): string | undefined {
	const texts = catalogue.find('template', template)?.texts;
	return texts && nameIn(texts, language);
}
