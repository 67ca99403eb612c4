import { ASSIGNED, SUGGESTED } from '#lib/domain/changes/lift.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../names.ts';
import { choiceWords } from './choice-words.ts';
import type { HistoryLine } from './history-lines.ts';
import { alertWords, elementName, keyName, valueWords } from './values.ts';

/** What somebody did, as a sentence; in full with what stood there before. */
export function lineWords(desk: Desk, line: HistoryLine, isFull: boolean): string {
	const { key, after } = line;
	const name = personName(desk, line.by);
	const own = messageWords(key, after, name) ?? deedWords(desk, line, name);
	if (own !== undefined) return own;
	if (key.includes('/') && !key.startsWith('v/')) {
		const params = { name, set: keyName(key), element: elementName(desk, key) };
		return after === true ? t('tickets.line.added', params) : t('tickets.line.removed', params);
	}
	const params = { name, field: keyName(key), after: valueWords(desk, key, after) };
	return isFull && line.before !== undefined
		? t('tickets.line.changed', { ...params, before: valueWords(desk, key, line.before) })
		: t('tickets.line.set', params);
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

/** What has a sentence of its own. */
function deedWords(desk: Desk, line: HistoryLine, name: string): string | undefined {
	const { key, after } = line;
	if (key === 'created') return t('tickets.line.created', { name });
	if (key === ASSIGNED || key === SUGGESTED) return choiceWords(desk, key, after);
	if (/^v\/[^/]+$/.test(key)) return t('visits.line.planned', { name });
	if (key === 'assignee' && after === line.by) return t('tickets.line.taken', { name });
	return alertWords(key, after);
}
