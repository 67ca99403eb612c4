import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'session.signIn.title': 'Anmelden',
	'session.signIn.login': 'Benutzername oder E-Mail',
	'session.signIn.password': 'Passwort',
	'session.signIn.submit': 'Anmelden',
	'session.signIn.busy': 'Anmeldung läuft',
	'session.signIn.forgot': 'Passwort vergessen?',
	'session.signIn.signUp': 'Konto anfragen',
	'session.signIn.help': 'Hilfe',
	'session.signIn.demo': 'Demo-Anmeldungen',
	'session.signIn.demoHint':
		'Dies ist eine Demo mit erfundenen Daten. Wählen Sie, wer Sie sein möchten.',
	'session.signIn.loginMissing': 'Geben Sie Ihren Benutzernamen oder Ihre E-Mail ein.',
	'session.signIn.passwordMissing': 'Geben Sie Ihr Passwort ein.',
	'session.tagline': 'Der Helpdesk, der weiterarbeitet, wenn das Netz es nicht tut.',
	'session.password.show': 'Passwort anzeigen',
	'session.password.hide': 'Passwort verbergen',
	'session.account.appearance': 'Sprache und Darstellung',
	'session.account.language': 'Sprache',
	'session.account.theme': 'Farbschema',
	'session.account.theme.system': 'Wie das Gerät',
	'session.account.theme.light': 'Hell',
	'session.account.theme.dark': 'Dunkel',
	'session.account.contrast': 'Kontrast',
	'session.account.contrast.system': 'Wie das Gerät',
	'session.account.contrast.more': 'Hoch',
	'session.account.density': 'Dichte',
	'session.account.density.compact': 'Kompakt',
	'session.account.density.comfortable': 'Großzügig',
	'session.expired':
		'Sie wurden abgemeldet. Melden Sie sich wieder an, um Ihre Änderungen zu senden.',
	'session.expired.action': 'Wieder anmelden',
	'session.signOut': 'Abmelden',
	'session.signOut.title': 'Abmelden, obwohl Änderungen warten?',
	'session.signOut.titleBegun': 'Abmelden, obwohl etwas halb geschrieben ist?',
	'session.signOut.begun':
		'Was Sie zu schreiben begonnen und nicht gesendet haben, wird auf diesem Gerät gelöscht.',
	'session.signOut.waiting.one':
		'{count} Änderung ist noch nicht gesendet. Behaltenes bleibt versiegelt auf diesem Gerät, bis Sie sich hier wieder anmelden.',
	'session.signOut.waiting.other':
		'{count} Änderungen sind noch nicht gesendet. Behaltenes bleibt versiegelt auf diesem Gerät, bis Sie sich hier wieder anmelden.',
	'session.signOut.keep': 'Abmelden und behalten',
	'session.signOut.stay': 'Angemeldet bleiben',
	'session.signOut.failed':
		'Hier abgemeldet. Der Server erfährt es, sobald die Verbindung wieder da ist.',
	'session.role.requester': 'Anfragende Person',
	'session.role.field-agent': 'Außendienst',
	'session.role.agent': 'Agent',
	'session.role.supervisor': 'Teamleitung',
	'session.role.org-admin': 'Administration',
	'session.role.platform-admin': 'Plattform-Administration',
	'session.standing.update-needed':
		'Der Server ist neuer als diese Seite. Ihre Änderungen werden abgegeben; laden Sie neu, um den Rest zu sehen.',
	'session.signOut.send': 'Senden, dann abmelden',
	'session.signOut.discard': 'Abmelden und verwerfen',
	'session.signOut.stillWaiting': 'Es ließ sich nicht alles senden. Sie sind noch angemeldet.'
};
