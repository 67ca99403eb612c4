export const en = {
	'errors.network': 'The server cannot be reached. What you typed is still here.',
	'errors.timeout': 'The server took too long to answer. Try again.',
	'errors.unknown': 'Something went wrong on the server. Try again in a moment.',
	'errors.tooMany': 'Too many attempts. Wait a minute, then try again.',
	'errors.notFound.title': 'There is nothing at this address',
	'errors.notFound.body': 'It may have been moved, or it belongs to a team you are not in.',
	'errors.broken.title': 'This part of the page stopped working',
	'errors.broken.body': 'Nothing you saved is lost. Open it again, or reload the page.',
	'errors.broken.details': 'Technical details',
	'errors.reload': 'Reload',
	'errors.retry': 'Try again',
	'errors.home': 'Back to the start'
} as const;
