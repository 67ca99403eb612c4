import type { Cells } from '../crdt/cells.ts';
import type { TypedChange } from '../changes/typed.ts';
import { unreachable } from '../assert.ts';
import { every, permit, targetId, type Facts } from './checks.ts';
import { isContactChange } from '../changes/lift-contact.ts';
import { judgeArticle } from './article.ts';
import { judgeContact } from './contact.ts';
import { judgeDirectory } from './directory.ts';
import { judgeChannel, judgeMessage } from './thread.ts';
import { judgeTicket } from './ticket.ts';
import { refused, type Verdict } from './verdict.ts';
import { judgePreference } from './view.ts';

/**
 * The verdict on a change: the server's word, in its order; a device runs it as a forecast.
 * `state` is undefined when the target does not exist. Of the messages, `state` needs only the one
 * that the change names.
 */
export function judge(state: Cells | undefined, change: TypedChange, facts: Facts): Verdict {
	if (facts.actor?.blocked) return refused('blocked');
	if (isContactChange(change)) return judgeContact(state, change, facts);
	if (isOnTicket(change)) return judgeTicket(state, change, facts);
	switch (change.type) {
		case 'message.add':
		case 'message.edit':
		case 'message.retract':
		case 'message.split':
		case 'message.delivery':
			return judgeMessage(state, change, facts);
		case 'channel.create':
		case 'channel.field':
		case 'channel.element':
			return judgeChannel(state, change, facts);
		case 'person.create':
		case 'person.field':
		case 'team.create':
		case 'team.field':
		case 'team.element':
		case 'org.field':
		case 'org.entry':
		case 'org.export-alarm':
			return judgeDirectory(state, change, facts);
		case 'user.field':
			return judgeOwn(change, facts);
		case 'article.create':
		case 'article.field':
		case 'article.element':
			return judgeArticle(state, change, facts);
		case 'user.mark':
		case 'user.dismiss':
			return permit(facts, { do: 'user.write', person: targetId(change) });
		default:
			return unreachable(change);
	}
}

function judgeOwn(change: Extract<TypedChange, { type: 'user.field' }>, facts: Facts): Verdict {
	return every(
		() => permit(facts, { do: 'user.write', person: targetId(change) }),
		() => judgePreference(change.body, facts)
	);
}

const isOnTicket = (
	change: TypedChange
): change is Extract<TypedChange, { type: `ticket.${string}` }> =>
	change.type.startsWith('ticket.');
