export const en = {
	'session.other.title': 'Other ways to sign in',
	'session.other.proxy': 'Sign in with Windows',
	'errors.code.sso-refused':
		'You could not be signed in like this. Begin again, or use your password.',
	'errors.code.sso-unavailable':
		'The sign-in service cannot be reached. Try again in a moment, or use your password.',
	'errors.code.sso-unknown':
		'You were recognised, but have no account here. Ask your administrator for one.'
} as const;
