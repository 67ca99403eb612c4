import type { DemoArticle } from '../articles.ts';

export const ENGLISH_ARTICLES: readonly DemoArticle[] = [
	{
		title: 'I forgot my password',
		section: 'accounts',
		visibility: 'public',
		faq: true,
		tags: ['password', 'sign-in'],
		body: `You can set a new one yourself; nobody at the service desk can see or read the old one.

1. Open the sign-in page and press **Forgot password?**
2. Type the address that your invitation went to.
3. Follow the link in the mail within thirty minutes.

## No mail arrives

Look into the folder for unwanted mail. If it is not there either, call the service desk and have your staff number ready.`
	},
	{
		title: 'The internet does not work: what the lamps say',
		section: 'network',
		visibility: 'public',
		faq: true,
		tags: ['fibre', 'router', 'no-sync'],
		body: `Before you call, look at the four lamps on the front of the box.

- **PON is off or blinks**: no light arrives. Check that the thin cable sits firmly, and do not bend it.
- **LOS is red**: the line is interrupted. We see it too, and send somebody.
- **Internet is off, all else is green**: unplug the box for one minute, then plug it in again.

> The box needs up to five minutes after that. Leave it alone until the lamps stop blinking.

Still nothing? Write to us and tell us which lamps are on.`
	},
	{
		title: 'How to read your invoice',
		section: 'billing',
		visibility: 'public',
		faq: false,
		tags: ['invoice'],
		body: `Each invoice has three parts.

1. *Fixed amounts* for the month to come.
2. *Usage* of the month before.
3. *Credits* for outages that lasted longer than a day.

In the first month the fixed part is counted by days, so that it is smaller or larger than you expect.`
	},
	{
		title: 'Working from home: connect to the office',
		section: 'network',
		visibility: 'customers',
		faq: true,
		tags: ['vpn', 'home'],
		body: `You need the company laptop and the app *Authenticator* on your phone.

1. Start **Office Connect** from the task bar.
2. Choose \`office.demo.example\` and press Connect.
3. Confirm the number on your phone.

If it says \`Error 412\`, the clock of the laptop is wrong: switch the time to *automatic* and try again.`
	},
	{
		title: 'The printer says “offline”',
		section: 'hardware',
		visibility: 'customers',
		faq: false,
		tags: ['printer'],
		body: `Printers fall asleep and forget who they are.

1. Press the green button on the printer and wait until its screen lights up.
2. Print again. What was waiting comes out first.

If the screen shows \`E-14\`, paper is stuck behind the left door. Pull it **upwards**, never towards you.`
	},
	{
		title: 'Docking stations of spring: exchange at once',
		section: 'hardware',
		visibility: 'staff',
		faq: false,
		tags: ['dock', 'charging', 'laptop'],
		body: `The docks with serial numbers from \`DS-4400\` to \`DS-4499\` stop charging after some weeks. No reset helps for long.

1. Ask for the serial number on the underside.
2. Hand out a new dock from cabinet 3 and take the old one back.
3. Write *dock batch* into the ticket as a tag, so that the maker pays for it.

Say nothing about the maker to requesters; the talks are not over.`
	},
	{
		title: 'Who may approve access to a shared calendar',
		section: 'accounts',
		visibility: 'staff',
		faq: false,
		tags: ['calendar', 'access'],
		body: `The person who *leads the project*, and nobody else, also when a head of department asks.

Name them in the note, then add the person to the group of the project. It shows in the calendar the next morning.`
	}
];
