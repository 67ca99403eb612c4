export const en = {
	'errors.code.account-blocked': 'This login has been switched off. Ask your administrator.',
	'errors.code.bad-request':
		'The server did not understand the request. Reload the page and try again.',
	'errors.code.body-too-large': 'That is too large to send.',
	'errors.code.code-wrong': 'That is not the code in the terminal. It changes at every start.',
	'errors.code.demo-refused-through-proxy':
		'Demo data can only be loaded when the server is opened directly, not through a proxy.',
	'errors.code.email-taken': 'That e-mail address is already in use.',
	'errors.code.forbidden': 'You are not allowed to do that.',
	'errors.code.internal-error': 'Something went wrong on the server. Try again in a moment.',
	'errors.code.invalid-input': 'Something in the form is not valid. Check it and try again.',
	'errors.code.invalid-json':
		'The server did not understand the request. Reload the page and try again.',
	'errors.code.link-invalid': 'This link no longer works. Ask your administrator for a new one.',
	'errors.code.login-shared':
		'This login belongs to several organisations, so its password can only be changed by its owner.',
	'errors.code.not-found': 'There is nothing there, or it is not meant for you.',
	'errors.code.origin-refused':
		'The request came from another address than the app. Open the app at its own address.',
	'errors.code.password-is-user-name': 'The password must differ from the user name.',
	'errors.code.password-too-long': 'That password is too long.',
	'errors.code.password-too-short':
		'That password is too short. Make it longer: a few words in a row work well.',
	'errors.code.password-wrong': 'That is not your current password.',
	'errors.code.server-busy': 'The server is busy. Try again in a moment.',
	'errors.code.session-expired': 'You have been signed out. Sign in again.',
	'errors.code.session-missing': 'You are not signed in.',
	'errors.code.session-revoked': 'This session was ended from another device. Sign in again.',
	'errors.code.setup-done': 'This server is already set up.',
	'errors.code.setup-running': 'Somebody else is setting up this server right now.',
	'errors.code.too-many-requests': 'Too many requests. Wait a moment, then try again.',
	'errors.code.too-many-tries': 'Too many attempts. Wait a minute, then try again.',
	'errors.code.unsupported-media-type': 'The server does not accept this kind of content.',
	'errors.code.user-name-taken': 'That user name is already in use.',
	'errors.code.wrong-credentials':
		'That login and password do not match. Check both and try again.',
	'errors.code.network': 'The server cannot be reached. What you typed is still here.',
	'errors.code.timeout': 'The server took too long to answer. Try again.',
	'errors.notFound.title': 'There is nothing at this address',
	'errors.notFound.body': 'It may have been moved, or it belongs to a team you are not in.',
	'errors.broken.title': 'This part of the page stopped working',
	'errors.broken.body': 'Nothing you saved is lost. Open it again, or reload the page.',
	'errors.broken.details': 'Technical details',
	'errors.reload': 'Reload',
	'errors.retry': 'Try again',
	'errors.home': 'Back to the start'
} as const;
