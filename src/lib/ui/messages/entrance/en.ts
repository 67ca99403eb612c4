export const en = {
	'session.other.title': 'Other ways to sign in',
	'session.other.proxy': 'Sign in with Windows',
	'session.forgotten.title': 'Forgot your password?',
	'session.forgotten.intro': 'Say how you sign in, and we send you a link to choose a new one.',
	'session.forgotten.do': 'Send the link',
	'session.forgotten.done': 'Look into your mail',
	'session.forgotten.doneBody':
		'If somebody signs in as {name} and we have their address, a link is on its way. It works once, for an hour.',
	'session.forgotten.nothing':
		'Nothing there after some minutes? Look among unwanted mail, or ask your administrator for a link.',
	'session.forgotten.noMail':
		'No mail goes out from here. Ask an administrator of your organisation: they make you a link to choose a new password.',
	'session.forgotten.runs': 'If you run this server yourself, make one there:',
	'errors.code.sso-refused':
		'You could not be signed in like this. Begin again, or use your password.',
	'errors.code.sso-unavailable':
		'The sign-in service cannot be reached. Try again in a moment, or use your password.',
	'errors.code.sso-unknown':
		'You were recognised, but have no account here. Ask your administrator for one.'
} as const;
