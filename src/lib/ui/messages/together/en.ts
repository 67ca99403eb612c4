export const en = {
	'together.goesOut.one': 'Your reply goes out in {count} second',
	'together.goesOut.other': 'Your reply goes out in {count} seconds',
	'together.reply': 'a reply to write together',
	'together.line.begun': '{name} began a reply to write together',
	'together.line.discarded': '{name} discarded the shared reply',
	'together.undone': 'Your reply was not sent. It is a draft again.'
} as const;
