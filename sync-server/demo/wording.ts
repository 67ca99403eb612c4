import { foldText } from '#lib/domain/fold-text.ts';
import type { Chance } from './chance.ts';
import type { Language } from './language.ts';
import type { TicketPlan } from './tickets.ts';

/** The words of one ticket, with names, places and things filled in. */
export interface Case {
	readonly subject: string;
	readonly requester: { readonly name: string; readonly address: string };
	readonly opening: string;
	readonly phoneNote: string;
	readonly resolution: string;
	readonly reference: string;
	readonly fill: (text: string) => string;
	readonly answer: (text: string) => string;
}

/** Decides who writes from where about what. */
export function caseOf(plan: TicketPlan, agent: string, chance: Chance): Case {
	const { language, scenario } = plan;
	const name = chance.pick(language.names);
	const hour = String(chance.between(6, 21)).padStart(2, '0');
	const minute = String(chance.between(0, 11) * 5).padStart(2, '0');
	const cents = chance.pick(['00', '50', '90', '99']);
	const slots: Readonly<Record<string, string>> = {
		name,
		agent,
		what: chance.pick(scenario.what),
		place: chance.pick(language.places),
		street: chance.pick(language.streets),
		n: String(chance.between(10, 89)),
		time: `${hour}:${minute}`,
		amount: language.currency(`${chance.between(9, 240)}.${cents}`)
	};
	const fillOnce = (text: string) =>
		text.replace(/\{(\w+)\}/g, (slot, key: string) => slots[key] ?? slot);
	// What is filled in may itself name a place.
	const fill = (text: string) => fillOnce(fillOnce(text));
	const opening = fill(scenario.opening);
	return {
		fill,
		subject: capital(fill(chance.pick(scenario.subjects))),
		requester: { name, address: addressOf(name, language) },
		opening: `${chance.pick(language.hello)}\n\n${startOf(opening, language.code)}\n\n${chance.pick(language.bye)}\n${name}`,
		phoneNote: `${name} called from ${slots.place ?? ''} and says: “${capital(opening)}”`,
		resolution: fill(scenario.resolution),
		reference: `ref. ${chance.between(1000, 9999)}`,
		answer: (text) =>
			`${fill(language.answerHello)}\n\n${startOf(text, language.code)}\n\n${fill(language.answerBye)}`
	};
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** After a salutation some languages go on in lower case; those texts are written that way. */
const startOf = (text: string, code: string): string =>
	code === 'de' || code === 'fr' ? text : capital(text);

const DOMAINS = ['post.example', 'mail.example', 'inbox.example'];

/** The one address of a person, of whatever script their name is. */
function addressOf(name: string, { code, names }: Language): string {
	const place = names.indexOf(name);
	const latin = foldText(name)
		.replace(/[^a-z]+/g, '.')
		.replace(/^\.+|\.+$/g, '');
	const local = latin.length > 3 ? latin : `${code}.customer${101 + place}`;
	return `${local}@${DOMAINS[place % DOMAINS.length] ?? ''}`;
}
