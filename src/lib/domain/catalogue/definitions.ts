import { teamId } from '../id-decoders.ts';
import { isNetwork } from '../network.ts';
import { object } from '../object.decode.ts';
import { record } from '../record.decode.ts';
import {
	boolean,
	integer,
	list,
	matching,
	nullable,
	oneOf,
	text,
	type DecodedBy,
	type Decoder
} from '../schema.ts';
import { calendar } from '../sla/calendar.ts';
import { LANGUAGE_TAG, names } from './names.ts';
import { code } from './code.ts';
import { keywords } from './keywords.ts';
import { action, CONDITIONS_LENGTH, trigger } from '../automation/rule-parts.decode.ts';
import { step } from './steps.decode.ts';

/**
 * What administrators may define without code. An entry is known by its code, which never changes
 * and is never used again; its definition is one register, so the newest edit of it wins whole.
 * Entries are archived, not removed: tickets go on naming them.
 */
const codes = list(code, 100);

/** What every entry has. `order` sorts a catalogue; equal ones by code. */
const common = { names, order: integer(0, 1_000_000), archived: boolean } as const;
/** An index into the palette of colours, as for teams. */
const color = integer(0, 11);

/**
 * Whose turn it is: *open* (ours; clocks run), *paused* (somebody else's) or *done* (final). The class
 * of a status is fixed for ever, because a change of state carries it.
 */
export const STATUS_CLASSES = ['open', 'paused', 'done'] as const;
/** Reads one of them. */
export const statusClass = oneOf(STATUS_CLASSES);
export type StatusClass = DecodedBy<typeof statusClass>;

const status = object(
	{
		...common,
		class: statusClass,
		/** Null: that of what it means. */
		color: nullable(color),
		/** The words that whoever enters it owes. A done status always owes one of them. */
		requires: nullable(oneOf(['resolution', 'reason'])),
		/** Whether requesters see it by its name; else they see that of its class. */
		visible: boolean
	},
	{
		/** Whether a paused one is over when the requester writes; left out: only *waiting* is. */
		endsOnReply: boolean
	}
);

const type = object(
	{
		...common,
		/** A short hint for whoever chooses. */
		hint: names,
		/** Tickets of this type are finished by a supervisor's approval. */
		approval: boolean
	},
	{
		/** Whether requesters choose it. */
		portal: boolean,
		/** What speaks for it in what somebody says. */
		keywords
	}
);

const section = object(common);

const category = object(
	{
		...common,
		section: nullable(code),
		/** The category that this is a part of; null at the top. */
		parent: nullable(code)
	},
	{ keywords }
);

/** What an own field can hold. */
export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'person', 'checkbox'] as const;

/** At most so many options of a choice are known. */
export const OPTION_LIMIT = 100;

/** At most so many teams are named by a field. */
export const FIELD_TEAM_LIMIT = 100;

/** A word by which tickets are found; tickets may bear others, too. */
const tag = object(common);

const field = object(
	{
		...common,
		kind: oneOf(FIELD_KINDS),
		/** For *choice*: what there is to choose from, and what there was: tickets go on naming it. */
		options: list(object({ code, names }, { archived: boolean }), OPTION_LIMIT),
		/** Where it is asked for; empty means everywhere. */
		teams: list(teamId, FIELD_TEAM_LIMIT),
		types: codes,
		/** Must be filled in before the ticket is done. */
		required: boolean
	},
	{
		/** Whether requesters are asked for it. */
		portal: boolean
	}
);

const MINUTES = integer(1, 5_256_000);

/** What is promised; null promises nothing. */
const promises = {
	firstResponse: nullable(MINUTES),
	nextResponse: nullable(MINUTES),
	resolution: nullable(MINUTES)
} as const;

/** What it promises by itself holds where no target names it. */
const priority = object({ ...common, color, level: integer(0, 9) }, promises);

/** How soon tickets of a kind are to be served; null means any. Minutes of the calendar's time. */
const target = object(
	{
		...common,
		priority: nullable(code),
		category: nullable(code),
		team: nullable(teamId),
		/** When the minutes count; null: in the hours of the ticket's unit, or else always. */
		calendar: nullable(code),
		...promises,
		/** When to warn, in percent of the time allowed. */
		warnAt: integer(1, 99)
	},
	{ unit: nullable(code) }
);

