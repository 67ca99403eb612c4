import type { Scenario } from '../language.ts';

/** What English-speaking customers write about lines, invoices and contracts. */
export const ENGLISH_ON_THE_LINE: readonly Scenario[] = [
	{
		team: 'network',
		category: 'Fibre',
		priority: 'high',
		tags: ['no-sync', 'ont'],
		subjects: [
			'No internet since {time}, {what} shows a red light',
			'{what} blinking red in {place}'
		],
		what: [
			'the fibre box',
			'our ONT',
			'the white box by the door',
			'the GX-240 modem',
			'the optical terminal'
		],
		opening:
			'our line at {n} {street}, {place} has been down since {time}. {what} shows a red LOS light. I have switched it off for ten minutes and checked that the thin cable sits tight. My wife works from home, so we would need this fixed soon.',
		turns: [
			[
				'agent',
				'I can see that your box lost light at {time}. Two neighbours are on the same splitter and fine, so it is most likely the drop cable to your house. I have asked for a visit.'
			],
			[
				'note',
				'OLT port 1/4/{n}: Rx below -30 dBm since {time}. Neighbours at -19. Drop cable or connector.'
			],
			['customer', 'Somebody trimmed the hedge yesterday, could that be it? I am at home all day.'],
			[
				'visit',
				'Cable cut at the hedge, 4 m. Spliced a new drop, -18.9 dBm at the box. Customer signed.'
			]
		],
		resolution: 'Drop cable replaced after it was cut by gardeners; level is back at -18.9 dBm.'
	},
	{
		team: 'billing',
		category: 'Invoices',
		priority: 'normal',
		tags: ['invoice', 'double-charge'],
		subjects: ['Charged twice for {what}', 'Invoice 88{n}: {what} is on it twice'],
		what: [
			'the March installation',
			'my broadband',
			'the second line',
			'router rental',
			'a call-out',
			'static IP'
		],
		opening:
			'my bank shows two payments of {amount} on the same day, both for {what}. Only one of them is on the invoice. Could you check and send the other one back?',
		turns: [
			[
				'note',
				'Both direct debits went through: first one was reported as failed by the bank and retried.'
			],
			[
				'agent',
				'You are right, {amount} was taken twice: the first attempt was reported to us as failed although it had gone through. I have sent it back today; it takes three working days.'
			],
			['customer', 'Thank you, I will keep an eye on the account.']
		],
		resolution: 'Second payment of {amount} refunded.'
	},
	{
		team: 'network',
		category: 'Wi-Fi',
		priority: 'normal',
		tags: ['wifi', 'slow'],
		subjects: ['Wi-Fi drops in {what}', 'Slow evenings in {what}'],
		what: [
			'the upstairs office',
			'the training room',
			'the warehouse aisle {n}',
			'the staff canteen',
			'the garden flat',
			'meeting room Kestrel'
		],
		opening:
			'calls break up whenever I am in {what}. It is worst between five and nine. Next to the router everything is fine and a speed test gives 400 Mbit/s.',
		turns: [
			[
				'agent',
				'Your router and the one next door shout on the same channel. I have moved yours to channel 48 and turned off the slowest rates. Could you try again this evening?'
			],
			['customer', 'Better, but the far corner still drops.'],
			[
				'note',
				'Signal -81 dBm in the corner by the client’s own report. Needs a second access point.'
			],
			[
				'agent',
				'Then one access point is not enough for that wall. I can send a mesh unit at no cost; it needs a socket halfway.'
			]
		],
		resolution: 'Channel moved, mesh unit installed by the customer; no drops in 48 hours.'
	},
	{
		team: 'billing',
		category: 'Contract',
		priority: 'normal',
		tags: ['moving', 'contract'],
		subjects: ['Moving to {place} on the {n}th', 'Can I take my contract to {street}, {place}?'],
		what: ['Fibre 500', 'Fibre 150', 'Business Line', 'Home + TV'],
		opening:
			'we are moving to {n} {street} in {place} next month and would like to keep {what}. Is the new house connected, and is there a charge?',
		turns: [
			[
				'note',
				'Address is on the map, ready for service. Box already in the hallway from the previous owner.'
			],
			[
				'agent',
				'Good news: the house has a fibre box already. Your contract moves with you free of charge. Which day shall we switch it?'
			],
			['customer', 'The Friday would be perfect, in the afternoon.'],
			['agent', 'Booked for Friday afternoon. Your old line keeps running until Sunday evening.']
		],
		resolution: 'Move booked, contract carried over without a charge.'
	},
	{
		team: 'network',
		category: 'Telephony',
		priority: 'high',
		tags: ['sip', 'calls'],
		subjects: ['Callers cannot hear us on {what}', 'One-way audio on {what}'],
		what: [
			'the main number',
			'extension 2{n}',
			'the sales queue',
			'the night line',
			'our {place} number'
		],
		opening:
			'since the weekend callers on {what} cannot hear us for the first ten seconds, some not at all. We hear them perfectly. It happens on about every third call.',
		turns: [
			[
				'note',
				'Trace: RTP goes to the old gateway address. NAT helper on the new firewall rewrites SDP.'
			],
			[
				'agent',
				'Your new firewall rewrites the address inside the call set-up. Please turn off "SIP ALG" on it; I am happy to do that with your IT colleague on the phone.'
			],
			['customer', 'Our IT switched it off at {time}. Fifteen calls since then, all fine.']
		],
		resolution: 'SIP ALG switched off on the customer’s firewall.'
	},
	{
		team: 'billing',
		category: 'Refunds',
		priority: 'normal',
		tags: ['refund', 'voucher'],
		subjects: ['Voucher for {what} was not accepted', 'Refund for {what} still missing'],
		what: [
			'a birthday dinner',
			'two lunches',
			'the first month',
			'a cancelled table',
			'the returned router'
		],
		opening:
			'I was promised {amount} back for {what} three weeks ago and nothing has arrived. The reference I was given is R-4{n}.',
		turns: [
			[
				'agent',
				'Reference R-4{n} was approved but stuck because the account number had a digit too many. Could you send me the last four digits of the right one?'
			],
			['customer', 'They are 77{n}.'],
			['note', 'Number corrected, payout released in the {time} run.'],
			['agent', 'Thank you, it went out with today’s run and should be with you tomorrow.']
		],
		resolution: 'Account number corrected, {amount} paid out.'
	},
	{
		team: 'network',
		category: 'Outage',
		priority: 'urgent',
		tags: ['outage', 'major'],
		subjects: ['Whole {what} without service', 'Outage {place}: {what}'],
		what: ['business park', 'Elm estate', 'harbour side', 'industrial zone', 'student hall'],
		opening:
			'nothing works in the {what} in {place} since {time}: no internet, no phones, and the alarm line is dead too. I have spoken to four neighbours, all the same.',
		turns: [
			[
				'agent',
				'Thank you for telling us. A digger cut a cable at {street}. A crew is on its way and I will write every hour until it works.'
			],
			['note', 'Cabinet {n}: 96 fibres, crew of two, estimate four hours. Status page updated.'],
			[
				'visit',
				'Duct open, both ends found. Splicing tubes 1-4 first, they carry the alarm lines.'
			],
			[
				'agent',
				'Half of the fibres are spliced, among them yours. Please check and tell me if anything is still dark.'
			]
		],
		resolution: 'Cut cable spliced in full at {time}; report sent to the city.'
	}
];
