import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'alerts.title': 'Worüber Sie informiert werden',
	'alerts.intro': 'Was Sie betrifft, kann Sie auch erreichen, wenn Sie nicht hinsehen.',
	'alerts.what': 'Was',
	'alerts.way.app': 'In der App',
	'alerts.way.push': 'Push',
	'alerts.way.mail': 'E-Mail',
	'alerts.concern.assigned': 'Tickets, Einsätze und Freigaben für Sie',
	'alerts.concern.mentioned': 'Erwähnungen',
	'alerts.concern.alerts': 'Servicezeiten und Erinnerungen',
	'alerts.cell': '{what}: {way}',
	'alerts.mail.none':
		'Hier ist keine E-Mail-Adresse von Ihnen bekannt; ein Administrator kann sie eintragen.',
	'alerts.mail.to':
		'E-Mails gehen an {address}, mehreres in einem Brief, sofern Ihre Organisation E-Mails verschickt.',
	'alerts.push.none':
		'Dieser Browser kann bei geschlossener App nicht Bescheid sagen. Installieren Sie die App auf dem Telefon zuerst.',
	'alerts.push.denied':
		'Dieser Browser darf keine Benachrichtigungen zeigen. Sie können es in seinen Einstellungen erlauben.',
	'alerts.push.on': 'Dieser Browser sagt auch bei geschlossener App Bescheid.',
	'alerts.push.off': 'Dieser Browser sagt nur bei geöffneter App Bescheid.',
	'alerts.push.start': 'Hier Bescheid sagen',
	'alerts.push.stop': 'Hier nicht mehr',
	'alerts.push.failed': 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
	'delivery.failed': 'Per E-Mail nicht zugestellt.',
	'mailed.sent': 'Per E-Mail verschickt',
	'mailed.invited':
		'Die Einladungen sind per E-Mail unterwegs. Sie können die Links auch selbst weitergeben; sie werden nur jetzt angezeigt.',
	'mailed.send': 'Link per E-Mail schicken',
	'mailed.link': 'Ein Link ist unterwegs an {address}.',
	'mailed.none':
		'Es werden noch keine E-Mails verschickt: Richten Sie unter Verbindungen den „E-Mail-Versand“ ein.'
};
