export const en = {
	'alerts.title': 'What you are told of',
	'alerts.intro': 'What concerns you can come to you also while you do not look.',
	'alerts.what': 'What',
	'alerts.way.app': 'In the app',
	'alerts.way.push': 'Push',
	'alerts.way.mail': 'Mail',
	'alerts.concern.assigned': 'Tickets, visits and approvals for you',
	'alerts.concern.mentioned': 'Mentions',
	'alerts.concern.alerts': 'Service levels and reminders',
	'alerts.cell': '{what}: {way}',
	'alerts.mail.none': 'You have no mail address here; an administrator can add one.',
	'alerts.mail.to':
		'Mail goes to {address}, several things in one letter, if your organisation sends mail.',
	'alerts.push.none':
		'This browser cannot tell you while the app is closed. On a phone, install the app first.',
	'alerts.push.denied':
		'This browser may not show notifications. You can allow it in its settings.',
	'alerts.push.on': 'This browser tells you also while the app is closed.',
	'alerts.push.off': 'This browser tells you only while the app is open.',
	'alerts.push.start': 'Tell me here',
	'alerts.push.stop': 'Stop telling me here',
	'alerts.push.failed': 'That did not work. Try again.',
	'delivery.failed': 'Not delivered by mail.',
	'mailed.sent': 'Sent by mail',
	'mailed.invited':
		'The invitations are on their way by mail. You can also pass the links on yourself; they are shown only now.',
	'mailed.send': 'Send a link by mail',
	'mailed.link': 'A link is on its way to {address}.',
	'mailed.none': 'No mail is sent yet: set up “Sending mail” under Connections.'
} as const;
