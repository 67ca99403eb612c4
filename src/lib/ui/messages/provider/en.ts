export const en = {
	'provider.title': 'Ask your provider',
	'provider.own.title': 'Your organisation runs this server',
	'provider.own.by': 'Whoever needs help with the server asks {names}.',
	'provider.own.body': 'Whoever needs help with the server asks the person who set it up.',
	'provider.closed.title': 'Nobody can be asked here yet',
	'provider.closed.body':
		'Whoever runs this server has not said yet who takes requests from organisations. Once they have, you ask here.',
	'provider.offline.title': 'Connect to ask your provider',
	'provider.offline.body':
		'What you asked and were told is on the server, which cannot be reached now.',
	'provider.failed': 'This page could not be loaded',
	'provider.desk': 'Requests from other organisations',
	'provider.desk.others.one':
		'{count} other organisation is on this server. It asks those who run the server through the team that you choose here.',
	'provider.desk.others.other':
		'{count} other organisations are on this server. They ask those who run the server through the team that you choose here.',
	'provider.desk.elsewhere':
		'Another organisation of yours takes these requests now. A team chosen here takes them from then on.',
	'provider.desk.team': 'Team that takes them',
	'provider.desk.hint':
		'They come as tickets from requesters who bear the name of their organisation.',
	'provider.desk.nobody': 'Nobody',
	'provider.desk.noTeam': 'First choose a team that takes requests in the portal:'
} as const;
