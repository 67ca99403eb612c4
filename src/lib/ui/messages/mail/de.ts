import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'mail.intro':
		'Holen Sie eine mbox-Datei oder .eml-Nachrichten herein. Jeder Verlauf wird ein Ticket des Teams. Eine Nachricht, die schon da ist, kommt nicht noch einmal.',
	'mail.team': 'Team',
	'mail.choose': 'Dateien auswählen',
	'mail.drop': 'oder hier ablegen: eine mbox-Datei oder beliebig viele .eml-Dateien',
	'mail.mixed': 'Wählen Sie eine mbox-Datei oder .eml-Dateien, nicht beides.',
	'mail.noTeam': 'Es gibt kein Team, in das Sie E-Mails importieren dürfen.',
	'mail.offline':
		'Importe laufen auf dem Server. Verbinden Sie sich, um sie zu sehen und einen zu beginnen.',
	'mail.sending': '{name} wird gesendet',
	'mail.sent': '{done} von {total}',
	'mail.stopSending': 'Senden abbrechen',
	'mail.history': 'Importe',
	'mail.none.title': 'Noch keine E-Mails importiert',
	'mail.none.body': 'Hier steht, was Sie hereingeholt haben, und was sich nicht lesen ließ.',
	'mail.into': 'in {team}',
	'mail.state.waiting': 'Wartet',
	'mail.state.reading': 'Sucht Nachrichten',
	'mail.state.importing': 'Importiert',
	'mail.state.paused': 'Angehalten',
	'mail.state.stopped': 'Unterbrochen',
	'mail.state.done': 'Fertig',
	'mail.progress': 'Fortschritt von {name}',
	'mail.found.one': '{count} Nachricht',
	'mail.found.other': '{count} Nachrichten',
	'mail.imported.one': '{count} importiert',
	'mail.imported.other': '{count} importiert',
	'mail.duplicates.one': '{count} schon da',
	'mail.duplicates.other': '{count} schon da',
	'mail.failed.one': '{count} nicht gelesen',
	'mail.failed.other': '{count} nicht gelesen',
	'mail.pause': 'Anhalten',
	'mail.resume': 'Fortsetzen',
	'mail.pauseOf': 'Import von {name} anhalten',
	'mail.resumeOf': 'Import von {name} fortsetzen',
	'mail.tickets': 'Tickets des Teams',
	'mail.failures.show': 'Nicht Gelesenes zeigen',
	'mail.failures.hide': 'Nicht Gelesenes ausblenden',
	'mail.failures.more': 'Mehr zeigen',
	'mail.failures.at': 'ab Byte {offset}',
	'mail.failures.source': 'Quelltext speichern',
	'mail.failures.sourceOf': 'Quelltext der Nachricht {number} speichern',
	'mail.problem.nothing-found':
		'Darin ist keine Nachricht. Prüfen Sie, ob es eine mbox-Datei oder .eml-Nachrichten sind.',
	'mail.problem.source-missing':
		'Die Datei ist nicht mehr auf dem Server. Senden Sie sie noch einmal.',
	'mail.problem.unknown-team':
		'Das Team nimmt keine Tickets mehr an. Importieren Sie in ein anderes Team.',
	'mail.problem.interrupted':
		'Der Server wurde angehalten. Nichts ist verloren; setzen Sie den Import fort.',
	'mail.problem.server-error':
		'Auf dem Server ist etwas schiefgegangen. Nichts ist verloren; setzen Sie den Import hier fort.',
	'mail.reason.empty': 'Es steht nichts darin',
	'mail.reason.not-mail': 'Es ist keine E-Mail',
	'mail.reason.too-large': 'Sie ist zu groß',
	'mail.reason.headers-too-large': 'Ihr Kopf ist zu groß',
	'mail.reason.too-many-parts': 'Sie hat zu viele Teile',
	'mail.reason.too-deep': 'Ihre Teile sind zu tief verschachtelt',
	'mail.reason.too-slow': 'Das Lesen dauerte zu lange',
	'mail.reason.too-much-memory': 'Das Lesen brauchte zu viel Speicher',
	'mail.reason.broken': 'Sie ist beschädigt',
	'mail.reason.unreadable': 'Die Datei ließ sich nicht lesen',
	'mail.reason.refused': 'Der Server hat sie nicht angenommen',
	'mail.reason.unknown': 'Sie ließ sich nicht lesen',
	'mail.sender.pass': 'Der Absender dieser Mail ist bestätigt.',
	'mail.sender.fail':
		'Der Absender dieser Mail ließ sich nicht belegen. Sie stammt vielleicht nicht von {name}.'
};
