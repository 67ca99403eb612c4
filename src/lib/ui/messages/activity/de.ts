import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'activity.person': 'Wer',
	'activity.everybody': 'Alle',
	'activity.automations': 'Automatisierungen',
	'activity.kind': 'Was',
	'activity.kind.all': 'Alles',
	'activity.kind.created': 'Neue Tickets',
	'activity.kind.said': 'Antworten und Notizen',
	'activity.kind.status': 'Status und Lösungen',
	'activity.kind.assigned': 'Zuständigkeit',
	'activity.kind.details': 'Felder und Schlagwörter',
	'activity.kind.planned': 'Teilaufgaben, Besuche, Wiedervorlagen',
	'activity.kind.deadlines': 'Fristen',
	'activity.kind.rated': 'Bewertungen',
	'activity.days': 'Tage wählen',
	'activity.reset': 'Alles zeigen',
	'activity.said.reply': '{name} hat geantwortet',
	'activity.said.note': '{name} hat eine interne Notiz geschrieben',
	'activity.said.asked': '{name} hat als Anfragende(r) geschrieben',
	'activity.removed': 'gelöscht',
	'activity.list': 'Was getan wurde, das Neueste zuerst',
	'activity.older': 'Es wird weiter zurück gesucht …',
	'activity.end': 'Das ist alles.',
	'activity.more': 'Ältere Einträge laden',
	'activity.empty.title': 'Es wurde nichts getan',
	'activity.empty.body':
		'Kein Eintrag passt zu diesen Filtern. Wählen Sie andere Personen, Teams oder Tage.',
	'activity.kept':
		'Der Server ist nicht erreichbar. Dies sind die Einträge von {time}, die auf diesem Gerät liegen.',
	'activity.stale': 'Der Server ist nicht erreichbar. Bis dahin kommt nichts Neues hinzu.',
	'activity.noneKept.title': 'Noch keine Einträge auf diesem Gerät',
	'activity.noneKept.body':
		'Alles, was je getan wurde, liegt auf dem Server. Was Sie zuletzt angesehen haben, bleibt hier und lässt sich ohne Verbindung lesen.',
	'activity.failed.title': 'Die Einträge ließen sich nicht laden',
	'activity.when': 'Zeit ({zone})',
	'activity.deed': 'Was getan wurde',
	'activity.exporting': 'Export läuft: {count}',
	'activity.exported.one': '{count} Eintrag exportiert',
	'activity.exported.other': '{count} Einträge exportiert',
	'activity.exportedNewest':
		'Die neuesten {count} Einträge wurden exportiert. Wählen Sie für die übrigen weniger Tage.',
	'activity.exportFailed':
		'Der Export brach ab, weil der Server nicht antwortete. Versuchen Sie es erneut.'
};
