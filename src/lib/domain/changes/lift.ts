import { STATE_KEY, type Cell, type Cells, type StateValue } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import { entryKey } from '../catalogue/catalogue.ts';
import { BEGUN_STATUS, MERGED_STATUS, NEW_STATUS, SOLVED_STATUS } from '../catalogue/built-in.ts';
import type { ClockName } from '../sla/clock-names.ts';
import { RATING } from '../ticket/rating.ts';
import { liftSeen } from '../ticket/seen.ts';
import type { BodyOf, Origin } from './bodies.ts';
import { isAboutMessage, liftAboutMessage } from './lift-about-message.ts';
import { isOutlyingChange, liftOutlying, type OutlyingChange } from './lift-outlying.ts';
import { liftTask } from './lift-task.ts';
import { messageKeys } from './message-keys.ts';
import type { AuthoredChange } from './change.ts';
import { unreachable } from '../assert.ts';
import type { TypedChange } from './typed.ts';
import type { RichText } from '../rich-text.ts';
import { ON_CALL, ON_CALL_TOLD } from '../on-call/register.ts';

export { messageIdIn, messageKeys } from './message-keys.ts';

/** The register that names the newest public message. */
export const PUBLIC_HEAD = 'publicHead';

/** What the registers begin with that say which message a text was sent as. */
export const SENT_PREFIX = 'sent/';

/** The register that names who asked, in a ticket that is a request. */
export const ASKED = 'asked';

/** The register that says who deleted a ticket, and why; null once it was brought back. */
export const REMOVED = 'removed';

/** Whom an automation gave the ticket last, or would give it, and why. */
export const ASSIGNED = 'assigned';
/** The same, where the team only wants to be advised. */
export const SUGGESTED = 'suggested';
/** What the registers of custom fields begin with. */
export const CUSTOM_PREFIX = 'f/';
/** The register of a custom field. */
export const customKey = (code: string): string => `${CUSTOM_PREFIX}${code}`;

/** The register that says what was last told of a clock. */
export const alertKey = (clock: ClockName): string => `alerts/${clock}`;

/** What `m/<id>` holds; the words themselves are a register of their own. */
export interface MessageFacts {
	readonly by: string;
	readonly kind: 'public' | 'note';
	readonly side?: 'customer';
	readonly hold?: boolean;
	readonly rich?: RichText;
	readonly mentions?: readonly string[];
	readonly attachments?: NonNullable<BodyOf<'message.add'>['attachments']>;
	readonly mail?: NonNullable<BodyOf<'message.add'>['mail']>;
	readonly origin?: Origin;
}

/**
 * The cells a change writes, whatever the state it meets: `apply(state, change)` is
 * `joinCells(state, lift(change))`. Numbers the server gives are not among them.
 */
export function lift(change: TypedChange): Cells {
	if (isOutlyingChange(change)) return liftOutlying(change);
	if (isAboutMessage(change)) return liftAboutMessage(change);
	if (isWork(change)) return liftWork(change);
	switch (change.type) {
		case 'ticket.create':
			return liftTicket(change);
		case 'ticket.field':
		case 'channel.field':
		case 'person.field':
		case 'team.field':
		case 'org.field':
		case 'article.field':
			return { [change.body.field]: [change.body.value, change.at] };
		case 'org.entry':
			return {
				[entryKey(change.body.catalogue, change.body.code)]: [change.body.value, change.at]
			};
		case 'user.field':
			return { [`prefs/${change.body.field}`]: [change.body.value, change.at] };
		case 'ticket.element':
		case 'channel.element':
		case 'team.element':
		case 'article.element':
			return { [`${change.body.set}/${change.body.element}`]: [change.body.present, change.at] };
		case 'message.add':
			return liftMessage(change.id, change.by, change.at, change.body);
		case 'channel.create':
			return liftChannel(change);
		case 'person.create':
		case 'team.create':
		case 'article.create':
			return { created: [change.by, change.at], ...registers(change.body, change.at) };
		case 'user.mark':
			return { [`marks/${change.body.of}`]: [change.body.seq, change.at] };
		case 'org.export-alarm':
			return {};
		case 'user.dismiss':
			return { [`dismissed/${change.body.of}`]: [true, change.at] };
		default:
			return unreachable(change);
	}
}

/** What is done to a ticket that is there, but for fields and elements like those of others. */
type Work = Exclude<
	Extract<TypedChange, { type: `ticket.${string}` }>,
	OutlyingChange | { type: `ticket.${'create' | 'field' | 'element'}` }
>;

const isWork = (change: TypedChange): change is Work =>
	/^ticket\.(?!create|field|element)/.test(change.type);

function liftWork(change: Work): Cells {
	switch (change.type) {
		case 'ticket.custom':
			return { [customKey(change.body.field)]: [change.body.value, change.at] };
		case 'ticket.state':
			return { [STATE_KEY]: stateCell(change.body, change.at) };
		case 'ticket.approve':
			return { [STATE_KEY]: approved(change.body, change.at) };
		case 'ticket.reject':
			return { [STATE_KEY]: rejected(change.body, change.at) };
		case 'ticket.add-task':
		case 'ticket.task':
			return liftTask(change);
		case 'ticket.merge':
			return { merged: [change.body.into, change.at], [STATE_KEY]: merged(change.body, change.at) };
		case 'ticket.unmerge':
			return { merged: [null, change.at], [STATE_KEY]: reopened(change.body, change.at) };
		case 'ticket.remove':
			return { [REMOVED]: [change.body.reason && { by: change.by, ...change.body }, change.at] };
		case 'ticket.take':
			return liftTake(change);
		case 'ticket.transfer':
			return { team: [change.body.team, change.at] };
		case 'ticket.rate':
			return { [RATING]: [{ words: '', ...change.body }, change.at] };
		case 'ticket.seen':
			return liftSeen(change.body, change.at);
		case 'ticket.assign':
			return liftAssign(change);
		case 'ticket.on-call':
			return { [onCallKey(change.body)]: [{ ...change.body }, change.at] };
		case 'ticket.alert':
			return { [alertKey(change.body.clock)]: told(change.body, change.at) };
		default:
			return unreachable(change);
	}
}

