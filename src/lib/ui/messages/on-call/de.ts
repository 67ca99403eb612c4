import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'onCall.line.one':
		'Niemand hat es außerhalb der Arbeitszeit: {count} Person in Bereitschaft per WhatsApp benachrichtigt',
	'onCall.line.other':
		'Niemand hat es außerhalb der Arbeitszeit: {count} Personen in Bereitschaft per WhatsApp benachrichtigt'
};
