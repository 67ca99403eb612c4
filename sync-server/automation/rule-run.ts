import { conditionTest, looked } from '#lib/domain/automation/conditions.ts';
import {
	effectOf,
	inOrder,
	type Situation,
	type Surroundings
} from '#lib/domain/automation/effects.ts';
import { rulesBehind } from '#lib/domain/automation/rule-author.ts';
import type { Rule } from '#lib/domain/automation/rule.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { Author } from '#lib/domain/changes/change.ts';
import { readFollowUps } from '#lib/domain/follow-ups/follow-ups.ts';
import { isPersonId, parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { followingId } from '../pipeline/following-id.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { requesterLanguage } from '../pipeline/requester-language.ts';
import { mayReplyUnasked } from './unasked-replies.ts';

/** Why a rule looks at a ticket. */
export interface Cause {
	readonly target: EntityRef;
	/** Names the occasion: the same one never has the same effect twice. */
	readonly occasion: string;
	/** Whose name the effects bear. */
	readonly author: Author;
	/** What was just said, if it is about a message. */
	readonly said: string;
}

/** Changes that rules may make to a ticket in an hour; beyond that somebody should look at them. */
export const RATE_LIMIT = 30;
const RATE_SPAN_MS = 3_600_000;

/** What became of a rule that looked at a ticket; *before*: it did so at this occasion already. */
export type Outcome = 'did' | 'before' | 'nothing' | 'held';

/** Whether a rule has acted on this occasion, now or before. */
export const hasActed = (outcome: Outcome): boolean => outcome === 'did' || outcome === 'before';

/** What the actions of rules need to know besides the ticket. */
export function surroundingsOf(unit: OrgUnit, target?: EntityRef): Surroundings {
	const { directory } = unit.world;
	return {
		language: target === undefined ? '' : requesterLanguage(unit.world, target),
		catalogue: directory.catalogue,
		teams: directory.teams,
		organisation: String(cellValue(unit.world.entities.get(`org.${unit.org}`).head, 'name') ?? ''),
		teamName: (team) => directory.team(team)?.name ?? '',
		personName: (person) => directory.person(person)?.name,
		supervisors: (team) => (directory.team(team)?.supervisors ?? []).filter(isPersonId)
	};
}

/** What the actions of a rule find in a ticket now. */
function situationIn(unit: OrgUnit, { target, said }: Cause, nowMs: number): Situation {
	const followUps = readFollowUps(unit.world.entities.get(target).head);
	return { ...surroundingsOf(unit, target), nowMs, said, followUps };
}

/** Whether a ticket fits the conditions of a rule now. */
export function fits(unit: OrgUnit, rule: Rule, { target, said }: Cause, nowMs: number): boolean {
	const { head, thread } = unit.world.entities.get(target);
	const seen = looked(head, { ...thread, said });
	return seen !== undefined && conditionTest(rule.query, surroundingsOf(unit), nowMs)(seen);
}

/**
 * Runs a rule on a ticket: each of its actions becomes a change like any other, in the name of the
 * rule, whose id follows from the occasion, so that neither a crash nor a restart makes it twice.
 */
export async function runRule(
	unit: OrgUnit,
	rule: Rule,
	cause: Cause,
	nowMs: number
): Promise<Outcome> {
	if (!fits(unit, rule, cause, nowMs)) return 'nothing';
	let outcome: Outcome = 'nothing';
	for (const [index, action] of inOrder(rule.actions, unit.world.directory.catalogue)) {
		const id = idOf(rule.code, cause, `${index} ${action.do}`);
		const ticket = unit.world.ticket(cause.target);
		const isSilent = action.do === 'reply' && !mayReplyUnasked(unit, cause.target, nowMs);
		const effect = ticket && !isSilent && effectOf(action, ticket, situationIn(unit, cause, nowMs));
		if (unit.store.judgedAs(id) !== undefined) outcome = outcome === 'did' ? 'did' : 'before';
		else if (effect) {
			if (isTooMuch(unit, cause.target, nowMs)) return 'held';
			const { type } = effect;
			const body: Json = { ...effect.body };
			const draft = { id, type, target: cause.target, body };
			const [settled] = await submitAutomation(unit, cause.author, [draft]);
			if (settled?.verdict.ok === true) outcome = 'did';
		}
	}
	return outcome;
}

/** A ticket as the target of changes; undefined for any other entity. */
export function ticketRef(target: string): EntityRef | undefined {
	const ref = parseEntityRef(target);
	return ref?.kind === 'ticket' ? `ticket.${ref.id}` : undefined;
}

function isTooMuch(unit: OrgUnit, target: string, nowMs: number): boolean {
	const recent = unit.store
		.recentChanges(target, 2 * RATE_LIMIT)
		.filter((row) => row.arrived_ms > nowMs - RATE_SPAN_MS && rulesBehind(row.author).length > 0);
	return recent.length >= RATE_LIMIT;
}

function idOf(rule: string, { target, occasion }: Cause, action: string): string {
	return followingId(['rule', rule, target, occasion, action].join('\n'));
}
