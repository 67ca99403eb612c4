import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'portal.title': 'Meine Anfragen',
	'portal.new': 'Neue Anfrage',
	'portal.back': 'Alle Anfragen',
	'portal.settings': 'Einstellungen',
	'portal.closed':
		'Diese Organisation nimmt hier noch keine Anfragen an. Fragen Sie dort nach, wie Sie das Team erreichen.',
	'portal.empty': 'Noch keine Anfragen',
	'portal.emptyBody':
		'Hier bitten Sie um Hilfe und lesen die Antworten. Das geht auch ohne Netz: Was Sie schreiben, wird später gesendet.',
	'portal.failed': 'Neues konnte nicht gelesen werden',
	'portal.again': 'Erneut versuchen',
	'portal.discard': 'Verwerfen',
	'portal.more': 'Ältere anzeigen',
	'portal.offline':
		'Sie sind offline. Was Sie schreiben, wird gesendet, sobald Sie wieder online sind.',
	'portal.offlineEmpty': 'Ihre Anfragen sind nicht auf diesem Gerät',
	'portal.offlineEmptyBody':
		'Sie erscheinen, wenn Sie online sind. Eine neue können Sie schon jetzt schreiben.',
	'portal.waits': 'Wird gesendet',
	'portal.waitsForNetwork': 'Wartet auf das Netz',
	'portal.refused': 'Nicht angenommen',
	'portal.newAnswer': 'Neue Antwort',
	'portal.you': 'Sie',
	'portal.team': 'Das Team',
	'portal.retracted': 'Diese Nachricht wurde zurückgenommen.',
	'portal.edited': 'bearbeitet',
	'portal.conversation': 'Unterhaltung',
	'portal.cut': 'Ältere Nachrichten werden hier nicht gezeigt.',
	'portal.gone': 'Diese Anfrage gibt es nicht',
	'portal.goneBody': 'Vielleicht stimmt die Adresse nicht, oder sie gehört jemand anderem.',
	'portal.notHere': 'Diese Anfrage ist nicht auf diesem Gerät',
	'portal.notHereBody': 'Sie erscheint, wenn Sie online sind.',
	'portal.subject': 'Worum geht es?',
	'portal.subjectHint': 'Ein paar Worte, zum Beispiel: Drucker im zweiten Stock',
	'portal.subjectMissing': 'Sagen Sie in ein paar Worten, worum es geht.',
	'portal.text': 'Was ist passiert, und was brauchen Sie?',
	'portal.textMissing': 'Schreiben Sie, was Sie brauchen.',
	'portal.send': 'Senden',
	'portal.sentLater':
		'Sie sind offline. Das bleibt hier und wird gesendet, sobald Sie wieder online sind.',
	'portal.write': 'Nachricht schreiben',
	'portal.reopens': 'Diese Anfrage ist erledigt. Wenn Sie schreiben, sieht das Team sie wieder an.',
	'portal.install': 'Auf dem Startbildschirm',
	'portal.installHint':
		'Öffnet sich wie eine App, auch ohne Netz: Wählen Sie im Menü des Browsers „Installieren“ oder „Zum Startbildschirm“.',
	'portal.installNow': 'Installieren',
	'portal.status.open': 'In Arbeit',
	'portal.status.paused': 'Ruht',
	'portal.status.done': 'Erledigt',
	'portal.handingIn': 'Was Sie zuvor getan haben, wird übergeben',
	'portal.handingInBody':
		'Sie bitten hier jetzt um Hilfe. Zuerst wird übergeben, was Sie in Ihrer früheren Rolle getan haben.',
	'portal.offlineWaiting.one': 'Sie sind offline. Eine Nachricht wartet auf das Netz.',
	'portal.offlineWaiting.other': 'Sie sind offline. {count} Nachrichten warten auf das Netz.',
	'portal.sending.one': 'Eine Nachricht wird gesendet.',
	'portal.sending.other': '{count} Nachrichten werden gesendet.'
};
