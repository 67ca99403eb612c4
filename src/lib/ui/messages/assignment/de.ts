export const de = {
	'assignment.knows': 'kennt sich aus mit {skills}',
	'assignment.open.one': '{count} offenes Ticket',
	'assignment.open.other': '{count} offene Tickets',
	'assignment.free': 'frei seit {time}',
	'assignment.given': 'Automatisch zugewiesen an {name}: {why}',
	'assignment.suggested': '{name} wurde vorgeschlagen: {why}',
	'assignment.box': 'Vorschlag für dieses Ticket',
	'assignment.give': '{name} zuweisen',
	'assignment.begin': 'Beginnen',
	'assignment.begun': 'Die Arbeit hat begonnen',
	'assignment.back': 'zurück an das Team',
	'assignment.line.back': '{name} hat das Ticket an das Team zurückgegeben',
	'assignment.line.takenBack': '{name} hat das Ticket an das Team zurückgegeben; {before} hatte es'
} as const;
