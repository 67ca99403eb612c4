export const de = {
	'assignment.knows': 'kennt sich aus mit {skills}',
	'assignment.open.one': '{count} offenes Ticket',
	'assignment.open.other': '{count} offene Tickets',
	'assignment.free': 'frei seit {time}',
	'assignment.given': 'Automatisch zugewiesen an {name}: {why}',
	'assignment.suggested': '{name} wurde vorgeschlagen: {why}',
	'assignment.box': 'Vorschlag für dieses Ticket',
	'assignment.give': '{name} zuweisen'
} as const;
