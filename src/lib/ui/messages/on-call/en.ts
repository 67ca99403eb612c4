export const en = {
	'onCall.line.one':
		'Nobody has it outside working hours: {count} person on call was told by WhatsApp',
	'onCall.line.other':
		'Nobody has it outside working hours: {count} people on call were told by WhatsApp'
} as const;
