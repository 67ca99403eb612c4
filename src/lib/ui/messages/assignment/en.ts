export const en = {
	'assignment.knows': 'knows {skills}',
	'assignment.open.one': '{count} open ticket',
	'assignment.open.other': '{count} open tickets',
	'assignment.free': 'free for {time}',
	'assignment.given': 'Assigned to {name} automatically: {why}',
	'assignment.suggested': '{name} was suggested: {why}',
	'assignment.box': 'Suggested for this ticket',
	'assignment.give': 'Assign to {name}',
	'assignment.begin': 'Begin',
	'assignment.begun': 'Work has begun',
	'assignment.back': 'back to the team',
	'assignment.line.back': '{name} gave the ticket back to the team',
	'assignment.line.takenBack': '{name} gave the ticket back to the team; {before} had it'
} as const;