function registers(values: Readonly<Record<string, Json | undefined>>, at: Cell[1]): Cells {
	const cells: Record<string, Cell> = {};
	for (const [key, value] of Object.entries(values))
		if (value !== undefined) cells[key] = [value, at];
	return cells;
}

function elements(set: string, members: readonly string[] | undefined, at: Cell[1]): Cells {
	return Object.fromEntries((members ?? []).map((element) => [`${set}/${element}`, [true, at]]));
}

function liftTicket(change: AuthoredChange<BodyOf<'ticket.create'>>): Cells {
	const { tags, message, ...fields } = change.body;
	const defaults = {
		priority: 'normal',
		assignee: null,
		type: null,
		section: null,
		category: null,
		approval: false,
		requester: null,
		due: null
	};
	return {
		created: [change.by, change.at],
		...registers({ ...defaults, ...fields }, change.at),
		[STATE_KEY]: [{ round: 0, final: false, class: 'open', status: NEW_STATUS }, change.at],
		...elements('tags', tags, change.at),
		...(message?.side === 'customer' && { [ASKED]: [change.by, change.at] }),
		...(message && liftMessage(change.id, change.by, change.at, message))
	};
}

function liftChannel(change: AuthoredChange<BodyOf<'channel.create'>>): Cells {
	const { members, team, ...facts } = change.body;
	return {
		created: [change.by, change.at],
		...registers({ topic: '', archived: false, team: team ?? null, ...facts }, change.at),
		...elements('members', members, change.at)
	};
}

/** The first message of a ticket may come from another one. */
type Said = BodyOf<'message.add'> & { readonly origin?: Origin };

function liftMessage(id: string, by: string, at: Cell[1], body: Said): Cells {
	const keys = messageKeys(id);
	const { mentions, kind, draft } = body;
	return {
		[keys.existence]: [{ by, kind, ...messageFacts(body) }, at],
		[keys.text]: [body.text, at],
		...(kind === 'public' && { [PUBLIC_HEAD]: [id, at] }),
		...(draft !== undefined && { [SENT_PREFIX + draft]: [{ message: id, by }, at] }),
		...elements('followers', mentions, at)
	};
}

/** What is said of a message once, and only if there is something to say. */
function messageFacts({ side, hold, rich, mentions, attachments, mail, origin }: Said) {
	return {
		...(side && { side }),
		...(hold && { hold }),
		...(rich?.length && { rich }),
		...(mentions?.length && { mentions }),
		...(attachments?.length && { attachments }),
		...(mail && { mail: mailJson(mail) }),
		...(origin && { origin: { ...origin } })
	};
}

function mailJson(mail: NonNullable<BodyOf<'message.add'>['mail']>): Json {
	return { ...mail, from: { ...mail.from } };
}

function stateCell(state: Omit<StateValue, 'final'>, at: Cell[1]): Cell {
	return [{ ...state, final: state.class === 'done' }, at];
}

/** What was proposed is the resolution now. */
function approved({ round, proposed, status }: BodyOf<'ticket.approve'>, at: Cell[1]): Cell {
	const solved = status ?? SOLVED_STATUS;
	return stateCell({ round, status: solved, class: 'done', resolution: proposed }, at);
}

/** The ticket goes on, with the reason for all to see. */
function rejected({ round, reason }: BodyOf<'ticket.reject'>, at: Cell[1]): Cell {
	return stateCell({ round, status: BEGUN_STATUS, class: 'open', reason }, at);
}

/** Whoever takes a new ticket begins with it, in one change: a claim that is refused begins nothing. */
function liftTake({ by, at, body: { begins } }: AuthoredChange<BodyOf<'ticket.take'>>): Cells {
	const begun = { round: begins ?? 0, status: BEGUN_STATUS, class: 'open' };
	return { assignee: [by, at], ...(begins !== undefined && { [STATE_KEY]: stateCell(begun, at) }) };
}

function merged({ into, round }: BodyOf<'ticket.merge'>, at: Cell[1]): Cell {
	const reason = `ticket.${into}`;
	return stateCell({ round, status: MERGED_STATUS, class: 'done', reason }, at);
}

function reopened({ round }: BodyOf<'ticket.unmerge'>, at: Cell[1]): Cell {
	return stateCell({ round, status: 'open', class: 'open' }, at);
}

function liftAssign({ body, at }: AuthoredChange<BodyOf<'ticket.assign'>>): Cells {
	const { person, mode, why } = body;
	const reason: Json = { person, ...why, skills: [...why.skills] };
	return mode === 'suggest'
		? { [SUGGESTED]: [reason, at] }
		: { assignee: [person, at], [ASSIGNED]: [reason, at] };
}

function told({ kind, round }: BodyOf<'ticket.alert'>, at: Cell[1]): Cell {
	return [{ kind, round }, at];
}

const onCallKey = ({ reached }: BodyOf<'ticket.on-call'>): string =>
	reached === undefined ? ON_CALL : ON_CALL_TOLD;
