export const de = {
	'remove.change': '{ticket} löschen oder zurückholen',
	'remove.ask': 'Löschen …',
	'remove.title': 'Dieses Ticket löschen',
	'remove.body':
		'Es verschwindet aus allen Listen, der Suche und dem Portal, und niemand arbeitet mehr daran. Verloren geht nichts: Wer das Team leitet, findet es mit is:deleted und kann es zurückholen.',
	'remove.reason': 'Warum',
	'remove.do': 'Löschen',
	'remove.done': 'Gelöscht',
	'remove.removed': 'Gelöscht',
	'remove.by': '{name} hat dieses Ticket am {time} gelöscht.',
	'remove.restore': 'Zurückholen',
	'remove.restored': 'Das Ticket ist wieder da',
	'remove.line.deleted': '{name} hat das Ticket gelöscht',
	'remove.line.restored': '{name} hat das Ticket zurückgeholt'
} as const;
