import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'dialog.close': 'Schließen, ohne Ihre Eingaben zu behalten?',
	'dialog.discard': 'Verwerfen',
	'dialog.stay': 'Weiterschreiben'
};
