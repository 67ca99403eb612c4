import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'work.template': 'Vorlage',
	'work.template.insert': 'Vorlage einfügen',
	'work.template.unknown': 'Ergänzen Sie, was hier niemand weiß: {names}'
};
