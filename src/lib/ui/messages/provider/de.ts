import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en> = {
	'provider.title': 'Anbieter fragen',
	'provider.own.title': 'Ihre Organisation betreibt diesen Server',
	'provider.own.by': 'Wer Hilfe mit dem Server braucht, fragt {names}.',
	'provider.own.body':
		'Wer Hilfe mit dem Server braucht, fragt die Person, die ihn eingerichtet hat.',
	'provider.closed.title': 'Hier lässt sich noch niemand fragen',
	'provider.closed.body':
		'Wer diesen Server betreibt, hat noch nicht gesagt, wer Anfragen von Organisationen annimmt. Danach fragen Sie hier.',
	'provider.offline.title': 'Verbinden Sie sich, um Ihren Anbieter zu fragen',
	'provider.offline.body':
		'Ihre Anfragen und die Antworten liegen auf dem Server, der gerade nicht erreichbar ist.',
	'provider.failed': 'Diese Seite ließ sich nicht laden',
	'provider.desk': 'Anfragen anderer Organisationen',
	'provider.desk.others.one':
		'Auf diesem Server ist {count} weitere Organisation. Sie fragt die Betreiber über das Team, das Sie hier wählen.',
	'provider.desk.others.other':
		'Auf diesem Server sind {count} weitere Organisationen. Sie fragen die Betreiber über das Team, das Sie hier wählen.',
	'provider.desk.elsewhere':
		'Zurzeit nimmt eine andere Ihrer Organisationen diese Anfragen an. Ein hier gewähltes Team übernimmt sie von da an.',
	'provider.desk.team': 'Team, das sie annimmt',
	'provider.desk.hint':
		'Sie kommen als Tickets von Anfragenden, die den Namen ihrer Organisation tragen.',
	'provider.desk.nobody': 'Niemand',
	'provider.desk.noTeam': 'Wählen Sie zuerst ein Team, das im Portal Anfragen annimmt:'
};
