import type { Scenario } from '../language.ts';

/** What English-speaking customers and colleagues bring to the service desk. */
export const ENGLISH_AT_THE_DESK: readonly Scenario[] = [
	{
		team: 'desk',
		category: 'Accounts',
		priority: 'normal',
		tags: ['password', 'mfa'],
		subjects: ['Locked out of {what} after new phone', 'Cannot sign in to {what}'],
		what: ['the staff portal', 'VPN', 'the rota app', 'my mailbox', 'the stock system', 'payroll'],
		opening:
			'I got a new phone on Monday and the code app came up empty. Now I cannot get into {what}. I have a shift at {time} and need it before then.',
		turns: [
			[
				'agent',
				'To make sure it is really you, I have called the number your manager has on file and left a message. Please call back on extension 40{n} and I will reset the second factor while we talk.'
			],
			['note', 'Called back from the number on file, confirmed by team lead. Second factor reset.'],
			['customer', 'I scanned the new code and I am in.']
		],
		resolution: 'Identity checked by call-back, second factor reset and enrolled on the new phone.'
	},
	{
		team: 'desk',
		category: 'Printing',
		priority: 'low',
		tags: ['printer'],
		subjects: [
			'{what} prints blank pages',
			'Paper jam every morning: {what}',
			'{what} is offline for everybody'
		],
		what: [
			'Kitchen printer, {place}',
			'HP M404 on floor 2',
			'Label printer at goods-in',
			'Receipt printer, till 3',
			'Brother in HR',
			'Zebra at dispatch'
		],
		opening:
			'{what} started to act up at {time}. We restarted it twice and changed the roll. Orders are being written by hand at the moment, which is slow when it is busy.',
		turns: [
			[
				'agent',
				'Could you hold the feed button for five seconds and send me a photo of the page it prints? I can see it on the network, so the cable is fine.'
			],
			['customer', 'Photo attached to my reply from the phone. The left third is missing.'],
			['note', 'Worn print head. One spare in {place}, goes out with the afternoon van.'],
			[
				'agent',
				'The print head is worn. A spare is on the van and arrives before {time}; swapping it takes two minutes and I will stay on the phone for it.'
			]
		],
		resolution: 'Print head swapped by phone, test page is clean.'
	},
	{
		team: 'desk',
		category: 'Point of sale',
		priority: 'urgent',
		tags: ['till', 'restaurant'],
		subjects: ['{place}: {what} down during lunch', '{what} does not take cards, {place}'],
		what: [
			'card terminal 2',
			'till 1',
			'all card readers',
			'the drive-in till',
			'the terrace tablet'
		],
		opening:
			'{what} in our {place} restaurant stopped at {time}. It says "no host". Cash works. There is a queue out of the door, please call the shop directly.',
		turns: [
			['agent', 'On it. I am calling you now.'],
			[
				'note',
				'Terminals got addresses from the guest network after the switch rebooted. Port 7 was on the wrong VLAN.'
			],
			[
				'agent',
				'Your card readers had ended up on the guest Wi-Fi network. They are back on the right one; please restart each of them once.'
			],
			['customer', 'Restarted all of them, payments go through again.']
		],
		resolution:
			'Switch port put back on the payment VLAN; a second shop with the same template was checked too.'
	},
	{
		team: 'desk',
		category: 'Hardware',
		priority: 'normal',
		tags: ['laptop'],
		subjects: ['{what}: battery lasts 20 minutes', '{what} gets very hot and shuts down'],
		what: ['ThinkPad T14', 'Latitude 5440', 'MacBook Air', 'Surface Laptop', 'EliteBook 840'],
		opening:
			'my {what} lasts about twenty minutes without the charger and the bottom gets too hot to hold. I present to a customer in {place} on Thursday and would rather not carry a power strip.',
		turns: [
			[
				'agent',
				'The battery reports 38 % of its capacity and is swelling. Please switch it off and do not charge it any more. A replacement is ready at the desk on floor 1.'
			],
			['note', 'Swollen battery, asset 10{n}. Goes to recycling, not to repair.'],
			['customer', 'Picked it up, everything is there after signing in. That was easy.']
		],
		resolution: 'Laptop exchanged, data came back with sign-in; old battery recycled.'
	},
	{
		team: 'desk',
		category: 'Delivery',
		priority: 'high',
		tags: ['order', 'restaurant'],
		subjects: ['Order 5{n}7 arrived cold and without {what}', 'Missing {what} in my order'],
		what: ['the drinks', 'two burgers', 'the vegan curry', 'the kids’ menu', 'all sauces'],
		opening:
			'our order to {street} came 50 minutes late, cold, and without {what}. The rider was very polite, so please do not blame him.',
		turns: [
			[
				'agent',
				'I am sorry, that is not the dinner you paid for. I have refunded {amount} and told the {place} kitchen what was missing.'
			],
			['note', 'Third one from {place} today. Packing station had one person until {time}.'],
			['customer', 'Thank you. The refund has already arrived.']
		],
		resolution: 'Refunded {amount}; kitchen added a check of bags against the receipt.'
	},
	{
		team: 'desk',
		category: 'Onboarding',
		priority: 'normal',
		tags: ['new-starter'],
		subjects: ['New starter {name} in {what}', 'Accounts for a colleague in {what}'],
		what: [
			'the {place} call centre',
			'Accounts Payable',
			'the night team',
			'field service',
			'the {place} kitchen'
		],
		opening:
			'a new colleague begins on Monday in {what} and needs mail, the rota app, a headset and a locker badge. Contract and photo are in the shared folder.',
		turns: [
			[
				'agent',
				'Accounts are made and will open on Monday at 07:00. The headset is waiting at the front desk in {place}.'
			],
			['note', 'Badge printer is out of ribbon; temporary badge 0{n} until Tuesday.'],
			['customer', 'Everything was there on the day. Very well prepared, thank you!']
		],
		resolution: 'Accounts, headset and badge handed over on the first day.'
	},
	{
		team: 'desk',
		category: 'Security',
		priority: 'high',
		tags: ['phishing'],
		subjects: ['Strange mail about {what}', 'I clicked a link about {what}'],
		what: [
			'a parcel',
			'my payslip',
			'a shared file',
			'voicemail',
			'an unpaid fine',
			'a gift card for the boss'
		],
		opening:
			'I got a mail about {what} that looked like ours, and I typed my password before I noticed the address. I have closed the page. What should I do now?',
		turns: [
			[
				'agent',
				'Thank you for telling us straight away, that is exactly right. I have ended all your sessions and your password no longer works. Please choose a new one with the link I am texting you.'
			],
			[
				'note',
				'No sign-in from outside since. Sender blocked, mail removed from {n} other mailboxes.'
			],
			['customer', 'New password is set. I will look twice next time.']
		],
		resolution: 'Password and sessions reset within minutes; no foreign sign-in found.'
	}
];
