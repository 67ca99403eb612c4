import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'onCall.line.one':
		'Niemand hat es außerhalb der Arbeitszeit: {count} Person in Bereitschaft wird per WhatsApp benachrichtigt',
	'onCall.line.other':
		'Niemand hat es außerhalb der Arbeitszeit: {count} Personen in Bereitschaft werden per WhatsApp benachrichtigt',
	'onCall.told': 'WhatsApp hat die Nachricht an {reached} von {people} in Bereitschaft angenommen',
	'onCall.nobody': 'Niemand in Bereitschaft war per WhatsApp zu erreichen'
};
