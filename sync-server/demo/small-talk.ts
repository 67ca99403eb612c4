/** A short exchange: who of the channel speaks (0, 1, 2 …) and what they say; `@1` names somebody. */
export type Exchange = readonly (readonly [speaker: number, text: string])[];

export interface DemoChannel {
	readonly name: string;
	readonly topic: string;
	/** A team whose members all have a seat, or the people by user name. */
	readonly team?: 'desk' | 'network' | 'billing';
	readonly members: readonly string[];
	/** How many messages lie in it, at least. */
	readonly messages: number;
	readonly exchanges: readonly Exchange[];
}

const EVERYBODY = [
	'ada',
	'samira',
	'jonas',
	'mei',
	'luca',
	'priya',
	'tomas',
	'freya',
	'omar',
	'chloe',
	'pieter',
	'aisha',
	'nikos'
] as const;

export const DEMO_CHANNELS: readonly DemoChannel[] = [
	{
		name: 'dispatch',
		topic: 'Who is where. Short, please: people read this at the roadside.',
		members: ['jonas', 'pieter', 'aisha', 'nikos', 'freya', 'omar'],
		messages: 660,
		exchanges: [
			[
				[1, 'On my way to {street} {n}, {place}. There in {m} minutes.'],
				[0, 'Thanks. Customer knows, gate code is in the ticket.']
			],
			[
				[2, 'Done at {street} {n}. -19.{d} dBm, router renewed, customer signed.'],
				[0, '👍 next one is {street} {m}, {place}.'],
				[2, 'Going.']
			],
			[
				[3, 'Nobody opens at {street} {n}. Rang twice.'],
				[4, 'I am calling them.'],
				[4, 'They are in the garden, please go round the back.'],
				[3, 'Found them, starting.']
			],
			[
				[2, 'Need a {m} m patch lead SC/APC, my box is empty.'],
				[1, 'I have three. Meet at the depot at {time}?'],
				[2, 'See you there.']
			],
			[
				[5, 'Cabinet {n} in {place}: door does not close any more. Photo is in the ticket.'],
				[0, 'Reported. Please put a strap on it for tonight.']
			],
			[
				[1, 'Traffic on the ring road, {m} minutes late for {street}.'],
				[4, 'Told the customer, she is fine with it.']
			],
			[
				[3, 'Splice tray {n} finished, closing the pit.'],
				[0, 'Great work. All alarms are gone here.']
			],
			[
				[2, 'Dog at {street} {n}. A large one.'],
				[1, '😄 Bring biscuits. His name is Bruno.'],
				[2, 'Bruno and I are friends now. Work starts.']
			],
			[
				[0, '@2 can you take {street} {n} after lunch? No light since {time}.'],
				[2, 'Yes, it is on my way home anyway.']
			],
			[
				[4, 'Level at port {n} is back to normal, thank you @1.'],
				[1, 'It was the connector again, cleaned and capped.']
			]
		]
	},
	{
		name: 'everyone',
		topic: 'News for all of us',
		members: EVERYBODY,
		messages: 70,
		exchanges: [
			[
				[
					0,
					'Good morning! The new rota for next month is out. Please look at your weekends by Thursday.'
				],
				[3, 'Thank you, swapping my Saturday with @4.'],
				[4, 'Fine with me.']
			],
			[
				[1, 'We answered {n} tickets yesterday and only {d} are older than three days. Well done.'],
				[6, '🎉']
			],
			[
				[9, 'Il y a du gâteau à la cuisine, c’est mon anniversaire !'],
				[7, 'Grattis på födelsedagen, Chloé! 🎂'],
				[5, 'On my way.']
			],
			[
				[
					0,
					'Fire drill on Wednesday at {time}. Please leave headsets on the desk and use the east stairs.'
				],
				[2, 'Noted, nobody in the field will be back before that.']
			],
			[
				[8, 'Has anybody seen a grey thermos? Left it in meeting room Kestrel.'],
				[10, 'It is in the van. Long story.']
			]
		]
	},
	{
		name: 'service desk',
		topic: 'Handovers and questions of the first line',
		team: 'desk',
		members: ['samira', 'mei', 'luca', 'priya', 'tomas'],
		messages: 80,
		exchanges: [
			[
				[1, 'Third call about the rota app this morning, all on old tablets. Is that known?'],
				[0, 'Yes, clear the cache. I have put an answer in the ticket from Leipzig.'],
				[1, 'Perfect, using that.']
			],
			[
				[2, 'Going to lunch, {d} people in the queue. @3 can you keep an eye on urgent ones?'],
				[3, 'Got it. Buon appetito.']
			],
			[
				[4, 'Cliente de Zaragoza muy contento, quería que lo supierais. 🙂'],
				[0, 'Love to hear that, thank you Tomás.']
			],
			[
				[3, 'Does anybody have a spare headset with USB-C? Mine crackles.'],
				[2, 'Drawer {d}, left of the printer.']
			],
			[
				[1, 'Card readers in {place} are back. It was the VLAN again.'],
				[0, 'Please check the other shops with the same switch before the evening.'],
				[1, 'Checked {d} of them, two had the same fault. Fixed.']
			]
		]
	},
	{
		name: 'network',
		topic: 'Core, access, and what breaks between them',
		team: 'network',
		members: ['jonas', 'freya', 'omar'],
		messages: 60,
		exchanges: [
			[
				[1, 'Errors on the uplink of cabinet {n}. Replacing the optic tonight at {time}.'],
				[0, 'Approved, customers are told.'],
				[1, 'Done, clean for ten minutes now.']
			],
			[
				[2, 'Firmware {d}.2 for the GX boxes is out. Two fixes for reboots.'],
				[0, 'Ten boxes in {place} first, then we talk again on Monday.'],
				[2, 'Ten done. No reboots so far.']
			],
			[
				[0, '@1 is the map for {place} up to date?'],
				[1, 'Since this morning it is. Street numbers {n} to {m} were missing.']
			]
		]
	},
	{
		name: 'billing',
		topic: 'Invoices, refunds, the month’s end',
		team: 'billing',
		members: ['samira', 'chloe', 'priya', 'jonas'],
		messages: 50,
		exchanges: [
			[
				[1, 'The bank’s file of {time} has {d} payments without a reference.'],
				[2, 'I take the even ones, you the odd ones?'],
				[1, 'Deal.']
			],
			[
				[0, 'Refunds above 200 please with a second look, as always.'],
				[2, 'Two are waiting for you in the list.'],
				[0, 'Both released.']
			],
			[
				[2, 'Month’s end run is through, {n} invoices, no errors.'],
				[0, 'Wonderful. Early evening for everybody.']
			]
		]
	},
	{
		name: 'outages',
		topic: 'Only what many customers notice',
		members: ['ada', 'samira', 'jonas', 'freya', 'omar', 'mei', 'luca'],
		messages: 45,
		exchanges: [
			[
				[2, 'Cut cable at {street}, {place}. About {n} customers. Crew is on its way.'],
				[1, 'Text for the desk: “known fault, crew on site, estimate {time}”.'],
				[5, 'Thanks, {d} calls so far.'],
				[2, 'First half is spliced.'],
				[2, 'All back. Report follows.'],
				[0, 'Thank you all.']
			],
			[
				[3, 'DNS slow for some in {place}, looking.'],
				[3, 'One resolver was full, taken out. Normal again.']
			]
		]
	},
	{
		name: 'ليالي المناوبة',
		topic: 'المناوبة الليلية',
		members: ['samira', 'omar', 'mei', 'nikos'],
		messages: 40,
		exchanges: [
			[
				[0, 'مساء الخير، من في المناوبة الليلة؟'],
				[1, 'أنا ونيكوس. الهاتف معي حتى السادسة.'],
				[0, 'شكرًا، البلاغات العاجلة ثلاثة فقط.']
			],
			[
				[1, 'انتهت الصيانة في {place} قبل الموعد.'],
				[2, 'All quiet on the desk too.'],
				[0, 'ممتاز، تصبحون على خير.']
			]
		]
	},
	{
		name: 'knowledge',
		topic: 'Answers worth keeping',
		members: ['samira', 'mei', 'luca', 'priya', 'tomas', 'freya', 'chloe'],
		messages: 40,
		exchanges: [
			[
				[1, 'Wrote down how to reset the second factor with a call-back. Could somebody read it?'],
				[3, 'Read it. I would put the call-back first, people skip to the end.'],
				[1, 'Good point, changed.']
			],
			[
				[
					5,
					'One-way audio: nine times out of ten it is SIP ALG. Picture of the setting for four routers is in the folder.'
				],
				[2, 'That saved me an hour today, thank you.']
			],
			[
				[6, 'Modèle de réponse pour les remboursements mis à jour, en français et en anglais.'],
				[4, '¿Alguien lo pasa al español? Puedo mañana.'],
				[6, 'Avec plaisir, merci Tomás.']
			]
		]
	},
	{
		name: 'kitchen',
		topic: 'Lunch, plants and lost mugs',
		members: EVERYBODY,
		messages: 45,
		exchanges: [
			[
				[5, 'Curry at {time}? Table for six.'],
				[3, 'In!'],
				[8, 'Me too.'],
				[11, 'Still in {place}, keep some for me.']
			],
			[
				[7, 'The coffee machine wants to be descaled. It has wanted that since Tuesday.'],
				[4, 'Doing it now, twenty minutes.']
			],
			[
				[6, '¿De quién es la planta de la ventana? Necesita agua.'],
				[9, 'C’est la mienne, merci !']
			]
		]
	}
];
