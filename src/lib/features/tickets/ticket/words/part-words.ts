import { CUSTOM_PREFIX } from '#lib/domain/changes/lift.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import { RATING } from '#lib/domain/ticket/rating.ts';
import { codeName } from '#lib/session/entry-names.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../../names.ts';
import { customWords } from '../fields/custom.ts';
import { elementName, keyName, valueWords } from './values.ts';

/** Whether a cell says that something is in a set: a tag, a follower, a link. */
export const isElement = (key: string): boolean => key.includes('/') && !/^[vtfu]\//.test(key);

/** What a cell is called, also one of a sub-task or of a field that the organisation defined. */
export function partName(desk: Desk, key: string, taskTitle: string): string {
	if (key === RATING) return t('portal.rate.title.section');
	if (key.startsWith(CUSTOM_PREFIX))
		return codeName(desk.catalogue, 'field', key.slice(CUSTOM_PREFIX.length));
	const [set, , part] = key.split('/');
	if (set !== 't') return keyName(key);
	const name = t('moments.task', { title: taskTitle });
	return part === undefined ? name : `${name}: ${taskPart(part)}`;
}

function taskPart(part: string): string {
	switch (part) {
		case 'title':
			return t('tickets.field.subject');
		case 'order':
		case 'done':
		case 'spent':
		case 'removed':
			return t(`moments.task.${part}`);
		case 'blocked':
			return t('tickets.tasks.blocked');
		case 'estimate':
			return t('tickets.tasks.estimate');
		case 'assignee':
			return t('tickets.field.assignee');
		default:
			return part;
	}
}

/** The value of such a cell in words. */
export function partValue(desk: Desk, key: string, value: Json | undefined): string {
	if (key === RATING) return t('portal.rate.stars', { count: Number(jsonMember(value, 'stars')) });
	if (key.startsWith(CUSTOM_PREFIX)) {
		const field = desk.catalogue.find('field', key.slice(CUSTOM_PREFIX.length));
		return field === undefined ? String(value ?? '') : customWords(desk, field, value);
	}
	if (/^t\/[^/]+$/.test(key)) return personName(desk, String(value));
	if (key.startsWith('t/'))
		return valueWords(desk, key.endsWith('/assignee') ? 'assignee' : key, value);
	return isElement(key) ? elementName(desk, key) : valueWords(desk, key, value);
}
