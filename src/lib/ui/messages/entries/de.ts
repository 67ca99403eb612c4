import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'entries.status.new': 'Neu',
	'entries.status.open': 'Offen',
	'entries.status.in-progress': 'In Arbeit',
	'entries.status.waiting': 'Wartend',
	'entries.status.hold': 'Zurückgestellt',
	'entries.status.approval': 'Freigabe erbeten',
	'entries.status.solved': 'Gelöst',
	'entries.status.rejected': 'Abgelehnt',
	'entries.status.cancelled': 'Abgebrochen',
	'entries.status.closed': 'Geschlossen',
	'entries.status.merged': 'Zusammengeführt',
	'entries.priority.low': 'Niedrig',
	'entries.priority.normal': 'Normal',
	'entries.priority.high': 'Hoch',
	'entries.priority.urgent': 'Dringend',
	'entries.type.incident': 'Störung',
	'entries.type.service-request': 'Serviceanfrage',
	'entries.type.problem': 'Problem',
	'entries.type.change': 'Änderungsantrag',
	'entries.type.access': 'Zugangsantrag',
	'entries.event.received': 'Anfrage erhalten',
	'entries.event.seen': 'Gesehen',
	'entries.event.taken': 'Jemand übernimmt',
	'entries.event.status': 'Status geändert',
	'entries.event.transferred': 'An ein anderes Team weitergegeben',
	'entries.event.solved': 'Gelöst',
	'entries.event.closed': 'Geschlossen',
	'entries.event.reopened': 'Wieder geöffnet'
};
