import { id, personId, teamId } from '../id-decoders.ts';
import { object } from '../object.decode.ts';
import {
	boolean,
	integer,
	json,
	list,
	matching,
	nullable,
	oneOf,
	text,
	type Decoder,
	type DecodedBy
} from '../schema.ts';
import { code } from '../catalogue/code.ts';
import { customSetting } from '../catalogue/custom-value.ts';
import { CONTACT_FIELDS } from '../contact/contact-fields.ts';
import { statusClass } from '../catalogue/definitions.ts';
import { ASSIGNMENTS } from '../assignment/assign.ts';
import { ALERTS, CLOCKS } from '../sla/clock-names.ts';
import { attachment, FILE_NAME, MOST_FILES } from '../ticket/attachment.ts';
import { DELIVERY_STATES, DELIVERY_WHY } from '../ticket/delivery.ts';
import { isLink } from '../ticket/links.ts';
import { MOST_STARS, RATING_WORDS } from '../ticket/rating.ts';
import { SEERS } from '../ticket/seen.ts';
import { TASK_FIELDS } from '../ticket/tasks.ts';
import { FOLLOW_UP_FIELDS, FOLLOW_UP_KINDS } from '../follow-ups/follow-up-fields.ts';
import { VISIT_FIELDS } from '../visits/visit-fields.ts';
import { visitItem } from '../visits/visit-item.decode.ts';
import { ROLES } from '../policy/roles.ts';
import { richText } from '../rich-text.ts';
import { EXPORT_ALARM } from '../export-alarm.ts';
import { FIELD_DAYS } from '../field-days.ts';
import { ARTICLE_FIELDS, ARTICLE_LIMITS, articleCreate } from '../knowledge/article.ts';
import { isMailDomain, SIGN_UP_DOMAINS } from '../mail-domain.ts';
import type { ChangeType } from './change.ts';
import { entryOf } from '../catalogue/entry.decode.ts';
import { elementOf, fieldOf, itemFieldOf, sortedFieldOf } from './pairs.decode.ts';

/** Longest texts, in UTF-16 units. */
export const TEXT_LIMITS = {
	subject: 250,
	message: 60_000,
	name: 120,
	tag: 60,
	category: 80,
	words: 4_000,
	fileName: FILE_NAME
} as const;

const milliseconds = integer(0, 8_640_000_000_000_000);
const name = text(1, TEXT_LIMITS.name);

const address = object({ name: text(0, TEXT_LIMITS.name) }, { address: text(1, 254) });

const mentions = list(personId, 50);

const messageContent = {
	kind: oneOf(['public', 'note']),
	text: text(0, TEXT_LIMITS.message)
} as const;
const messageExtras = {
	mentions,
	/** The requester says it, through the portal. */
	side: oneOf(['customer']),
	attachments: list(attachment, MOST_FILES),
	/** The same words, formatted. */
	rich: richText,
	/** It goes out a few seconds after it was made, so that it can be undone until then. */
	hold: boolean,
	/** Of mail: who wrote it, when, its Message-ID, and whether whoever received it proved its sender. */
	mail: object(
		{ from: address, sentMs: milliseconds, messageId: text(0, 998) },
		{ to: text(0, 4000), sender: oneOf(['pass', 'fail']) }
	)
} as const;

const origin = object({
	ticket: id,
	message: id,
	/** Who said them, as the message says it. */
	name: text(0, TEXT_LIMITS.name),
	saidMs: milliseconds
});

/** What can be said of a ticket; each is a register. */
const ticketFields = {
	subject: text(1, TEXT_LIMITS.subject),
	priority: code,
	assignee: nullable(personId),
	type: nullable(code),
	section: nullable(code),
	category: nullable(text(1, TEXT_LIMITS.category)),
	/** Whether a supervisor must approve the solution. */
	approval: boolean,
	requester: nullable(address),
	due: nullable(milliseconds)
} as const;
/** The name of one of them. */
export type TicketField = keyof typeof ticketFields;
/** Their names. */
export const TICKET_FIELDS = Object.keys(ticketFields).filter(
	(key): key is TicketField => key in ticketFields
);

const ticketCreate = object(
	{ team: teamId, subject: ticketFields.subject },
	{
		priority: ticketFields.priority,
		assignee: ticketFields.assignee,
		type: ticketFields.type,
		section: ticketFields.section,
		category: ticketFields.category,
		approval: ticketFields.approval,
		requester: ticketFields.requester,
		due: ticketFields.due,
		tags: list(text(1, TEXT_LIMITS.tag), 50),
		message: object(messageContent, { ...messageExtras, origin })
	}
);

