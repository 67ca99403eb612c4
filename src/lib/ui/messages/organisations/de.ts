import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'organisations.title': 'Organisationen',
	'organisations.intro':
		'Sie gehören zu mehreren. Eine andere öffnet sich an der Stelle dieser; was das Gerät von dieser behält, bleibt.',
	'organisations.here': 'Sie sind hier',
	'organisations.enter': 'Wechseln',
	'organisations.failed':
		'Der Wechsel war nicht möglich. Versuchen Sie es erneut, sobald Sie verbunden sind.'
};
