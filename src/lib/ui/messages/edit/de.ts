import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'work.keep': 'Lassen, wie es ist',
	'work.preview': 'Vorschau',
	'work.looking': 'Tickets werden geprüft …',
	'work.apply': 'Anwenden',
	'work.stop': 'Hier aufhören',
	'work.doing': '{done} von {total} erledigt',
	'work.willChange.one': '{count} Ticket ändert sich',
	'work.willChange.other': '{count} Tickets ändern sich',
	'work.wontChange.one': '{count} Ticket lässt sich nicht ändern',
	'work.wontChange.other': '{count} Tickets lassen sich nicht ändern',
	'work.same.one': '{count} Ticket ist schon so',
	'work.same.other': '{count} Tickets sind schon so',
	'work.more.one': 'und {count} weiteres',
	'work.more.other': 'und {count} weitere',
	'work.unknownHere': 'Hier nicht bekannt: {names}',
	'work.line.set': '{name}: {before} → {after}',
	'work.line.note': 'Notiz: {text}',
	'work.line.reply': 'Antwort: {text}',
	'work.line.followUp': '{what}, {time}',
	'work.steps': 'Schritte',
	'work.step.add': 'Schritt hinzufügen',
	'work.step.me': 'Wer es verwendet',
	'work.undoStopped': '{done} von {total} Änderungen rückgängig gemacht',
	'work.undoRest': 'Rest rückgängig machen',
	'work.notUndone.one':
		'Nicht rückgängig gemacht: Jemand hat es seither geändert, oder es ist schon unterwegs.',
	'work.notUndone.other':
		'{count} Änderungen wurden nicht rückgängig gemacht: Jemand hat dasselbe seither geändert, oder sie sind schon unterwegs.'
};
