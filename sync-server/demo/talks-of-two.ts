import type { Exchange } from './small-talk.ts';

/** Conversations of two. */
export const DEMO_TALKS: readonly {
	readonly pair: readonly [string, string];
	readonly messages: number;
	readonly exchanges: readonly Exchange[];
}[] = [
	{
		pair: ['samira', 'mei'],
		messages: 26,
		exchanges: [
			[
				[0, 'Do you have ten minutes before the shift for the review?'],
				[1, 'Yes, at {time} in the small room?'],
				[0, 'Perfect. Nothing to worry about, the numbers are lovely.']
			],
			[
				[1, 'I will be in {place} on the {d}th, could Luca take my late shift?'],
				[0, 'He can. I have changed it.']
			]
		]
	},
	{
		pair: ['jonas', 'aisha'],
		messages: 24,
		exchanges: [
			[
				[0, 'How is the new van?'],
				[1, 'Much better. The ladder does not rattle any more.'],
				[0, 'Good. Take the meter with the blue case, it is calibrated.']
			],
			[
				[1, 'Finished {street} {n}, I could take one more in {place}.'],
				[0, 'Number {m}, same street. Thank you!']
			]
		]
	},
	{
		pair: ['freya', 'omar'],
		messages: 30,
		exchanges: [
			[
				[0, 'Can you look at the config of cabinet {n} before I push it?'],
				[1, 'Line {m}: wrong VLAN. The rest is fine.'],
				[0, 'Oh. Thank you, that would have been a long night.']
			],
			[
				[1, 'شكرًا على المساعدة أمس 🙂'],
				[0, 'Ingen orsak! Any time.']
			]
		]
	},
	{
		pair: ['chloe', 'priya'],
		messages: 20,
		exchanges: [
			[
				[0, 'Could you check refund R-4{n}? The customer wrote again.'],
				[1, 'One digit too many in the account number. Asked her for it.'],
				[0, 'Merci, you are quick.']
			]
		]
	},
	{
		pair: ['ada', 'samira'],
		messages: 18,
		exchanges: [
			[
				[0, 'The new colleague starts on Monday. Who takes her along?'],
				[1, 'Luca. He has volunteered.'],
				[0, 'Lovely. I will make the account.']
			]
		]
	},
	{
		pair: ['luca', 'tomas'],
		messages: 22,
		exchanges: [
			[
				[0, 'Ci sei per un caffè alle {time}?'],
				[1, 'Claro, cinco minutos y bajo.']
			],
			[
				[1, 'Customer from {place} asks for you by name. A fan!'],
				[0, 'Ha. Put her through.']
			]
		]
	}
];
