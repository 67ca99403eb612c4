import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'files.attach': 'Anhängen',
	'files.choose': 'Dateien wählen',
	'files.photo': 'Foto aufnehmen',
	'files.screen': 'Bildschirm aufnehmen',
	'files.drop': 'Dateien hier ablegen, um sie anzuhängen',
	'files.added': 'Dateien dieser Nachricht',
	'files.adding': 'Wird hinzugefügt',
	'files.remove': '{name} entfernen',
	'files.open': '{name} öffnen',
	'files.download': 'Herunterladen',
	'files.problem.empty': '„{name}“ ist leer.',
	'files.problem.too-large': '„{name}“ ist zu groß.',
	'files.problem.unreadable': '„{name}“ konnte nicht gelesen werden.',
	'files.problem.full':
		'Auf diesem Gerät ist kein Platz für „{name}“. Schaffen Sie Platz und fügen Sie die Datei erneut hinzu; sonst ging nichts verloren.',
	'files.screen.failed': 'Der Bildschirm konnte nicht aufgenommen werden.',
	'files.camera.starting': 'Die Kamera startet …',
	'files.camera.view': 'Was die Kamera sieht',
	'files.camera.take': 'Aufnehmen',
	'files.camera.missing':
		'Hier lässt sich keine Kamera verwenden. Schließen Sie eine an oder erlauben Sie dieser Seite im Browser, sie zu verwenden.',
	'files.uploading': 'Wird hochgeladen, {percent}',
	'files.queued': 'Wartet aufs Hochladen',
	'files.offline': 'Wartet auf das Netz',
	'files.coming': 'Wird noch hochgeladen',
	'files.unreachable': 'Erscheint, wenn Sie verbunden sind',
	'files.failed.too-large':
		'Nicht hochgeladen: zu groß für den Server. Ziehen Sie die Nachricht zurück oder senden Sie eine kleinere Kopie.',
	'files.failed.not-as-declared': 'Nicht hochgeladen: Sie ist nicht das, was ihr Typ sagt.',
	'files.failed.damaged': 'Nicht hochgeladen: Sie kam beschädigt an.',
	'files.failed.too-many': 'Nicht hochgeladen: Sie haben heute sehr viel gesendet.',
	'files.failed.refused': 'Nicht hochgeladen: Der Server hat sie abgelehnt.',
	'files.failed.lost': 'Nicht hochgeladen: Dieses Gerät hat sie nicht mehr.',
	'files.retry': 'Erneut versuchen',
	'files.holdUp': 'Gesendet. Sie geht hinaus, sobald ihre Dateien hochgeladen sind.',
	'files.keepBack':
		'Diese Nachricht geht nicht hinaus: Eine Datei konnte nicht hochgeladen werden. Nehmen Sie sie zurück und senden Sie sie erneut.',
	'files.viewer': 'Bild {name}',
	'files.zoomIn': 'Größer',
	'files.zoomOut': 'Kleiner',
	'files.fit': 'Einpassen',
	'files.previous': 'Vorheriges',
	'files.next': 'Nächstes',
	'files.position': '{index} von {count}',
	'files.use': 'Dateien in anderem Ticket verwenden …',
	'files.use.title': 'Dateien in einem anderen Ticket verwenden',
	'files.use.body': 'Sie kommen zu dem, was Sie dort schreiben.',
	'files.use.done.one': '{count} Datei zu Ihrem Entwurf in {ticket} hinzugefügt',
	'files.use.done.other': '{count} Dateien zu Ihrem Entwurf in {ticket} hinzugefügt',
	'files.use.missing':
		'Nicht alle Dateien sind jetzt zu haben. Versuchen Sie es mit Netz noch einmal.'
};
