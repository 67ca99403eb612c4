import { cellValue, type Cells } from '../crdt/cells.ts';
import { isPersonId, type PersonId } from '../ids.ts';
import { jsonMember, type Json } from '../json.ts';
import type { Part, VisitField, VisitList, VisitState, VisitWindow } from './visit-fields.ts';
import { VISIT_STATES } from './visit-fields.ts';

/** What is planned of a visit and how it stands: enough for a list of the day. */
export interface VisitPlan {
	readonly id: string;
	readonly window: VisitWindow;
	readonly technician: PersonId | null;
	readonly address: string | null;
	readonly order: number | null;
	readonly state: VisitState;
}

/** A press on *start* or *stop*, by the corrected time at which it was pressed. */
export interface Press {
	readonly id: string;
	readonly kind: 'start' | 'stop';
	readonly ms: number;
	readonly by: string;
}

/** A visit in full. */
export interface Visit extends VisitPlan {
	readonly by: string;
	readonly phone: string | null;
	readonly hint: string | null;
	/** Why it could not be done. */
	readonly reason: string | null;
	readonly signed: { readonly name: string; readonly message: string | null } | null;
	/** What was checked, as `checklist.item`. */
	readonly checks: ReadonlySet<string>;
	readonly parts: readonly (Part & { readonly id: string })[];
	/** In the order in which they were pressed. */
	readonly clock: readonly Press[];
	/** The notes that carry its pictures, by their messages. */
	readonly photos: ReadonlySet<string>;
}

/** What the keys of visits begin with. */
export const VISIT_PREFIX = 'v/';

/** The key of a visit's existence, or of one of its fields. */
export function visitKey(id: string, field?: VisitField): string {
	return field === undefined ? `${VISIT_PREFIX}${id}` : `${VISIT_PREFIX}${id}/${field}`;
}

/** The key of one piece of a visit. */
export function visitItemKey(id: string, list: VisitList, item: string): string {
	return `${VISIT_PREFIX}${id}/${list}/${item}`;
}

/** The parts of a visit's key: its id, and the field or list. */
export function visitPartOf(key: string): { id: string; part: string | undefined } | undefined {
	if (!key.startsWith(VISIT_PREFIX)) return undefined;
	const [, id = '', part] = key.split('/');
	return { id, part };
}

/** The plans of a ticket's visits, by their windows. */
export function readVisitPlans(cells: Cells): VisitPlan[] {
	return visitIds(cells)
		.map((id) => readPlan(cells, id))
		.sort((a, b) => a.window.from - b.window.from || (a.id < b.id ? -1 : 1));
}

/** The visits of a ticket, by their windows. */
export function readVisits(cells: Cells): Visit[] {
	return readVisitPlans(cells).flatMap(({ id }) => readVisit(cells, id) ?? []);
}

/** One visit; undefined when there is none, or when it was removed before anybody worked on it. */
export function readVisit(cells: Cells, id: string): Visit | undefined {
	if (!isThere(cells, id)) return undefined;
	const value = (field?: VisitField) => cellValue(cells, visitKey(id, field));
	const signed = value('signed');
	const name = asText(jsonMember(signed, 'name'));
	return {
		...readPlan(cells, id),
		by: asText(value()) ?? '',
		phone: asText(value('phone')),
		hint: asText(value('hint')),
		reason: asText(jsonMember(value('state'), 'reason')),
		signed: name === null ? null : { name, message: asText(jsonMember(signed, 'message')) },
		...readPieces(cells, id)
	};
}

/** What was worked on stays, even when somebody who had not seen that took it away. */
function isThere(cells: Cells, id: string): boolean {
	if (cellValue(cells, visitKey(id)) === undefined) return false;
	return cellValue(cells, visitKey(id, 'removed')) !== true || isWorkedOn(cells, id);
}

function isWorkedOn(cells: Cells, id: string): boolean {
	if (readState(cells, id) !== 'planned') return true;
	if ((cellValue(cells, visitKey(id, 'signed')) ?? null) !== null) return true;
	const { checks, parts, clock, photos } = readPieces(cells, id);
	return checks.size + parts.length + clock.length + photos.size > 0;
}

const EXISTENCE = /^v\/([^/]+)$/;

function visitIds(cells: Cells): string[] {
	return Object.keys(cells).flatMap((key) => {
		const id = key.startsWith(VISIT_PREFIX) ? EXISTENCE.exec(key)?.[1] : undefined;
		return id !== undefined && isThere(cells, id) ? [id] : [];
	});
}

function readPlan(cells: Cells, id: string): VisitPlan {
	const value = (field: VisitField) => cellValue(cells, visitKey(id, field));
	const [technician, window, order] = [value('technician'), value('window'), value('order')];
	const from = asNumber(jsonMember(window, 'from')) ?? 0;
	return {
		id,
		window: { from, to: asNumber(jsonMember(window, 'to')) ?? from },
		technician: isPersonId(technician) ? technician : null,
		address: asText(value('address')),
		order: asNumber(order),
		state: readState(cells, id)
	};
}

function readState(cells: Cells, id: string): VisitState {
	const value = jsonMember(cellValue(cells, visitKey(id, 'state')), 'state');
	return VISIT_STATES.find((known) => known === value) ?? 'planned';
}

function readPieces(cells: Cells, id: string): Pick<Visit, VisitList> {
	const checks = new Set<string>();
	const photos = new Set<string>();
	const parts: Visit['parts'][number][] = [];
	const clock: Press[] = [];
	for (const [key, [value]] of Object.entries(cells)) {
		if (!key.startsWith(`${VISIT_PREFIX}${id}/`)) continue;
		const [, , list, item = ''] = key.split('/');
		if (list === 'checks' && value === true) checks.add(item);
		if (list === 'photos' && value === true) photos.add(item);
		const part = list === 'parts' ? readPart(value) : undefined;
		if (part !== undefined) parts.push({ ...part, id: item });
		const press = list === 'clock' ? readPress(value) : undefined;
		if (press !== undefined) clock.push({ ...press, id: item });
	}
	return {
		checks,
		photos,
		parts: parts.sort((a, b) => (a.id < b.id ? -1 : 1)),
		clock: clock.sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))
	};
}

function readPart(value: Json): Part | undefined {
	const name = asText(jsonMember(value, 'name'));
	const quantity = asNumber(jsonMember(value, 'quantity'));
	if (name === null || quantity === null) return undefined;
	return { code: asText(jsonMember(value, 'code')), name, quantity };
}

function readPress(value: Json): Omit<Press, 'id'> | undefined {
	const kind = jsonMember(value, 'kind');
	const ms = asNumber(jsonMember(value, 'ms'));
	if ((kind !== 'start' && kind !== 'stop') || ms === null) return undefined;
	return { kind, ms, by: asText(jsonMember(value, 'by')) ?? '' };
}

const asText = (value: Json | undefined): string | null =>
	typeof value === 'string' ? value : null;
const asNumber = (value: Json | undefined): number | null =>
	typeof value === 'number' ? value : null;
