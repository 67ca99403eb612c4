export const en = {
	'split.action': 'Split off into a new ticket…',
	'split.title': 'Split off into a new ticket',
	'split.body':
		'The words go on as an internal note there, with their files and the requester. Both tickets lead to each other; it can be undone.',
	'split.do': 'Split off',
	'split.done': 'Split off into {name}',
	'split.line.off': '{name} split a message off into a ticket of its own',
	'split.line.back': '{name} took a split-off message back in',
	'split.undo': 'Take it back in',
	'split.undone': 'Taken back in',
	'split.into': 'Goes on in',
	'split.from': 'First said by {name}, {time}, in',
	'split.notHere': 'It can be taken back in once the other ticket is on this device.'
} as const;
