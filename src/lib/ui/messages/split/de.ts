export const de = {
	'split.action': 'In ein neues Ticket abspalten …',
	'split.title': 'In ein neues Ticket abspalten',
	'split.body':
		'Die Worte gehen dort als interne Notiz weiter, mit ihren Dateien und dem Anfragenden. Beide Tickets führen zueinander; es lässt sich rückgängig machen.',
	'split.do': 'Abspalten',
	'split.done': 'Abgespalten in {name}',
	'split.line.off': '{name} hat eine Nachricht in ein eigenes Ticket abgespalten',
	'split.line.back': '{name} hat eine abgespaltene Nachricht zurückgeholt',
	'split.undo': 'Zurückholen',
	'split.undone': 'Zurückgeholt',
	'split.into': 'Geht weiter in',
	'split.from': 'Zuerst gesagt von {name}, {time}, in',
	'split.notHere': 'Es lässt sich zurückholen, sobald das andere Ticket auf diesem Gerät ist.'
} as const;
