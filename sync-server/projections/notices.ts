import { APPROVAL_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { Notice } from '#lib/documents/user-doc.ts';
import type { ClockName } from '#lib/domain/sla/clock-names.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Logged } from '../pipeline/record.ts';
import { isAutomation } from '#lib/domain/changes/change.ts';
import { readFollowUp } from '#lib/domain/follow-ups/follow-ups.ts';
import type { World } from '../pipeline/world.ts';

/**
 * Who must hear of an accepted change: people it mentions, whoever was given a ticket or a sub-task, had it or is to
 * help with it, those who approve its solution and whose solution that is, whoever goes
 * or was to go to a visit, and of an alert of the service whoever has the ticket and those who
 * supervise its team; and of what somebody has taken, the other administrators. `before` is its
 * ticket as it was.
 */
export function noticesOf(
	world: World,
	{ typed }: Logged,
	before: Ticket | undefined
): { person: string; notice: Notice }[] {
	if (typed === undefined) return [];
	return concerned(world, typed, before)
		.filter(({ person }) => person !== typed.by && world.directory.person(person) !== undefined)
		.map(({ person, kind, message = null, ...about }) => {
			const { target, by, at } = typed;
			return { person, notice: { kind, target, by, atMs: stampMs(at), message, ...about } };
		});
}

interface Concerned {
	readonly person: string;
	readonly kind: Notice['kind'];
	readonly message?: string;
	readonly clock?: ClockName;
	readonly visit?: string;
	readonly followUp?: NonNullable<Notice['followUp']>;
	/** What it is about, if not the change's target. */
	readonly target?: string;
	readonly records?: number;
}

function concerned(world: World, change: TypedChange, before: Ticket | undefined): Concerned[] {
	switch (change.type) {
		case 'message.add':
			return mentioned(change);
		case 'ticket.create':
			return change.body.assignee ? [{ person: change.body.assignee, kind: 'assigned' }] : [];
		case 'ticket.field':
		case 'ticket.take':
		case 'ticket.assign':
			return handedOn(world, change, before);
		case 'ticket.element':
			return askedToHelp(change.body);
		case 'ticket.state':
			return change.body.status === APPROVAL_STATUS ? proposed(world, change.target) : [];
		case 'ticket.approve':
			return decided(world, change.target, 'approved');
		case 'ticket.reject':
			return decided(world, change.target, 'sent-back');
		case 'ticket.add-task':
			return givenTask(change.body.assignee);
		case 'ticket.task':
			return change.body.field === 'assignee' ? givenTask(change.body.value) : [];
		case 'ticket.alert': {
			const { kind, clock } = change.body;
			const people = inCharge(world, change.target);
			return [...people].map((person) => ({ person, kind, clock }));
		}
		case 'ticket.add-visit':
			return toldOfVisit(change.body.technician, 'visit', change.id);
		case 'ticket.visit':
			return visitors(world, change, before);
		case 'ticket.follow-up':
			return reminded(world, change);
		case 'org.export-alarm':
			return warned(world, change.body);
		default:
			return [];
	}
}

const mentioned = ({
	id,
	body: { mentions = [] }
}: Extract<TypedChange, { type: 'message.add' }>): Concerned[] =>
	mentions.map((person) => ({ person, kind: 'mention', message: id }));

/** Whoever is given a ticket, and whoever had it. */
function handedOn(
	world: World,
	change: Extract<TypedChange, { type: 'ticket.field' | 'ticket.take' | 'ticket.assign' }>,
	before: Ticket | undefined
): Concerned[] {
	const to = receiverOf(change);
	if (to === undefined) return [];
	const had = before?.assignee ?? null;
	const isMoved = had !== null && had !== world.ticket(change.target)?.assignee;
	return [
		...(to === null ? [] : [{ person: to, kind: 'assigned' } as const]),
		...(isMoved ? [{ person: had, kind: 'moved-on' } as const] : [])
	];
}

/** Who has the ticket by a change, null for nobody; undefined where it says nothing of that. */
function receiverOf(change: Parameters<typeof handedOn>[1]): string | null | undefined {
	switch (change.type) {
		case 'ticket.field':
			return change.body.field === 'assignee' ? change.body.value : undefined;
		case 'ticket.take':
			return change.by;
		case 'ticket.assign':
			return change.body.mode === 'assign' ? change.body.person : undefined;
	}
}

function askedToHelp({ set, element, present }: BodyOf<'ticket.element'>): Concerned[] {
	return set === 'collaborators' && present ? [{ person: element, kind: 'helping' }] : [];
}

/** A solution waits for whoever leads the team. */
function proposed(world: World, target: string): Concerned[] {
	const team = world.ticket(target)?.team;
	const supervisors = (team && world.directory.team(team)?.supervisors) ?? [];
	return supervisors.map((person) => ({ person, kind: 'proposed' }));
}

function decided(world: World, target: string, kind: 'approved' | 'sent-back'): Concerned[] {
	const assignee = world.ticket(target)?.assignee;
	return assignee ? [{ person: assignee, kind }] : [];
}

const givenTask = (person: string | null | undefined): Concerned[] =>
	person ? [{ person, kind: 'task' }] : [];

const toldOfVisit = (
	person: string | null | undefined,
	kind: 'visit' | 'visit-changed' | 'visit-gone',
	visit: string
): Concerned[] => (person ? [{ person, kind, visit }] : []);

/** Whoever goes to a visit hears what is planned otherwise; whoever was to go, that they are not. */
function visitors(
	world: World,
	{ target, body }: Extract<TypedChange, { type: 'ticket.visit' }>,
	before: Ticket | undefined
): Concerned[] {
	const { visit, field, value } = body;
	const technicianIn = (ticket: Ticket | undefined) =>
		ticket?.visits.find(({ id }) => id === visit)?.technician;
	switch (field) {
		case 'technician': {
			const was = technicianIn(before);
			return [
				...toldOfVisit(value, 'visit', visit),
				...(was === value ? [] : toldOfVisit(was, 'visit-gone', visit))
			];
		}
		case 'removed':
			return value
				? toldOfVisit(technicianIn(before), 'visit-gone', visit)
				: toldOfVisit(technicianIn(world.ticket(target)), 'visit', visit);
		case 'window':
		case 'address':
		case 'phone':
		case 'hint':
			return toldOfVisit(technicianIn(world.ticket(target)), 'visit-changed', visit);
		default:
			return [];
	}
}

/** Words of a follow-up that stand in its notice; all of them stand in the ticket. */
const TOLD_WORDS = 300;

/**
 * Whoever is to be reminded hears that it is time, and whose message was not sent that it was not;
 * so does whoever has the ticket, as its author may be gone.
 */
function reminded(
	world: World,
	{ target, by, body }: Extract<TypedChange, { type: 'ticket.follow-up' }>
): Concerned[] {
	if (body.field !== 'state' || !isAutomation(by)) return [];
	const { state } = body.value;
	const known = readFollowUp(world.entities.get(target).head, body.followUp);
	if (known === undefined || (state !== 'due' && state !== 'missed')) return [];
	const kind = state === 'due' ? 'follow-up' : 'follow-up-missed';
	const followUp = { id: known.id, words: known.words.slice(0, TOLD_WORDS) };
	const people = new Set([
		known.person,
		...(known.kind === 'send' ? unsent(world, target, known.by) : [])
	]);
	return [...people].map((person) => ({ person, kind, followUp }));
}

/** Who else hears of a message that was not sent: what a rule planned is nobody's own. */
function unsent(world: World, target: string, by: string): Iterable<string> {
	if (isAutomation(by)) return inCharge(world, target);
	const assignee = world.ticket(target)?.assignee;
	return assignee ? [assignee] : [];
}

/** Whoever has a ticket, and those who supervise its team. */
function inCharge(world: World, target: string): ReadonlySet<string> {
	const ticket = world.ticket(target);
	if (ticket === undefined) return new Set();
	const { assignee, team } = ticket;
	const supervisors = world.directory.team(team)?.supervisors ?? [];
	return new Set([...(assignee === null ? [] : [assignee]), ...supervisors]);
}

/** The administrators but for whoever it is about; whoever is alone hears of themselves. */
function warned(
	{ directory }: World,
	{ person, records }: Extract<TypedChange, { type: 'org.export-alarm' }>['body']
): Concerned[] {
	const admins = directory.admins();
	const others = admins.filter((admin) => admin !== person);
	return (others.length > 0 ? others : admins).map((admin) => ({
		...{ person: admin, kind: 'export', target: `person.${person}`, records }
	}));
}
