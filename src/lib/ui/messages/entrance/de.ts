import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'session.other.title': 'Andere Wege zur Anmeldung',
	'session.other.proxy': 'Mit Windows anmelden',
	'errors.code.sso-refused':
		'So ließ sich die Anmeldung nicht abschließen. Beginnen Sie neu oder nutzen Sie Ihr Passwort.',
	'errors.code.sso-unavailable':
		'Der Anmeldedienst ist nicht erreichbar. Versuchen Sie es gleich noch einmal oder nutzen Sie Ihr Passwort.',
	'errors.code.sso-unknown':
		'Sie wurden erkannt, haben hier aber kein Konto. Bitten Sie Ihre Administration darum.'
};
