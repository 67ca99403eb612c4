import { rulesBehind } from '#lib/domain/automation/rule-author.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import type { RuleLogAnswer } from '#lib/protocol/automation.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';
import type { Held } from './rule-engine.ts';

const LOG_LIMIT = 200;

/** What rules did of late, and what they were kept from. */
export function ruleLog(unit: OrgUnit, held: readonly Held[]): RuleLogAnswer {
	return {
		deeds: unit.store.changesByRules(LOG_LIMIT).map((row) => {
			const { change, refusal, arrivedMs } = readLogRow(row);
			const { number = null, subject = '' } = unit.world.ticket(change.target) ?? {};
			return {
				id: change.id,
				rules: rulesBehind(change.by),
				ticket: idOf(change.target),
				number,
				subject,
				atMs: arrivedMs,
				what: whatOf(change.type, change.body),
				refusal
			};
		}),
		held: held
			.map(({ rule, target, atMs }) => {
				const { number = null, subject = '' } = unit.world.ticket(target) ?? {};
				return { rule, ticket: idOf(target), number, subject, atMs };
			})
			.reverse()
	};
}

const idOf = (target: string): string => target.slice(target.indexOf('.') + 1);

/** The action that a change of a rule comes from. */
function whatOf(type: string, body: Json): string {
	switch (type) {
		case 'ticket.field':
			return String(jsonMember(body, 'field'));
		case 'ticket.element':
			return jsonMember(body, 'present') === true ? 'addTag' : 'removeTag';
		case 'ticket.custom':
			return 'custom';
		case 'ticket.add-follow-up':
		case 'ticket.follow-up':
			return 'followUp';
		case 'ticket.state':
			return 'status';
		case 'ticket.transfer':
			return 'team';
		default:
			if (jsonMember(body, 'kind') === 'public') return 'reply';
			return jsonMember(body, 'mentions') === undefined ? 'note' : 'tell';
	}
}
