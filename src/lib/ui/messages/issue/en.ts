/** The issue of a ticket in ERPNext. */
export const en = {
	'issue.field': 'ERPNext',
	'issue.create': 'Create in ERPNext',
	'issue.waits': 'Will be created',
	'issue.failed': 'Not created',
	'issue.asOf': 'As of {time}',
	'issue.status': 'Status',
	'issue.priority': 'Priority',
	'issue.customer': 'Customer',
	'issue.group': 'Group',
	'issue.territory': 'Territory',
	'issue.phone': 'Phone',
	'issue.email': 'E-mail',
	'issue.open': 'Open {name} in ERPNext',
	'issue.notSent': 'The last change of this ticket has not reached ERPNext yet.',
	'issue.again': 'Try again',
	'issue.waitsHint': 'It is created once ERPNext answers, also if that takes days.',
	'issue.problem.unauthorized':
		'ERPNext does not know the API key any more. Administrators can renew it.',
	'issue.problem.forbidden': 'The user of the API key may not do this in ERPNext.',
	'issue.problem.not-found': 'ERPNext does not have this issue any more.',
	'issue.problem.invalid': 'ERPNext did not accept it:',
	'issue.problem.too-often': 'ERPNext asks for patience; it is tried again by itself.',
	'issue.problem.unreachable': 'ERPNext cannot be reached; it is tried again by itself.',
	'issue.problem.timeout': 'ERPNext did not answer in time; it is tried again by itself.',
	'issue.problem.certificate': 'The connection to ERPNext is not secure, so nothing was sent.',
	'issue.problem.address-inside':
		'The address of ERPNext lies inside the network of the server, which does not allow it.',
	'issue.problem.answer': 'ERPNext answered something unexpected; it is tried again by itself.',
	'issue.problem.changed':
		'Somebody is writing in ERPNext at the same time; it is tried again by itself.',
	'issue.line.asked': '{name} had an issue created in ERPNext',
	'issue.line.known': 'ERPNext says of {issue}: {status}',
	'issue.line.problem': 'ERPNext could not be brought up to date',
	'issue.change': 'Create an issue in ERPNext for {ticket}',
	'issue.changeKnown': 'What ERPNext says of {ticket}',
	'issue.changeConnection': 'Connect with ERPNext'
} as const;
