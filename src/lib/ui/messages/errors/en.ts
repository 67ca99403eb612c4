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
	'errors.code.network':
		'The server cannot be reached. Nothing you entered is lost; try again when you are connected.',
	'errors.code.timeout': 'The server took too long to answer. Try again.',
	'errors.refusal.blocked': 'Your account is blocked in this organisation.',
	'errors.refusal.role': 'Your role does not include this.',
	'errors.refusal.not-your-ticket': 'You are not on this ticket or in its team.',
	'errors.refusal.not-your-team': 'You are not in that team.',
	'errors.refusal.not-a-member': 'You are not a member of this channel.',
	'errors.refusal.not-yours': 'Only the person who made it can change it.',
	'errors.refusal.unknown-action': 'This version of the app does not know this action.',
	'errors.refusal.malformed': 'Part of it is not valid. Check what you entered.',
	'errors.refusal.newer-version': 'It was made by a newer version of the app than the server has.',
	'errors.refusal.unknown-target':
		'It is not on the server yet. It is tried again when it appears.',
	'errors.refusal.already-exists': 'It exists already.',
	'errors.refusal.unknown-person': 'That person is no longer here.',
	'errors.refusal.unknown-team': 'That team is no longer in use.',
	'errors.refusal.unknown-message': 'That message no longer exists.',
	'errors.refusal.taken': 'Somebody else had taken it before.',
	'errors.refusal.others-replied':
		'Others replied in the meantime. Read their reply, then send yours anyway or discard it.',
	'errors.refusal.needs-resolution': 'A solved ticket needs a resolution.',
	'errors.refusal.needs-reason': 'A closed ticket needs a reason.',
	'errors.refusal.unknown-round':
		'The ticket has been reopened or closed in the meantime. Look at it again.',
	'errors.refusal.unknown-entry':
		'It names something the organisation has not defined. Choose from the list.',
	'errors.refusal.fixed-class':
		'A status keeps the kind it was made with. Make a new status instead.',
	'errors.refusal.owes-words': 'A status that ends tickets must ask for a resolution or a reason.',
	'errors.refusal.needs-name': 'Give it a name.',
	'errors.refusal.wrong-parent': 'Categories go two levels deep. Choose another one above it.',
	'errors.refusal.late-response':
		'The first response would be promised for later than the solution.',
	'errors.refusal.wrong-kind': 'The value is not of the kind this field takes.',
	'errors.refusal.needs-field': 'Fill in what is marked as required before you finish the ticket.',
	'errors.refusal.open-tasks': 'Finish or remove the open sub-tasks first.',
	'errors.refusal.needs-text': 'Write some words first.',
	'errors.refusal.unknown-task': 'That sub-task no longer exists.',
	'errors.refusal.needs-approval': 'A supervisor finishes this ticket. Ask for approval instead.',
	'errors.refusal.settled':
		'The proposal was settled or changed in the meantime. Look at the ticket again.',
	'errors.refusal.unknown-ticket': 'There is no such ticket.',
	'errors.refusal.own-ticket':
		'A ticket cannot be joined with itself or with one that is part of another.',
	'errors.refusal.not-merged': 'This ticket is not merged into another.',
	'errors.refusal.name-taken': 'That user name or address is already in use.',
	'errors.refusal.full': 'There are too many of these on it already.',
	'errors.refusal.last-admin': 'Somebody has to be able to administer the organisation.',
	'errors.refusal.archived': 'It has been archived.',
	'errors.refusal.revoked': 'This device had been signed out by then.',
	'errors.refusal.takenBy': '{name} took it at {time}.',
	'errors.refusal.repliedBy':
		'{name} replied at {time}. Read it, then send yours anyway or discard it.',
	'errors.notFound.title': 'There is nothing at this address',
	'errors.notFound.body': 'It may have been moved, or it belongs to a team you are not in.',
	'errors.broken.title': 'This part of the page stopped working',
	'errors.broken.body': 'Nothing you saved is lost. Open it again, or reload the page.',
	'errors.broken.details': 'Technical details',
	'errors.reload': 'Reload',
	'errors.retry': 'Try again',
	'errors.home': 'Back to the start'
} as const;
