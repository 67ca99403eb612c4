export const de = {
	'assignment.knows': 'kennt sich aus mit {skills}',
	'assignment.open.one': '{count} offen',
	'assignment.open.other': '{count} offen',
	'assignment.free': 'frei seit {time}',
	'assignment.given': 'Automatisch zugewiesen an {name}: {why}',
	'assignment.suggested': '{name} wurde vorgeschlagen: {why}',
	'assignment.box': 'Vorschlag für dieses Ticket',
	'assignment.give': '{name} zuweisen'
} as const;
