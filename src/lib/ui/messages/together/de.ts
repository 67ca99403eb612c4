import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'together.goesOut.one': 'Ihre Antwort geht in {count} Sekunde hinaus',
	'together.goesOut.other': 'Ihre Antwort geht in {count} Sekunden hinaus',
	'together.reply': 'eine gemeinsame Antwort',
	'together.line.begun': '{name} hat eine gemeinsame Antwort begonnen',
	'together.line.discarded': '{name} hat die gemeinsame Antwort verworfen',
	'together.undone': 'Ihre Antwort wurde nicht gesendet. Sie ist wieder ein Entwurf.'
};
