export const en = {
	'onCall.line.one':
		'Nobody has it outside working hours: {count} person on call is told by WhatsApp',
	'onCall.line.other':
		'Nobody has it outside working hours: {count} people on call are told by WhatsApp',
	'onCall.told': 'WhatsApp took the message for {reached} of {people} on call',
	'onCall.nobody': 'Nobody on call could be told by WhatsApp'
} as const;