/** Longest text of a template, in UTF-16 units. */
export const TEMPLATE_LENGTH = 4_000;

/** Words that are written often; `{{…}}` in them is filled in where they are used. */
const template = object({
	...common,
	/** Whose it is; null for everybody's. */
	team: nullable(teamId),
	/** The words by language tag. */
	texts: record(LANGUAGE_TAG, text(1, TEMPLATE_LENGTH), 20)
});

/** At most so many steps are seen through at a glance. */
export const STEP_LIMIT = 12;

/** Several things that are often done to a ticket together. */
const macro = object({
	...common,
	/** Whose it is; null for everybody's. */
	team: nullable(teamId),
	steps: list(step, STEP_LIMIT)
});

/** At most so many things a rule does. */
export const ACTION_LIMIT = 8;

/** What is done to tickets by itself. */
const rule = object({
	...common,
	on: boolean,
	when: trigger,
	/** A query that the ticket must fit, with codes and ids in it; empty: any ticket. */
	query: text(0, CONDITIONS_LENGTH),
	actions: list(action, ACTION_LIMIT),
	/** No rule after this one looks at the same event, once this one has done something. */
	stop: boolean
});

/** What a view opens as. */
export const VIEW_LAYOUTS = ['list', 'board'] as const;
/** Reads one of them. */
export const viewLayout = oneOf(VIEW_LAYOUTS);

/** A list that people keep coming back to. */
const view = object({
	...common,
	/** Whose it is; null for everybody's. */
	team: nullable(teamId),
	/** Which tickets it shows: a query, with codes and ids in it. */
	query: text(0, CONDITIONS_LENGTH),
	layout: viewLayout
});

/** What is gone through on site; ticked off in each visit by the codes of its items. */
const checklist = object({
	...common,
	/** The types of tickets whose visits have it; empty: all. */
	types: codes,
	items: list(object({ code, names }), 60)
});

/** Something that technicians carry and use; `number` is what the maker or the store calls it. */
const part = object({ ...common, number: text(0, 60) });

/** A part of the world in which the organisation works; units lie in it. */
const region = object(common);

/** At most so many networks that a unit's people come from. */
export const NETWORK_LIMIT = 50;

/** A part of the organisation, to which teams belong. */
const unit = object(
	{
		...common,
		region: nullable(code),
		/** When it works, where a target says nothing of it. */
		calendar: nullable(code),
		/** Whoever asks from one of these asks this unit. */
		networks: list(matching(isNetwork, 'must be a network such as 10.1.0.0/16'), NETWORK_LIMIT)
	},
	{
		/** Which of its teams takes what is asked from there; null: the portal's. */
		portalTeam: nullable(teamId)
	}
);

/** Longest words of an event, in UTF-16 units. */
export const EVENT_LENGTH = 500;

/** Something of which requesters are told in their request by itself. */
const event = object({
	...common,
	/** Whether they are told of it. */
	on: boolean,
	/** The words by language tag; where there are none, the usual ones. */
	texts: record(LANGUAGE_TAG, text(1, EVENT_LENGTH), 20)
});

/** The decoder of each catalogue's definitions. */
export const DEFINITIONS = {
	status,
	priority,
	type,
	section,
	category,
	tag,
	field,
	calendar: object({ ...common, ...calendar }),
	target,
	template,
	macro,
	rule,
	view,
	checklist,
	part,
	region,
	unit,
	event
} as const satisfies Record<string, Decoder<unknown>>;

/** What a catalogue is called. */
export type CatalogueName = keyof typeof DEFINITIONS;
/** An entry of a catalogue. */
export type DefinitionOf<C extends CatalogueName> = DecodedBy<(typeof DEFINITIONS)[C]>;

/** The names of all catalogues. */
export const CATALOGUES = Object.keys(DEFINITIONS).filter(
	(key): key is CatalogueName => key in DEFINITIONS
);
