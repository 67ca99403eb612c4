import type { MessageBody } from '../changes/bodies.ts';
import type { TypedChange } from '../changes/typed.ts';
import { isPersonId, type PersonId, type TeamId } from '../ids.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import type { Actor, TicketSubject } from '../policy/actor.ts';
import { can, type Action } from '../policy/can.ts';
import { plainOf } from '../rich-text.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** What a verdict may depend on besides the target's state. All of it comes in as arguments. */
export interface Facts {
	/** The author, or undefined for an automation, which policy does not bind. */
	readonly actor: Actor | undefined;
	/** When the change arrived, ms since 1970; on a device, now. */
	readonly nowMs: number;
	readonly person: (id: string) => PersonFacts | undefined;
	readonly team: (
		id: string
	) => { readonly archived: boolean; readonly unit?: string | null } | undefined;
	/** The team that takes what is asked in the portal; null when the organisation has no portal. */
	readonly portalTeam: TeamId | null;
	/** What the organisation has defined. */
	readonly catalogue: Catalogue;
	/** What reads queries; null on a device, which leaves them to the server and to who writes them. */
	readonly queries: QueryJudge | null;
	/** Another ticket as policy sees it; undefined when there is none, null when a device lacks it. */
	readonly ticket: (id: string) => TicketFacts | undefined | null;
	/** The tickets that somebody has asked, as policy sees them; null on a device, which lacks some. */
	readonly contact: (id: string) => Iterable<TicketSubject> | null;
	/** Whether another person than `except` signs in by this user name or address. */
	readonly isNameTaken: (name: string, except: string) => boolean;
	/** People who can administer the organisation and are not blocked. */
	readonly admins: () => readonly string[];
}

/** Verdicts on the queries that people keep. */
export interface QueryJudge {
	readonly view: (query: string, facts: Facts) => Verdict;
	/** Whose names are codes and ids, which must exist; what the words of rules name must, too. */
	readonly rule: (rule: DefinitionOf<'rule'>, facts: Facts) => Verdict;
}

/** What a verdict may need to know of a person. */
export interface PersonFacts {
	readonly name: string;
	readonly email: string | null;
	readonly blocked: boolean;
}

/** What a verdict on one ticket may need to know of another. */
export interface TicketFacts extends TicketSubject {
	/** The ticket that one was merged into. */
	readonly merged: string | null;
}

/** The id in a change's target. */
export function targetId(change: Pick<TypedChange, 'target'>): string {
	return change.target.slice(change.target.indexOf('.') + 1);
}

/** Policy as a verdict; automations pass. */
export function permit(facts: Facts, action: Action): Verdict {
	if (facts.actor === undefined) return ACCEPTED;
	const decision = can(facts.actor, action);
	return decision.allowed ? ACCEPTED : refused(decision.reason);
}

/** The first refusal, or acceptance. Later checks run only when the earlier ones passed. */
export function every(...checks: readonly (() => Verdict)[]): Verdict {
	for (const check of checks) {
		const verdict = check();
		if (!verdict.ok) return verdict;
	}
	return ACCEPTED;
}

/** Refused unless the person is known and not blocked; `null` is nobody, which is fine. */
export function knownPerson(facts: Facts, id: PersonId | null): Verdict {
	if (id === null) return ACCEPTED;
	return facts.person(id)?.blocked === false ? ACCEPTED : refused('unknown-person', { person: id });
}

/** The same for the element of a set of people, which may be any text. */
export function knownElement(facts: Facts, element: string): Verdict {
	return isPersonId(element) ? knownPerson(facts, element) : refused('unknown-person');
}

/** Refused unless the team is known and in use. */
export function knownTeam(facts: Facts, id: TeamId): Verdict {
	return facts.team(id)?.archived === false ? ACCEPTED : refused('unknown-team', { team: id });
}

/** Refused unless there is such a ticket and its author may read it; a device may not know. */
export function readableTicket(facts: Facts, id: string): Verdict {
	const other = facts.ticket(id);
	if (other === undefined) return refused('unknown-ticket', { ticket: id });
	return other === null ? ACCEPTED : permit(facts, { do: 'ticket.read', ticket: other });
}

/** Refused when a message says nothing, or when a person claims what only a mail import can know. */
export function honestMessage(facts: Facts, body: MessageBody): Verdict {
	if (body.text.trim() === '' && !body.attachments?.length && !body.mail)
		return refused('malformed', { path: 'text', problem: 'must not be empty' });
	if (body.rich !== undefined && plainOf(body.rich) !== body.text)
		return refused('malformed', { path: 'rich', problem: 'must say the same' });
	if (facts.actor === undefined) return ACCEPTED;
	// The page of a mail is served as one that was made safe, which nobody could say of a stranger's.
	const isLikeMail =
		body.mail !== undefined || body.attachments?.some(({ role }) => role !== 'file');
	const isCustomer = facts.actor.role === 'requester';
	return isLikeMail || isCustomer !== (body.side === 'customer') ? refused('role') : ACCEPTED;
}
