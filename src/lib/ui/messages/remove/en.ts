export const en = {
	'remove.change': 'Delete or bring back {ticket}',
	'remove.ask': 'Delete…',
	'remove.title': 'Delete this ticket',
	'remove.body':
		'It leaves all lists, searches and the portal, and nobody works on it any more. Nothing is lost: whoever leads its team finds it with is:deleted and can bring it back.',
	'remove.reason': 'Why',
	'remove.do': 'Delete',
	'remove.done': 'Deleted',
	'remove.removed': 'Deleted',
	'remove.by': '{name} deleted this ticket on {time}.',
	'remove.restore': 'Bring back',
	'remove.restored': 'The ticket is back',
	'remove.line.deleted': '{name} deleted the ticket',
	'remove.line.restored': '{name} brought the ticket back'
} as const;
