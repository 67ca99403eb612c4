import type { MailWords } from '../words.ts';

export const en: MailWords = {
	isRightToLeft: false,
	greeting: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
	event: {
		received: ({ number }) => `We have received your request. Its number is ${number}.`,
		taken: () => 'Somebody is looking after your request now.',
		status: ({ status }) => `The status is now “${status}”.`,
		transferred: () => 'Your request was passed on to another team.',
		solved: () => 'Your request is solved.',
		closed: () => 'Your request is closed.',
		reopened: () => 'Your request is open again.'
	},
	status: {
		new: 'New',
		open: 'Open',
		'in-progress': 'In progress',
		waiting: 'Waiting for you',
		solved: 'Solved',
		rejected: 'Rejected',
		cancelled: 'Cancelled',
		closed: 'Closed'
	},
	class: { open: 'Being worked on', paused: 'On hold', done: 'Done' },
	openRequest: 'Open your request',
	answerHere: 'You can simply reply to this message.',
	byItself: 'This message was sent automatically.',
	tooLarge: (names) => `Too large for a mail, so not attached: ${names}`,
	someone: 'Our team',
	welcome: {
		subject: (org) => `Your account at ${org}`,
		text: (org) =>
			`${org} works with Offhook, and you have an account there now. Choose a password to sign in for the first time.`,
		userName: (name) => `You sign in as ${name}.`
	},
	invite: {
		subject: (org) => `Invitation from ${org}`,
		text: (org) =>
			`${org} invites you to its help portal. There you ask for help and see what becomes of it.`
	},
	reset: {
		subject: (org) => `A new password for ${org}`,
		text: (org) => `Somebody asked for a link by which you choose a new password at ${org}.`
	},
	button: {
		welcome: 'Choose a password',
		invite: 'Accept the invitation',
		reset: 'Choose a new password'
	},
	until: (when) => `The link works once, until ${when}.`,
	notYou: 'If you did not expect this message, there is nothing you need to do.',
	test: {
		subject: 'Test message from Offhook',
		text: (org) => `This is a test. Mail from ${org} arrives here.`
	},
	staff: {
		assigned: (what) => `Assigned to you: ${what}`,
		'moved-on': (what) => `No longer yours: ${what}`,
		helping: (what) => `You are asked to help with ${what}`,
		proposed: (what) => `Waiting for your approval: ${what}`,
		approved: (what) => `Your solution was approved: ${what}`,
		'sent-back': (what) => `Your solution was sent back: ${what}`,
		task: (what) => `Sub-task for you: ${what}`,
		mention: (what) => `You were mentioned in ${what}`,
		warning: (what) => `Time is running out: ${what}`,
		late: (what) => `Overdue: ${what}`,
		visit: (what) => `A new visit for you: ${what}`,
		'visit-changed': (what) => `A visit was changed: ${what}`,
		'visit-gone': (what) => `A visit is no longer yours: ${what}`,
		'follow-up': (what) => `Reminder: ${what}`,
		'follow-up-missed': (what) => `Missed reminder: ${what}`,
		export: (what) => `${what} has taken unusually many records`
	},
	clock: {
		firstResponse: 'First response',
		nextResponse: 'Next response',
		resolution: 'Resolution'
	},
	clockLine: {
		warning: (clock, what) => `${clock} is due soon: ${what}`,
		late: (clock, what) => `${clock} is overdue: ${what}`
	},
	digest: {
		subject: (count) => `${count} notices for you`,
		more: (count) => (count === 1 ? 'and one more' : `and ${count} more`)
	},
	wishes: 'You choose what you are told by mail on your account page.',
	ticket: 'Ticket'
};
