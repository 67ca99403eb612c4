import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'errors.code.account-blocked': 'Dieses Konto ist abgeschaltet. Fragen Sie Ihre Administration.',
	'errors.code.bad-request':
		'Der Server hat die Anfrage nicht verstanden. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'errors.code.body-too-large': 'Das ist zu groß zum Senden.',
	'errors.code.file-damaged': 'Diese Datei kam anders an, als sie gesendet wurde.',
	'errors.code.file-not-as-declared': 'Diese Datei ist nicht das, was ihr Typ sagt.',
	'errors.code.file-too-large': 'Diese Datei ist für den Server zu groß.',
	'errors.code.too-many-files':
		'Sie haben heute sehr viel gesendet. Versuchen Sie es morgen wieder.',
	'errors.code.upload-moved': 'Die Übertragung ging anderswo weiter.',
	'errors.code.code-wrong':
		'Das ist nicht der Code aus dem Terminal. Er ändert sich bei jedem Start.',
	'errors.code.demo-refused-through-proxy':
		'Demo-Daten lassen sich nur laden, wenn der Server direkt geöffnet wird, nicht über einen Proxy.',
	'errors.code.email-taken': 'Diese E-Mail-Adresse ist schon vergeben.',
	'errors.code.forbidden': 'Das dürfen Sie nicht.',
	'errors.code.internal-error':
		'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
	'errors.code.invalid-input':
		'Eine Angabe im Formular ist nicht gültig. Prüfen Sie sie und versuchen Sie es noch einmal.',
	'errors.code.invalid-json':
		'Der Server hat die Anfrage nicht verstanden. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'errors.code.link-invalid':
		'Dieser Link gilt nicht mehr. Bitten Sie Ihre Administration um einen neuen.',
	'errors.code.login-shared':
		'Dieses Konto gehört zu mehreren Organisationen; sein Passwort kann nur die Person selbst ändern.',
	'errors.code.not-found': 'Dort gibt es nichts, oder es ist nicht für Sie bestimmt.',
	'errors.code.origin-refused':
		'Die Anfrage kam von einer fremden Adresse. Öffnen Sie die App unter ihrer eigenen Adresse.',
	'errors.code.password-is-user-name': 'Das Passwort darf nicht der Benutzername sein.',
	'errors.code.password-too-long': 'Dieses Passwort ist zu lang.',
	'errors.code.password-too-short':
		'Dieses Passwort ist zu kurz. Nehmen Sie ein längeres: ein paar Wörter hintereinander sind gut.',
	'errors.code.password-wrong': 'Das ist nicht Ihr aktuelles Passwort.',
	'errors.code.portal-closed': 'Hier nimmt noch niemand Anfragen an.',
	'errors.code.request-refused':
		'Das konnte nicht angenommen werden. Ändern Sie es oder fragen Sie das Team.',
	'errors.code.server-busy': 'Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.',
	'errors.code.session-expired': 'Sie wurden abgemeldet. Melden Sie sich wieder an.',
	'errors.code.session-missing': 'Sie sind nicht angemeldet.',
	'errors.code.session-revoked':
		'Diese Sitzung wurde von einem anderen Gerät beendet. Melden Sie sich wieder an.',
	'errors.code.setup-done': 'Dieser Server ist schon eingerichtet.',
	'errors.code.setup-running': 'Jemand anderes richtet diesen Server gerade ein.',
	'errors.code.too-many-requests':
		'Zu viele Anfragen. Warten Sie einen Moment und versuchen Sie es dann erneut.',
	'errors.code.too-many-tries':
		'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.',
	'errors.code.unsupported-media-type': 'Der Server nimmt diese Art von Inhalt nicht an.',
	'errors.code.user-name-taken': 'Dieser Benutzername ist schon vergeben.',
	'errors.code.wrong-credentials':
		'Anmeldename und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.',
	'errors.code.network':
		'Der Server ist nicht erreichbar. Ihre Eingaben bleiben erhalten; versuchen Sie es, sobald Sie verbunden sind.',
	'errors.code.timeout': 'Der Server hat zu lange nicht geantwortet. Versuchen Sie es noch einmal.',
	'errors.tooLong': 'Höchstens {most} Zeichen; das sind {over} zu viel.',
	'errors.refusal.blocked': 'Ihr Konto ist in dieser Organisation gesperrt.',
	'errors.refusal.role': 'Ihre Rolle umfasst das nicht.',
	'errors.refusal.removed':
		'Dieses Ticket wurde gelöscht. Wer das Team leitet, kann es zurückholen.',
	'errors.refusal.not-your-ticket': 'Sie gehören weder zu diesem Ticket noch zu seinem Team.',
	'errors.refusal.not-your-team': 'Sie sind nicht in diesem Team.',
	'errors.refusal.not-a-member': 'Sie sind kein Mitglied dieses Kanals.',
	'errors.refusal.not-yours': 'Das kann nur ändern, wer es angelegt hat.',
	'errors.refusal.unknown-action': 'Diese Version der App kennt diese Aktion nicht.',
	'errors.refusal.malformed': 'Eine Angabe ist nicht gültig. Prüfen Sie Ihre Eingabe.',
	'errors.refusal.newer-version':
		'Es stammt aus einer neueren Version der App als der des Servers.',
	'errors.refusal.unknown-target':
		'Es ist noch nicht auf dem Server. Sobald es erscheint, wird es erneut versucht.',
	'errors.refusal.already-exists': 'Es existiert bereits.',
	'errors.refusal.unknown-person': 'Diese Person ist nicht mehr hier.',
	'errors.refusal.unknown-team': 'Dieses Team wird nicht mehr verwendet.',
	'errors.refusal.unknown-message': 'Diese Nachricht gibt es nicht mehr.',
	'errors.refusal.taken': 'Jemand anderes hatte es schon übernommen.',
	'errors.refusal.others-replied':
		'Inzwischen haben andere geantwortet. Lesen Sie das zuerst; diese Antwort lässt sich trotzdem noch senden oder verwerfen.',
	'errors.refusal.sent': 'Diese Antwort wurde schon gesendet. Der Text bleibt hier erhalten.',
	'errors.refusal.needs-resolution': 'Ein gelöstes Ticket braucht eine Lösung.',
	'errors.refusal.needs-reason': 'Ein geschlossenes Ticket braucht einen Grund.',
	'errors.refusal.unknown-round':
		'Das Ticket wurde inzwischen wieder geöffnet oder geschlossen. Sehen Sie es sich noch einmal an.',
	'errors.refusal.unknown-entry':
		'Das hat die Organisation nicht angelegt. Wählen Sie aus der Liste.',
	'errors.refusal.fixed-class':
		'Ein Status behält die Art, mit der er angelegt wurde. Legen Sie stattdessen einen neuen an.',
	'errors.refusal.owes-words':
		'Ein Status, der Tickets beendet, muss nach einer Lösung oder einem Grund fragen.',
	'errors.refusal.needs-text': 'Hier ist noch etwas leer.',
	'errors.refusal.needs-name': 'Geben Sie ihm einen Namen.',
	'errors.refusal.wrong-parent': 'Kategorien haben zwei Ebenen. Wählen Sie eine andere darüber.',
	'errors.refusal.late-response': 'Die erste Antwort wäre für später zugesagt als die Lösung.',
	'errors.refusal.wrong-kind': 'Dieses Feld nimmt Werte anderer Art an.',
	'errors.refusal.needs-field':
		'Füllen Sie die Pflichtfelder aus, bevor Sie das Ticket abschließen.',
	'errors.refusal.open-tasks': 'Erledigen oder entfernen Sie zuerst die offenen Teilaufgaben.',
	'errors.refusal.unknown-task': 'Diese Teilaufgabe gibt es nicht mehr.',
	'errors.refusal.unknown-visit': 'Diesen Besuch gibt es nicht mehr.',
	'errors.refusal.unknown-follow-up': 'Diese Wiedervorlage gibt es nicht mehr.',
	'errors.refusal.went-out': 'Die geplante Nachricht ist schon hinausgegangen.',
	'errors.refusal.wrong-time': 'Wählen Sie einen Zeitpunkt in den nächsten zwei Jahren.',
	'errors.refusal.wrong-window': 'Ein Besuch endet, nachdem er beginnt.',
	'errors.refusal.needs-approval':
		'Dieses Ticket schließt die Teamleitung ab. Bitten Sie um Freigabe.',
	'errors.refusal.finished': 'Dieses Ticket ist beendet. Zum Ändern erneut öffnen.',
	'errors.refusal.primary-only':
		'Darüber entscheidet, wer das Ticket hat. Zuerst übernehmen oder fragen.',
	'errors.refusal.settled':
		'Über den Vorschlag wurde inzwischen entschieden, oder er wurde geändert. Sehen Sie sich das Ticket noch einmal an.',
	'errors.refusal.unknown-ticket': 'Ein solches Ticket gibt es nicht.',
	'errors.refusal.own-ticket':
		'Ein Ticket lässt sich nicht mit sich selbst oder mit einem Teil eines anderen verbinden.',
	'errors.refusal.not-merged': 'Dieses Ticket ist mit keinem anderen zusammengeführt.',
	'errors.refusal.name-taken': 'Dieser Benutzername oder diese Adresse ist schon vergeben.',
	'errors.refusal.full': 'Davon gibt es hier schon zu viele.',
	'errors.refusal.last-admin': 'Jemand muss die Organisation verwalten können.',
	'errors.refusal.archived': 'Es ist archiviert.',
	'errors.refusal.revoked': 'Dieses Gerät war zu diesem Zeitpunkt abgemeldet.',
	'errors.refusal.takenBy': '{name} hat es um {time} übernommen.',
	'errors.refusal.repliedBy':
		'{name} hat um {time} geantwortet. Lesen Sie das zuerst; diese Antwort lässt sich trotzdem noch senden oder verwerfen.',
	'errors.refusal.sentBy':
		'{name} hat diese Antwort um {time} gesendet. Der Text bleibt hier erhalten.',
	'errors.notFound.title': 'Unter dieser Adresse gibt es nichts',
	'errors.notFound.body':
		'Vielleicht wurde es verschoben oder gehört einem Team, in dem Sie nicht sind.',
	'errors.broken.title': 'Dieser Teil der Seite funktioniert gerade nicht',
	'errors.broken.body':
		'Nichts Gespeichertes ist verloren. Öffnen Sie den Teil erneut oder laden Sie die Seite neu.',
	'errors.broken.details': 'Technische Einzelheiten',
	'errors.reload': 'Neu laden',
	'errors.retry': 'Noch einmal versuchen',
	'errors.home': 'Zurück zum Anfang'
};
