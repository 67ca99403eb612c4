import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'session.other.title': 'Andere Wege zur Anmeldung',
	'session.other.proxy': 'Mit Windows anmelden',
	'session.forgotten.title': 'Passwort vergessen?',
	'session.forgotten.intro':
		'Sagen Sie, wie Sie sich anmelden. Wir schicken Ihnen einen Link, um ein neues zu wählen.',
	'session.forgotten.do': 'Link schicken',
	'session.forgotten.done': 'Sehen Sie in Ihre Post',
	'session.forgotten.doneBody':
		'Wenn sich jemand als {name} anmeldet und wir die Adresse haben, ist ein Link unterwegs. Er gilt einmal und eine Stunde lang.',
	'session.forgotten.nothing':
		'Nach einigen Minuten nichts da? Sehen Sie bei unerwünschter Post nach, oder bitten Sie Ihre Administration um einen Link.',
	'session.forgotten.noMail':
		'Von hier geht keine Post aus. Bitten Sie die Administration Ihrer Organisation: Sie erstellt Ihnen einen Link, um ein neues Passwort zu wählen.',
	'session.forgotten.runs': 'Wenn Sie diesen Server selbst betreiben, erstellen Sie ihn dort:',
	'errors.code.sso-refused':
		'So ließ sich die Anmeldung nicht abschließen. Beginnen Sie neu oder nutzen Sie Ihr Passwort.',
	'errors.code.sso-unavailable':
		'Der Anmeldedienst ist nicht erreichbar. Versuchen Sie es gleich noch einmal oder nutzen Sie Ihr Passwort.',
	'errors.code.sso-unknown':
		'Sie wurden erkannt, haben hier aber kein Konto. Bitten Sie Ihre Administration darum.'
};
