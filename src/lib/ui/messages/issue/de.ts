import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'issue.field': 'ERPNext',
	'issue.create': 'In ERPNext anlegen',
	'issue.waits': 'Wird angelegt',
	'issue.failed': 'Nicht angelegt',
	'issue.asOf': 'Stand: {time}',
	'issue.status': 'Status',
	'issue.priority': 'Priorität',
	'issue.customer': 'Kunde',
	'issue.group': 'Gruppe',
	'issue.territory': 'Gebiet',
	'issue.phone': 'Telefon',
	'issue.email': 'E-Mail',
	'issue.open': '{name} in ERPNext öffnen',
	'issue.notSent': 'Die letzte Änderung dieses Tickets ist noch nicht in ERPNext.',
	'issue.again': 'Erneut versuchen',
	'issue.waitsHint': 'Sobald ERPNext antwortet, wird der Vorgang angelegt, auch nach Tagen.',
	'issue.problem.unauthorized':
		'ERPNext kennt den API-Schlüssel nicht mehr. Administratoren können ihn erneuern.',
	'issue.problem.forbidden': 'Der Benutzer des API-Schlüssels darf das in ERPNext nicht.',
	'issue.problem.not-found': 'Diesen Vorgang gibt es in ERPNext nicht mehr.',
	'issue.problem.invalid': 'ERPNext hat es nicht angenommen:',
	'issue.problem.too-often': 'ERPNext bittet um Geduld; es wird von selbst wieder versucht.',
	'issue.problem.unreachable': 'ERPNext ist nicht erreichbar; es wird von selbst wieder versucht.',
	'issue.problem.timeout':
		'ERPNext hat nicht rechtzeitig geantwortet; es wird von selbst wieder versucht.',
	'issue.problem.certificate':
		'Die Verbindung zu ERPNext ist nicht sicher, darum wurde nichts gesendet.',
	'issue.problem.address-inside':
		'Die Adresse von ERPNext liegt im Netz des Servers, der das nicht erlaubt.',
	'issue.problem.answer':
		'ERPNext hat Unerwartetes geantwortet; es wird von selbst wieder versucht.',
	'issue.problem.changed':
		'In ERPNext schreibt gerade jemand anderes; es wird von selbst wieder versucht.',
	'issue.line.asked': '{name} hat einen Vorgang in ERPNext anlegen lassen',
	'issue.line.known': 'ERPNext meldet zu {issue}: {status}',
	'issue.line.problem': 'ERPNext konnte nicht auf den neuesten Stand gebracht werden',
	'issue.change': 'Vorgang in ERPNext für {ticket} anlegen',
	'issue.changeKnown': 'Was ERPNext zu {ticket} meldet',
	'issue.changeConnection': 'Mit ERPNext verbinden'
};
