export const en = {
	'assignment.knows': 'knows {skills}',
	'assignment.open.one': '{count} open ticket',
	'assignment.open.other': '{count} open tickets',
	'assignment.free': 'free for {time}',
	'assignment.given': 'Assigned to {name} automatically: {why}',
	'assignment.suggested': '{name} was suggested: {why}',
	'assignment.box': 'Suggested for this ticket',
	'assignment.give': 'Assign to {name}'
} as const;
