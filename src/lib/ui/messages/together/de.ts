import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'together.goesOut.one': 'Ihre Antwort wird in {count} Sekunde gesendet',
	'together.goesOut.other': 'Ihre Antwort wird in {count} Sekunden gesendet',
	'together.reply': 'eine gemeinsame Antwort',
	'together.line.begun': '{name} hat eine gemeinsame Antwort begonnen',
	'together.line.discarded': '{name} hat die gemeinsame Antwort verworfen',
	'together.undone': 'Ihre Antwort wurde nicht gesendet. Sie ist wieder ein Entwurf.',
	'together.sentBy': '{name} hat die gemeinsame Antwort gesendet.',
	'together.sentWithout':
		'{name} hat die gemeinsame Antwort gesendet. Was nicht mitging, steht in Ihrem Entwurf.',
	'together.gone':
		'Die gemeinsame Antwort ist nicht mehr da. Was in ihr stand, ist in Ihrem Entwurf.',
	'together.yourFiles': 'Ihre Dateien gehen mit, wenn Sie die Antwort senden.',
	'together.missing':
		'Der Editor für diesen Text konnte nicht geladen werden. Ihre Worte sind sicher; öffnen Sie das Ticket erneut, sobald Sie verbunden sind.',
	'together.isWritten': 'Eine Antwort wird gemeinsam geschrieben.',
	'together.isWrittenBy': '{name} hat eine gemeinsame Antwort begonnen.',
	'together.writes': '{name} schreibt gerade eine Antwort.',
	'together.asked': 'Einen Moment: Was {name} geschrieben hat, kommt gleich.',
	'together.joinedBy': '{name} schreibt jetzt mit.',
	'together.join': 'Mitschreiben',
	'together.offer': 'Dieses Ticket haben auch offen: {names}.',
	'together.begin': 'Gemeinsam schreiben',
	'together.here': 'Es schreiben mit: {names}',
	'together.alone': 'Gerade schreibt niemand sonst mit',
	'together.tools': 'Formatierung',
	'together.format': 'Format',
	'together.heading': 'Überschrift',
	'together.subheading': 'Kleinere Überschrift',
	'together.bold': 'Fett',
	'together.italic': 'Kursiv',
	'together.code': 'Code',
	'together.list': 'Liste',
	'together.numbered': 'Nummerierte Liste',
	'together.quote': 'Zitat',
	'together.codeBlock': 'Codeblock',
	'together.ownDraft': 'Sie haben hier einen eigenen Entwurf.',
	'together.addOwn': 'Einfügen',
	'together.tooLong': 'Das ist zu lang für eine Nachricht.',
	'together.state.saved': 'Für alle gespeichert',
	'together.state.sending': 'Wird gespeichert …',
	'together.state.kept':
		'Auf diesem Gerät gespeichert; die anderen sehen es, sobald Sie verbunden sind',
	'together.state.full':
		'Dieser Text ist voll. Nehmen Sie etwas heraus, damit die anderen den Rest bekommen.',
	'together.state.refused':
		'Der Server nimmt diesen Text nicht an. Er bleibt auf diesem Gerät: kopieren Sie ihn und beginnen Sie neu.',
	'together.more': 'Mehr zu diesem Text',
	'together.leave': 'Allein schreiben',
	'together.discard': 'Gemeinsame Antwort verwerfen',
	'together.discarded': 'Gemeinsame Antwort verworfen',
	'together.versions': 'Fassungen',
	'together.versionName': 'Diese Fassung behalten als',
	'together.keepVersion': 'Behalten',
	'together.asking': 'Der Server wird gefragt …',
	'together.unreachable':
		'Fassungen liegen auf dem Server, und der ist nicht erreichbar. Versuchen Sie es später.',
	'together.noVersions': 'Noch wurde keine Fassung behalten.',
	'together.beforeRestore': 'Vor dem Wiederherstellen',
	'together.restore': 'Wiederherstellen',
	'together.opening': 'Der Text wird geöffnet …'
};
