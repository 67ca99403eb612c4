import { ISSUE, ISSUE_ASKED } from '#lib/domain/changes/lift-issue.ts';
import { ASSIGNED, REMOVED, SUGGESTED } from '#lib/domain/changes/lift.ts';
import { isPersonId } from '#lib/domain/ids.ts';
import { jsonMember } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../../names.ts';
import { followUpLine } from '../../follow-ups/follow-up-words.ts';
import { choiceWords } from './choice-words.ts';
import type { HistoryLine } from '#lib/domain/ticket/history-lines.ts';
import { isElement, partName, partValue } from './part-words.ts';
import { alertWords, elementName, keyName } from './values.ts';

/** What somebody did, as a sentence; in full with what stood there before. */
export function lineWords(desk: Desk, line: HistoryLine, isFull: boolean): string {
	const { key, after } = line;
	const name = personName(desk, line.by);
	const own = messageWords(key, after, name) ?? deedWords(desk, line, name);
	if (own !== undefined) return own;
	if (isElement(key)) return putWords(key, elementName(desk, key), name, after === true);
	const params = {
		name,
		field: partName(desk, key, line.task),
		after: partValue(desk, key, after)
	};
	const said =
		isFull && line.before !== undefined
			? t('tickets.line.changed', { ...params, before: partValue(desk, key, line.before) })
			: t('tickets.line.set', params);
	return line.sure === undefined ? said : t('rules.sure', { said, percent: line.sure });
}

/** Something was put into a set, or taken out of it. */
function putWords(key: string, element: string, name: string, isIn: boolean): string {
	const params = { name, set: keyName(key), element };
	return isIn ? t('tickets.line.added', params) : t('tickets.line.removed', params);
}

/** A sub-task that was added, or taken away. */
function taskWords({ key, before, after, task }: HistoryLine, name: string): string | undefined {
	if (!key.startsWith('t/')) return undefined;
	if (key.endsWith('/title') && before === undefined) return putWords(key, task, name, true);
	return key.endsWith('/removed') ? putWords(key, task, name, after !== true) : undefined;
}

/** What became of a message, or of words that are written together. */
function messageWords(key: string, after: HistoryLine['after'], name: string): string | undefined {
	if (key.endsWith('/text')) return t('tickets.line.edited', { name });
	if (key.endsWith('/retracted'))
		return t(after === true ? 'tickets.line.retracted' : 'tickets.line.unretracted', { name });
	if (key.endsWith('/split'))
		return t(after === null ? 'split.line.back' : 'split.line.off', { name });
	if (key.startsWith('drafts/'))
		return t(after === true ? 'together.line.begun' : 'together.line.discarded', { name });
	return opinionWords(key, after, name);
}

/** Whether its solution helped somebody with another ticket. */
function opinionWords(key: string, after: HistoryLine['after'], name: string): string | undefined {
	const [set] = key.split('/');
	if (set !== 'helpful' && set !== 'unhelpful') return undefined;
	return t(after === true ? `knowledge.line.${set}` : 'knowledge.line.neither', { name });
}

/** What another system says of the ticket's issue. */
function issueWords({ key, after }: HistoryLine, name: string): string | undefined {
	if (key === ISSUE_ASKED) return t('issue.line.asked', { name });
	if (key !== ISSUE) return undefined;
	const [issue, status] = [jsonMember(after, 'name'), jsonMember(after, 'status')];
	const isKnown = typeof issue === 'string' && typeof status === 'string';
	return isKnown && jsonMember(after, 'problem') === null
		? t('issue.line.known', { issue, status })
		: t('issue.line.problem');
}

/** That somebody took the ticket, or whoever had it has it no more. */
function ownerWords(desk: Desk, line: HistoryLine, name: string): string | undefined {
	const { by, before, after } = line;
	if (after === by) return t('tickets.line.taken', { name });
	if (after !== null || !isPersonId(before)) return undefined;
	return before === by
		? t('assignment.line.back', { name })
		: t('assignment.line.takenBack', { name, before: personName(desk, before) });
}

/** What has a sentence of its own. */
function deedWords(desk: Desk, line: HistoryLine, name: string): string | undefined {
	const { key, after } = line;
	if (key === 'created') return t('tickets.line.created', { name });
	if (key === REMOVED)
		return t(after === null ? 'remove.line.restored' : 'remove.line.deleted', { name });
	const issue = issueWords(line, name);
	if (issue !== undefined) return issue;
	if (key === ASSIGNED || key === SUGGESTED) return choiceWords(desk, key, after);
	const task = taskWords(line, name);
	if (task !== undefined) return task;
	if (/^v\/[^/]+$/.test(key)) return t('visits.line.planned', { name });
	const followUp = followUpLine(desk, line, name);
	if (followUp !== undefined) return followUp;
	return key === 'assignee' ? ownerWords(desk, line, name) : alertWords(key, after);
}
