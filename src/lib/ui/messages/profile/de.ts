import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'profile.unknown': 'Kunde',
	'profile.open': 'Kundenprofil',
	'profile.openOf': 'Profil von {name}',
	'profile.openFor': 'Profil von {address}',
	'profile.people': 'Personen',
	'profile.parts': 'Was gezeigt wird',
	'profile.about': 'Person',
	'profile.tickets': 'Tickets',
	'profile.said': 'Gespräche',
	'profile.files': 'Dateien',
	'profile.none.title': 'Nichts zu zeigen',
	'profile.none.body':
		'Unter dieser Adresse hat noch niemand angefragt, oder die Tickets gehören Teams, in denen Sie nicht arbeiten.',
	'profile.count.one': '{count} Ticket, davon {open} offen.',
	'profile.count.other': '{count} Tickets, davon {open} offen.',
	'profile.asking': 'Ältere werden beim Server erfragt …',
	'profile.offline':
		'Offline: Es fehlen ältere Tickets und solche, die in keiner Liste auf diesem Gerät stehen.',
	'profile.failed': 'Der Server hat nicht gesagt, welche älteren es gibt.',
	'profile.more': 'Es gibt noch ältere; die Suche findet sie.',
	'profile.noTickets.title': 'Keine Tickets',
	'profile.noTickets.body': 'Was diese Person anfragt, steht hier, das Neueste zuerst.',
	'profile.nothingSaid.title': 'Noch nichts gesagt',
	'profile.nothingSaid.body':
		'Was in den neuesten Tickets geschrieben wurde, steht hier beisammen.',
	'profile.noFiles.title': 'Keine Dateien',
	'profile.noFiles.body': 'Dateien aus den neuesten Tickets stehen hier.',
	'profile.filesOffline':
		'Offline: Dateien, die auf diesem Gerät liegen, lassen sich in ihrem Ticket öffnen.',
	'profile.notHere.one': 'Das Gespräch von {count} Ticket liegt nicht auf diesem Gerät.',
	'profile.notHere.other': 'Die Gespräche von {count} Tickets liegen nicht auf diesem Gerät.',
	'profile.unlooked.one': '{count} älteres Ticket wurde noch nicht durchgesehen.',
	'profile.unlooked.other': '{count} ältere Tickets wurden noch nicht durchgesehen.',
	'profile.lookFurther': 'Ältere Tickets dazunehmen',
	'profile.showMore': 'Mehr zeigen',
	'profile.address': 'Adresse',
	'profile.account': 'Benutzername',
	'profile.satisfaction': 'Zufriedenheit',
	'profile.mean.one': '{mean} von 5, aus {count} Bewertung',
	'profile.mean.other': '{mean} von 5, aus {count} Bewertungen',
	'profile.phone': 'Telefon',
	'profile.language': 'Sprache',
	'profile.unit': 'Einheit',
	'profile.tags': 'Schlagwörter',
	'profile.addTag': 'Schlagwort hinzufügen',
	'profile.followUps': 'Wiedervorlagen',
	'profile.notes': 'Notizen',
	'profile.notesHint':
		'Für alle im Team, die ein Ticket dieser Person sehen dürfen; nie für sie selbst.',
	'profile.notesMissing':
		'Sie liegen nicht auf diesem Gerät; was Sie schreiben, wird später gesendet.',
	'profile.asOf': 'Stand: {time}.',
	'profile.addNote': 'Notiz schreiben',
	'profile.saveNote': 'Speichern',
	'profile.editNote': 'Ändern',
	'profile.removeNote': 'Entfernen',
	'profile.olderNotes': 'Ältere Notizen',
	'profile.change': 'Angaben zu einem Kunden ändern',
	'profile.changeNote': 'Notiz zu einem Kunden schreiben'
};
