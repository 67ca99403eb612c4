import type { CatalogueName, DefinitionOf, StatusClass } from './definitions.ts';

/**
 * The entries that every organisation has; it may give them other names, colours and places, or
 * archive them. Without names of its own a built-in entry is called what the catalogue of messages
 * says.
 */
type BuiltIn<C extends CatalogueName> = Readonly<Record<string, DefinitionOf<C>>>;

const common = (order: number) => ({ names: {}, order, archived: false });

function status(
	order: number,
	statusClass: StatusClass,
	more: { requires?: 'resolution' | 'reason'; hidden?: boolean } = {}
): DefinitionOf<'status'> {
	const { requires = null, hidden = false } = more;
	return { ...common(order), class: statusClass, color: null, requires, visible: !hidden };
}

/** The status that every ticket begins in. */
export const NEW_STATUS = 'new';
/** The status of a ticket that is worked on. */
export const BEGUN_STATUS = 'in-progress';
/** The status of a ticket whose requester is to say more. */
export const WAITING_STATUS = 'waiting';
/** The status of a ticket that is done because of what was done. */
export const SOLVED_STATUS = 'solved';
/** The status in which a proposed solution waits for a supervisor. */
export const APPROVAL_STATUS = 'approval';
/** The status of a ticket that was merged into another; entered by merging alone. */
export const MERGED_STATUS = 'merged';

const statuses: BuiltIn<'status'> = {
	[NEW_STATUS]: status(10, 'open'),
	open: status(20, 'open'),
	[BEGUN_STATUS]: status(30, 'open'),
	[WAITING_STATUS]: status(40, 'paused'),
	hold: status(50, 'paused', { hidden: true }),
	[APPROVAL_STATUS]: status(60, 'open', { requires: 'resolution', hidden: true }),
	[SOLVED_STATUS]: status(70, 'done', { requires: 'resolution' }),
	rejected: status(80, 'done', { requires: 'reason' }),
	cancelled: status(90, 'done', { requires: 'reason' }),
	closed: status(100, 'done', { requires: 'reason' }),
	[MERGED_STATUS]: status(110, 'done', { requires: 'reason', hidden: true })
};

const priority = (order: number, level: number, color: number) => ({
	...common(order),
	level,
	color
});
const priorities: BuiltIn<'priority'> = {
	low: priority(10, 1, 11),
	normal: priority(20, 2, 5),
	high: priority(30, 3, 2),
	urgent: priority(40, 4, 0)
};

const type = (order: number, approval = false): DefinitionOf<'type'> => ({
	...common(order),
	hint: {},
	approval
});
const types: BuiltIn<'type'> = {
	incident: type(10),
	'service-request': type(20),
	problem: type(30),
	change: type(40, true),
	access: type(50, true)
};

/** What requesters can be told of in their request, in the order in which it mostly happens. */
export const EVENT_CODES = [
	'received',
	'seen',
	'taken',
	'status',
	'transferred',
	'solved',
	'closed',
	'reopened'
] as const;
export type EventCode = (typeof EVENT_CODES)[number];

const event = (order: number, on = true): DefinitionOf<'event'> => ({
	...common(order),
	on,
	texts: {}
});
const events: Readonly<Record<EventCode, DefinitionOf<'event'>>> = {
	received: event(10),
	seen: event(15),
	taken: event(20),
	status: event(30),
	// Which team does what is the organisation's own matter until it says otherwise.
	transferred: event(40, false),
	solved: event(50),
	closed: event(60),
	reopened: event(70)
};

/**
 * What every organisation has without having defined it; its own entries of the same code take
 * their place.
 */
export const BUILT_IN: { readonly [C in CatalogueName]: BuiltIn<C> } = {
	status: statuses,
	priority: priorities,
	type: types,
	section: {},
	category: {},
	tag: {},
	field: {},
	calendar: {},
	target: {},
	template: {},
	macro: {},
	rule: {},
	view: {},
	checklist: {},
	part: {},
	region: {},
	unit: {},
	event: events
};

/** Whether a catalogue has the entries that are built in and no others, which would mean nothing. */
export const isFixed = (catalogue: CatalogueName): boolean => catalogue === 'event';

/** The class of a built-in status; undefined for any other. */
export function builtInClass(code: string): StatusClass | undefined {
	return Object.hasOwn(statuses, code) ? statuses[code]?.class : undefined;
}
