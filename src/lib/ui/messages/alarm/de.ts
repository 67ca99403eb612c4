import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'alarm.title': 'Massenabruf',
	'alarm.intro':
		'Ruft jemand innerhalb von zehn Minuten ungewöhnlich viele Datensätze ab, wie es manche tun, bevor sie gehen, erfahren es die anderen Administratoren sofort, und es bleibt im Protokoll.',
	'alarm.limit': 'Datensätze in zehn Minuten, ab denen Alarm ausgelöst wird',
	'alarm.limitHint':
		'Von {least} bis {most}. Einzeln geöffnete Tickets und Kontakte, ältere Nachrichten und Dateien zählen je als ein Datensatz; zehn Zeilen einer Suche oder der Aktivität zählen als einer, ebenso zehn eigene Tickets. Was Geräte von selbst bekommen, etwa die Listen der eigenen Teams, zählt nicht.',
	'alarm.limitWrong': 'Schreiben Sie eine ganze Zahl von {least} bis {most}.',
	'alarm.told': '{name} hat in zehn Minuten mehr als {records} Datensätze abgerufen',
	'alarm.toldMany': '{count} Alarme wegen Massenabruf',
	'alarm.done': 'Weglegen'
};
