import type { MailWords } from '../words.ts';

export const de: MailWords = {
	isRightToLeft: false,
	greeting: (name) => (name === '' ? 'Guten Tag!' : `Guten Tag ${name}!`),
	event: {
		received: ({ number }) => `Wir haben Ihre Anfrage erhalten. Sie hat die Nummer ${number}.`,
		taken: () => 'Jemand kümmert sich jetzt um Ihre Anfrage.',
		status: ({ status }) => `Der Status ist jetzt „${status}“.`,
		transferred: () => 'Ihre Anfrage wurde an ein anderes Team weitergegeben.',
		solved: () => 'Ihre Anfrage ist gelöst.',
		closed: () => 'Ihre Anfrage ist geschlossen.',
		reopened: () => 'Ihre Anfrage ist wieder offen.'
	},
	status: {
		new: 'Neu',
		open: 'Offen',
		'in-progress': 'In Bearbeitung',
		waiting: 'Wartet auf Sie',
		solved: 'Gelöst',
		rejected: 'Abgelehnt',
		cancelled: 'Abgebrochen',
		closed: 'Geschlossen'
	},
	class: { open: 'In Arbeit', paused: 'Ruht', done: 'Erledigt' },
	openRequest: 'Anfrage öffnen',
	answerHere: 'Sie können einfach auf diese Nachricht antworten.',
	byItself: 'Diese Nachricht wurde automatisch verschickt.',
	tooLarge: (names) => `Zu groß für eine E-Mail und deshalb nicht angehängt: ${names}`,
	someone: 'Unser Team',
	welcome: {
		subject: (org) => `Ihr Konto bei ${org}`,
		text: (org) =>
			`${org} arbeitet mit Offhook, und Sie haben dort jetzt ein Konto. Wählen Sie ein Passwort, um sich zum ersten Mal anzumelden.`,
		userName: (name) => `Ihr Anmeldename ist ${name}.`
	},
	invite: {
		subject: (org) => `Einladung von ${org}`,
		text: (org) =>
			`${org} lädt Sie in sein Hilfeportal ein. Dort bitten Sie um Hilfe und sehen, was daraus wird.`
	},
	reset: {
		subject: (org) => `Ein neues Passwort für ${org}`,
		text: (org) =>
			`Für Sie wurde ein Link angefordert, mit dem Sie bei ${org} ein neues Passwort wählen.`
	},
	button: {
		welcome: 'Passwort wählen',
		invite: 'Einladung annehmen',
		reset: 'Neues Passwort wählen'
	},
	until: (when) => `Der Link gilt einmal, bis ${when}.`,
	notYou: 'Wenn Sie diese Nachricht nicht erwartet haben, brauchen Sie nichts zu tun.',
	test: {
		subject: 'Testnachricht von Offhook',
		text: (org) => `Das ist ein Test. E-Mails von ${org} kommen hier an.`
	},
	staff: {
		assigned: (what) => `Ihnen zugewiesen: ${what}`,
		'moved-on': (what) => `Nicht mehr bei Ihnen: ${what}`,
		helping: (what) => `Sie werden um Hilfe gebeten: ${what}`,
		proposed: (what) => `Wartet auf Ihre Freigabe: ${what}`,
		approved: (what) => `Ihre Lösung wurde freigegeben: ${what}`,
		'sent-back': (what) => `Ihre Lösung kam zurück: ${what}`,
		task: (what) => `Teilaufgabe für Sie: ${what}`,
		mention: (what) => `Sie wurden erwähnt: ${what}`,
		warning: (what) => `Die Zeit wird knapp: ${what}`,
		late: (what) => `Überfällig: ${what}`,
		visit: (what) => `Ein neuer Einsatz für Sie: ${what}`,
		'visit-changed': (what) => `Ein Einsatz wurde geändert: ${what}`,
		'visit-gone': (what) => `Ein Einsatz ist nicht mehr Ihrer: ${what}`,
		'follow-up': (what) => `Erinnerung: ${what}`,
		'follow-up-missed': (what) => `Verpasste Erinnerung: ${what}`,
		export: (what) => `${what} hat ungewöhnlich viele Datensätze abgerufen`
	},
	clock: {
		firstResponse: 'Erste Antwort',
		nextResponse: 'Nächste Antwort',
		resolution: 'Lösung'
	},
	clockLine: {
		warning: (clock, what) => `${clock} bald fällig: ${what}`,
		late: (clock, what) => `${clock} überfällig: ${what}`
	},
	digest: {
		subject: (count) => `${count} Meldungen für Sie`,
		more: (count) => (count === 1 ? 'und eine weitere' : `und ${count} weitere`)
	},
	wishes: 'Was Sie per E-Mail erfahren, wählen Sie auf Ihrer Kontoseite.',
	ticket: 'Ticket'
};