const tag = text(1, TEXT_LIMITS.tag);
const round = integer(0, 1_000_000);
const reached = integer(0, 100);
const words = text(1, TEXT_LIMITS.words);
const accountName = text(2, 64);
const mailAddress = text(3, 254);

/** What the body of each type of change must be. A missing type does not compile. */
export const BODIES = {
	'ticket.create': ticketCreate,
	'ticket.field': sortedFieldOf(fieldOf(ticketFields)),
	'ticket.element': elementOf({
		tags: tag,
		collaborators: personId,
		followers: personId,
		links: matching(isLink, 'must be a link'),
		/** Replies that are written together: the texts' ids. */
		drafts: id,
		/** Whom its solution helped in another ticket, and whom it did not. */
		helpful: personId,
		unhelpful: personId
	}),
	/** A value of a field that the organisation defined; null empties it. */
	'ticket.custom': customSetting,
	/** `class` is that of the status, which never changes: merging must not need the catalogue. */
	'ticket.state': object(
		{ round, status: code, class: statusClass },
		{ resolution: words, reason: words }
	),
	/** A claim on a solution: `proposed` is its text as it was seen, `status` a done one, else *solved*. */
	'ticket.approve': object({ round, proposed: words }, { status: code }),
	'ticket.reject': object({ round, proposed: words, reason: words }),
	/** Adds a sub-task, whose id is the change's. `order` sorts them; `estimate` is in minutes. */
	'ticket.add-task': object(
		{ title: TASK_FIELDS.title, order: TASK_FIELDS.order },
		{ estimate: TASK_FIELDS.estimate, assignee: TASK_FIELDS.assignee }
	),
	'ticket.task': itemFieldOf('task', TASK_FIELDS),
	/** Plans a visit, whose id is the change's. */
	'ticket.add-visit': object(
		{ window: VISIT_FIELDS.window, technician: VISIT_FIELDS.technician },
		{ address: VISIT_FIELDS.address, phone: VISIT_FIELDS.phone, hint: VISIT_FIELDS.hint }
	),
	'ticket.visit': itemFieldOf('visit', VISIT_FIELDS),
	'ticket.visit-item': visitItem,
	/** Plans a follow-up, whose id is the change's; `person` is whom a reminder is for. */
	'ticket.add-follow-up': object(
		{ at: FOLLOW_UP_FIELDS.at, kind: oneOf(FOLLOW_UP_KINDS), words: FOLLOW_UP_FIELDS.words, round },
		{ person: FOLLOW_UP_FIELDS.person, keep: FOLLOW_UP_FIELDS.keep }
	),
	'ticket.follow-up': itemFieldOf('followUp', FOLLOW_UP_FIELDS),
	/** Makes this ticket a part of another; its `round` is the one it is merged in. */
	'ticket.merge': object({ into: id, round }),
	'ticket.unmerge': object({ round }),
	/** Deletes a ticket, and says why; null brings it back. */
	'ticket.remove': object({ reason: nullable(words) }),
	/** A claim: `expected` is the assignee the person saw. In round `begins` it was new, and is worked on now. */
	'ticket.take': object({ expected: nullable(personId) }, { begins: round }),
	'ticket.transfer': object({ team: teamId }),
	/** An automation gives the ticket to somebody, or says who should have it, and why. */
	'ticket.assign': object({
		person: personId,
		mode: oneOf(['suggest', 'assign']),
		why: object({
			skills: list(text(1, TEXT_LIMITS.tag), 50),
			open: integer(0, 1_000_000),
			freeMinutes: nullable(integer(0, 1_000_000_000))
		})
	}),
	/** The service says that a clock runs out, or has. */
	'ticket.alert': object({ clock: oneOf(CLOCKS), kind: oneOf(ALERTS), round }),
	/** So many on call are told of the ticket, with what else is in the batch; or of so many it was taken. */
	'ticket.on-call': object({ people: integer(1, 100), batch: id, round }, { reached }),
	/** Whoever asked says how they were served in this round. */
	'ticket.rate': object(
		{ round, stars: integer(1, MOST_STARS), solved: boolean },
		{ words: text(0, RATING_WORDS) }
	),
	/** One side has seen what the other said, and whoever asked was shown how to rate this round. */
	'ticket.seen': object({ by: oneOf(SEERS), message: id }, { rate: round }),
	/** Somebody wants an issue in another system for it; an automation says what is known of that. */
	'ticket.ask-issue': object({ system: oneOf(['erpnext']) }),
	'ticket.issue': object({ record: json(4, 6_000) }),
	/** `head` is the last public message the person saw; `late` repeats a refused one on purpose. */
	'message.add': object(messageContent, {
		...messageExtras,
		head: nullable(id),
		late: boolean,
		/** The text it was written in together: a claim to be the one that sends it. */
		draft: id
	}),
	'message.edit': object({ message: id, text: messageContent.text }),
	'message.retract': object({ message: id, retracted: boolean }),
	/** The message goes on in a ticket of its own; null: it does not. */
	'message.split': object({ message: id, into: nullable(id) }),
	/** What became of it on its way out; `why` in the words of whoever refused it. */
	'message.delivery': object(
		{ message: id, state: oneOf(DELIVERY_STATES) },
		{ why: text(0, DELIVERY_WHY) }
	),
	'channel.create': object(
		{ kind: oneOf(['channel', 'direct']), name: text(0, TEXT_LIMITS.name) },
		{ members: list(personId, 500), team: nullable(teamId) }
	),
	'channel.field': fieldOf({ name, topic: text(0, 250), archived: boolean }),
	'channel.element': elementOf({ members: personId }),
	'person.create': object(
		{ name, role: oneOf(ROLES), userName: accountName },
		{ email: nullable(mailAddress) }
	),
	'person.field': fieldOf({
		name,
		role: oneOf(ROLES),
		userName: accountName,
		email: nullable(mailAddress),
		blocked: boolean,
		/** What they know, in the words of tags and categories. */
		skills: list(text(1, TEXT_LIMITS.tag), 50),
		/** Whether tickets are given to them by themselves. */
		assignable: boolean,
		/** Whose teams they reach, besides their own. */
		units: list(code, 100),
		regions: list(code, 100)
	}),
	'team.create': object({ name, color: integer(0, 11) }),
	'team.field': fieldOf({
		name,
		color: integer(0, 11),
		archived: boolean,
		/** Whether new tickets are given to its members by themselves. */
		assignment: oneOf(ASSIGNMENTS),
		/** The unit that it belongs to. */
		unit: nullable(code)
	}),
	'team.element': elementOf({ members: personId, supervisors: personId }),
	/** `portalTeam` takes what is asked in the portal; null: the organisation takes no requests there. */
	'org.field': fieldOf({
		name,
		portalTeam: nullable(teamId),
		/** Whoever has a mail address there may ask for an account in the portal. */
		signUpDomains: list(matching(isMailDomain, 'must be a domain'), SIGN_UP_DOMAINS),
		/** For how many days field agents' devices may go without the server. */
		fieldDays: integer(1, FIELD_DAYS.most),
		exportAlarm: integer(EXPORT_ALARM.least, EXPORT_ALARM.most),
		/** Whether tickets can be sent to another system; only an automation says so. */
		issues: boolean
	}),
	/** Defines an entry of a catalogue, or defines it anew. */
	'org.entry': entryOf,
	/** The server says that somebody has taken so many records at once. */
	'org.export-alarm': object({ person: personId, records: integer(1, EXPORT_ALARM.most) }),
	'article.create': articleCreate,
	'article.field': fieldOf(ARTICLE_FIELDS, ARTICLE_LIMITS.body + 2_000),
	'article.element': elementOf({
		tags: tag,
		helpful: personId,
		unhelpful: personId,
		/** What people write together before it is published: the texts' ids. */
		drafts: id
	}),
	/** What the staff knows of somebody who asks, besides what their tickets say. */
	'contact.field': fieldOf(CONTACT_FIELDS),
	'contact.element': elementOf({ tags: tag }),
	/** The reader has read `of` up to message number `seq`. */
	'user.mark': object({ of: text(1, 40), seq: integer(0, 1_000_000_000) }),
	'user.field': object({ field: text(1, 60), value: json(6, 20_000) }),
	/** The author is done with a refused change of theirs, or the reader with a notice. */
	'user.dismiss': object({ of: id })
} as const satisfies Record<ChangeType, Decoder<unknown>>;

/** The body of a change of type `T`. */
export type BodyOf<T extends ChangeType> = DecodedBy<(typeof BODIES)[T]>;
/** Whoever asks: their name, and their address where it is known. */
export type Address = DecodedBy<typeof address>;
/** Where words were first said that a ticket begins with. */
export type Origin = DecodedBy<typeof origin>;
/** A message as it is said. */
export type MessageBody = BodyOf<'message.add'>;
