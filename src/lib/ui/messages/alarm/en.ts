/** The alarm when somebody takes unusually much at once. */
export const en = {
	'alarm.title': 'Mass export',
	'alarm.intro':
		'When somebody takes unusually many records within ten minutes, as some do before they leave, the other administrators are told at once, and it stays in the log.',
	'alarm.limit': 'Records within ten minutes that raise the alarm',
	'alarm.limitHint':
		'From {least} to {most}. Tickets and contacts that are opened one by one, older messages and files count as a record each; ten lines of a search or of the activity count as one, and so do ten of one’s own tickets. What devices are given by themselves, such as the lists of one’s teams, does not count.',
	'alarm.limitWrong': 'Write a whole number from {least} to {most}.',
	'alarm.told': '{name} has taken more than {records} records within ten minutes',
	'alarm.toldMany': '{count} alarms because of mass export',
	'alarm.done': 'Put aside'
} as const;
