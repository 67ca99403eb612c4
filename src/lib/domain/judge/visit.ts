import type { VisitChange } from '../changes/lift-visit.ts';
import { ownCell, type Cells } from '../crdt/cells.ts';
import type { TicketSubject } from '../policy/actor.ts';
import { visitItemKey, visitKey, VISIT_PREFIX } from '../visits/visits.ts';
import type { VisitField, VisitWindow } from '../visits/visit-fields.ts';
import { every, knownPerson, permit, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** Cells of visits that a ticket may have, what was taken away included: they stay. */
const CELL_LIMIT = 2_000;
/** A clock may run so far ahead of the server's before it is wrong. */
const AHEAD_MS = 60_000;

/** What is planned is for those who may assign; everything else is the work itself. */
const PLANNING: ReadonlySet<VisitField> = new Set(['window', 'technician', 'removed']);

/** The verdict on a change to a visit, by somebody who may work on the ticket. */
export function judgeVisit(
	ticket: TicketSubject,
	state: Cells,
	change: VisitChange,
	facts: Facts
): Verdict {
	const assign = () => permit(facts, { do: 'ticket.assign', ticket });
	switch (change.type) {
		case 'ticket.add-visit':
			return every(
				assign,
				() => inOrder(change.body.window),
				() => knownPerson(facts, change.body.technician),
				() => hasRoom(state)
			);
		case 'ticket.visit':
			return every(
				() => (PLANNING.has(change.body.field) ? assign() : ACCEPTED),
				() => isKnown(state, change.body.visit),
				() => judgeField(change.body, facts)
			);
		case 'ticket.visit-item':
			return every(
				() => isKnown(state, change.body.visit),
				() => judgeItem(state, change.body, facts)
			);
	}
}

function judgeField(
	{ field, value }: Extract<VisitChange, { type: 'ticket.visit' }>['body'],
	facts: Facts
): Verdict {
	if (field === 'window') return inOrder(value);
	if (field === 'technician') return knownPerson(facts, value);
	const owes = field === 'state' && value.state === 'could-not' && value.reason === undefined;
	return owes ? refused('needs-reason') : ACCEPTED;
}

/** What an organisation no longer has on its lists may still be checked, used and taken back. */
function judgeItem(
	state: Cells,
	body: Extract<VisitChange, { type: 'ticket.visit-item' }>['body'],
	facts: Facts
): Verdict {
	if (body.list === 'clock' && (body.value?.ms ?? 0) > facts.nowMs + AHEAD_MS)
		return refused('malformed', { path: 'value.ms', problem: 'must not lie ahead' });
	const { visit, list, item } = body;
	return ownCell(state, visitItemKey(visit, list, item)) === undefined ? hasRoom(state) : ACCEPTED;
}

function isKnown(state: Cells, visit: string): Verdict {
	return ownCell(state, visitKey(visit)) === undefined
		? refused('unknown-visit', { visit })
		: ACCEPTED;
}

function hasRoom(state: Cells): Verdict {
	const cells = Object.keys(state).filter((key) => key.startsWith(VISIT_PREFIX));
	return cells.length < CELL_LIMIT ? ACCEPTED : refused('full');
}

function inOrder({ from, to }: VisitWindow): Verdict {
	return to > from ? ACCEPTED : refused('wrong-window');
}
