export const en = {
	'organisations.title': 'Organisations',
	'organisations.intro':
		'You belong to several. Another one opens in place of this one; what is kept of this one on the device stays.',
	'organisations.here': 'You are here',
	'organisations.enter': 'Enter',
	'organisations.failed': 'It could not be entered. Try again when you are connected.'
};
