import type { Language } from '../language.ts';

export const GERMAN: Language = {
	code: 'de',
	share: 18,
	names: [
		'Sabine Hoffmann',
		'Markus Brandt',
		'Ayşe Demir',
		'Ulrich Neumann',
		'Katharina Vogel',
		'Björn Jansen',
		'Petra Zimmermann',
		'Florian Huber'
	],
	places: ['Leipzig', 'Bremen', 'Augsburg', 'Graz', 'Kassel', 'Winterthur', 'Rostock'],
	streets: ['Lindenstraße', 'Am Hafen', 'Schulweg', 'Bahnhofstraße', 'Gartenweg'],
	hello: ['Guten Tag,', 'Hallo zusammen,', 'Sehr geehrte Damen und Herren,'],
	bye: ['Mit freundlichen Grüßen', 'Viele Grüße', 'Besten Dank und Gruß'],
	answerHello: 'Guten Tag {name},',
	answerBye: 'Freundliche Grüße\n{agent}',
	thanks: [
		'Perfekt, jetzt läuft alles wieder. Vielen Dank!',
		'Danke für die schnelle Hilfe, erledigt.'
	],
	again: ['Leider tritt der Fehler seit heute früh wieder auf.'],
	currency: (amount) => `${amount.replace('.', ',')} €`,
	scenarios: [
		{
			team: 'network',
			category: 'Fibre',
			priority: 'high',
			tags: ['no-sync'],
			subjects: ['Kein Internet seit {time}, {what}', 'Anschluss {street} {n} gestört: {what}'],
			what: [
				'PON-Lampe ist aus',
				'Modem startet ständig neu',
				'LOS leuchtet rot',
				'Einwahl schlägt fehl'
			],
			opening:
				'seit {time} haben wir in der {street} {n} in {place} kein Internet mehr, {what}. Neustart und Kabeltausch haben nichts gebracht. Bitte um schnelle Hilfe, das Telefon läuft auch darüber.',
			turns: [
				[
					'agent',
					'ich sehe, dass Ihr Modem kein Licht mehr empfängt. Ein Techniker ist für morgen zwischen 8 und 12 Uhr eingeplant. Passt Ihnen das?'
				],
				['customer', 'Ja, das passt. Bitte bei „Hofladen“ klingeln.'],
				['visit', 'Stecker im Verteiler verschmutzt, gereinigt und neu gemessen: -20,1 dBm.']
			],
			resolution: 'Stecker im Hausverteiler gereinigt, Pegel bei -20,1 dBm.'
		},
		{
			team: 'billing',
			category: 'Invoices',
			priority: 'normal',
			tags: ['invoice'],
			subjects: ['Rechnung 20{n}: {what}', 'Frage zur Rechnung: {what}'],
			what: [
				'falsche Lieferadresse',
				'Rabatt fehlt',
				'Mahnung trotz Zahlung',
				'Kündigung nicht berücksichtigt'
			],
			opening:
				'auf der letzten Rechnung über {amount} stimmt etwas nicht: {what}. Ich habe den Betrag fristgerecht überwiesen, den Beleg schicke ich gern nach.',
			turns: [
				['note', 'Zahlung ohne Verwendungszweck eingegangen, lag auf dem Klärungskonto.'],
				[
					'agent',
					'Ihre Zahlung war eingegangen, konnte aber ohne Verwendungszweck nicht zugeordnet werden. Das ist nun geschehen, die Mahnung ist gegenstandslos.'
				],
				['customer', 'Vielen Dank für die Klärung.']
			],
			resolution: 'Zahlung zugeordnet, Mahnung storniert, korrigierte Rechnung verschickt.'
		},
		{
			team: 'desk',
			category: 'Software',
			priority: 'normal',
			tags: ['dienstplan'],
			subjects: ['{what} zeigt falsche Schichten', '{what} stürzt beim Öffnen ab'],
			what: [
				'Der Dienstplan',
				'Die Zeiterfassung',
				'Die Lager-App',
				'Das Kassenbuch',
				'Die Urlaubsliste'
			],
			opening:
				'{what} macht in der Filiale {place} seit dem Update Probleme. Drei Kolleginnen sehen die Woche vom letzten Monat. Abmelden und neu anmelden hilft nur kurz.',
			turns: [
				[
					'agent',
					'das Update hat auf älteren Tablets einen veralteten Zwischenspeicher behalten. Bitte einmal „Daten neu laden“ unter Einstellungen antippen.'
				],
				['customer', 'Auf zwei Geräten hat es geklappt, auf dem dritten nicht.'],
				['note', 'Drittes Gerät hat Android 8, wird ausgetauscht. Bestellung läuft unter A-{n}.']
			],
			resolution: 'Zwischenspeicher geleert, ein Tablet ausgetauscht.'
		},
		{
			team: 'desk',
			category: 'Point of sale',
			priority: 'urgent',
			tags: ['kasse', 'restaurant'],
			subjects: ['{what} in {place} ausgefallen', 'Filiale {place}: {what} ohne Funktion'],
			what: ['Kasse 2', 'Kartenleser am Drive-in', 'Bondrucker der Küche', 'Bestellterminal 4'],
			opening:
				'{what} ist um {time} mitten im Mittagsgeschäft ausgefallen. Die Anzeige bleibt schwarz. Wir kassieren an der anderen Kasse, die Schlange steht bis zur Tür.',
			turns: [
				['agent', 'ich rufe sofort in der Filiale an. Bitte lassen Sie das Gerät eingesteckt.'],
				['note', 'Netzteil defekt. Ersatz per Kurier ab {place}, Ankunft gegen {time}.'],
				['customer', 'Das neue Netzteil ist da, das Gerät läuft wieder.']
			],
			resolution: 'Netzteil per Kurier ersetzt.'
		},
		{
			team: 'network',
			category: 'Installation',
			priority: 'normal',
			tags: ['termin'],
			subjects: ['Termin verschieben: {what}, {place}', 'Techniker kam nicht: {what}'],
			what: ['Hausanschluss', 'Routertausch', 'Umzug des Anschlusses', 'zweite Dose'],
			opening:
				'für {what} in der {street} {n} war heute ein Termin vereinbart. Leider bin ich an dem Tag nicht zu Hause. Wäre auch die Woche darauf möglich, am liebsten nachmittags?',
			turns: [
				['agent', 'gern. Ich kann Ihnen Dienstag oder Donnerstag zwischen 14 und 17 Uhr anbieten.'],
				['customer', 'Donnerstag bitte. Der Hausmeister weiß Bescheid.'],
				['visit', 'Dose gesetzt, Messung in Ordnung, Router eingerichtet. Kundin war anwesend.']
			],
			resolution: 'Neuer Termin wahrgenommen, Anschluss in Betrieb.'
		},
		{
			team: 'billing',
			category: 'Contract',
			priority: 'low',
			tags: ['tarif'],
			subjects: ['Wechsel auf {what}', 'Angebot für {what}?'],
			what: [
				'Glasfaser 1000',
				'Firmentarif mit fester Adresse',
				'Familienpaket',
				'Tarif ohne Laufzeit'
			],
			opening:
				'unser Vertrag läuft Ende des Monats aus. Wir überlegen, auf {what} zu wechseln. Was würde das kosten, und bleibt die Rufnummer erhalten?',
			turns: [
				[
					'agent',
					'{what} kostet für Sie {amount} im Monat, die Nummer bleibt natürlich. Der Wechsel dauert rund fünf Minuten ohne Verbindung, meist nachts.'
				],
				['customer', 'Dann machen wir das bitte zum Ersten.']
			],
			resolution: 'Tarifwechsel zum Ersten gebucht, Bestätigung verschickt.'
		},
		{
			team: 'desk',
			category: 'Telephony',
			priority: 'normal',
			tags: ['headset'],
			subjects: ['Headset rauscht: {what}', '{what}: Mikrofon wird nicht erkannt'],
			what: [
				'Platz 12, Callcenter',
				'Platz {n}',
				'Homeoffice {place}',
				'Empfang',
				'Teamleitung Nacht'
			],
			opening:
				'seit gestern klagen Kunden über starkes Rauschen ({what}). Mit dem Headset der Kollegin ist alles in Ordnung, also liegt es wohl am Gerät.',
			turns: [
				[
					'agent',
					'das klingt nach einem Wackelkontakt am Stecker. Ein neues Headset liegt für Sie in der Ausgabe bereit, bitte das alte mitbringen.'
				],
				['note', 'Viertes Gerät aus dieser Lieferung. Beim Händler reklamiert.']
			],
			resolution: 'Headset getauscht, Lieferung reklamiert.'
		}
	]
};
