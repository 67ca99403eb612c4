import { id, personId } from '../id-decoders.ts';
import { object } from '../object.decode.ts';
import {
	boolean,
	finite,
	integer,
	matching,
	nullable,
	oneOf,
	text,
	type DecodedBy
} from '../schema.ts';
import { code } from '../catalogue/code.ts';

const milliseconds = integer(0, 8_640_000_000_000_000);

/** How a visit stands; *could-not* says why in `reason`. */
export const VISIT_STATES = ['planned', 'on-the-way', 'on-site', 'done', 'could-not'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** When it is to be, ms since 1970. One value: two people who move it must not make one of both. */
const window = object({ from: milliseconds, to: milliseconds });
export type VisitWindow = DecodedBy<typeof window>;

/** What can be said of a visit; each is a register. */
export const VISIT_FIELDS = {
	window,
	technician: nullable(personId),
	address: nullable(text(1, 500)),
	phone: nullable(text(1, 40)),
	/** What the technician should know before they go. */
	hint: nullable(text(1, 1_000)),
	/** Its place in the day of its technician; null where its window puts it. */
	order: nullable(finite(-1e15, 1e15)),
	state: object({ state: oneOf(VISIT_STATES) }, { reason: text(1, 1_000) }),
	/** Who signed; `message` is the note that carries the drawing, null when they typed their name. */
	signed: nullable(object({ name: text(1, 120), message: nullable(id) })),
	removed: boolean
} as const;
export type VisitField = keyof typeof VISIT_FIELDS;

/** Something that was used; `code` names an entry of the catalogue of parts, null for anything else. */
const part = object({
	code: nullable(code),
	name: text(1, 120),
	quantity: finite(0.001, 100_000)
});
export type Part = DecodedBy<typeof part>;

/** A press on *start* or *stop*; `ms` only to give back one that was taken away. */
const press = object({ kind: oneOf(['start', 'stop']) }, { ms: milliseconds });

/** `checklist.item`, both as in the catalogue. */
const isCheck = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}\.[a-z0-9][a-z0-9-]{0,39}$/.test(value);

/** What is kept in a visit by the piece, and how a piece is named. */
export const VISIT_LISTS = {
	checks: { item: matching(isCheck, 'must be an item of a checklist'), value: boolean },
	parts: { item: id, value: nullable(part) },
	clock: { item: id, value: nullable(press) },
	/** Notes that carry pictures of this visit, by their messages. */
	photos: { item: id, value: boolean }
} as const;
export type VisitList = keyof typeof VISIT_LISTS;
