import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'errors.network': 'Der Server ist nicht erreichbar. Ihre Eingaben sind noch da.',
	'errors.timeout': 'Der Server hat zu lange nicht geantwortet. Versuchen Sie es noch einmal.',
	'errors.unknown': 'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
	'errors.tooMany': 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.',
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
