export const en = {
	'work.template': 'Template',
	'work.template.insert': 'Insert a template',
	'work.template.unknown': 'Fill in what nobody knows here: {names}'
} as const;
