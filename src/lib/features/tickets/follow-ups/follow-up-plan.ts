import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { entityRef, isPersonId } from '#lib/domain/ids.ts';
import type { FollowUp } from '#lib/domain/follow-ups/follow-ups.ts';
import type { FollowUpKind } from '#lib/domain/follow-ups/follow-up-fields.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import type { Target } from '../deeds.ts';
import type { OpenTicket } from '../ticket/ticket.svelte.ts';

/** Whether the reader may plan anything here. */
export function mayEdit({ desk, ticket }: Pick<OpenTicket, 'desk' | 'ticket'>): boolean {
	return (
		ticket !== undefined && desk.can({ do: 'ticket.edit', ticket: ticketSubject(ticket) }).allowed
	);
}

/** What a form says of a follow-up. */
export interface FollowUpDraft {
	readonly kind: FollowUpKind;
	readonly atMs: number;
	readonly words: string;
	/** Who is reminded. */
	readonly person: string;
	readonly keep: boolean;
}

type Edit = BodyOf<'ticket.follow-up'>;

/** A change to one follow-up of a ticket. */
export function planEdit({ id }: Pick<Target, 'id'>, body: Edit): PlannedChange {
	return { type: 'ticket.follow-up', target: entityRef('ticket', id), body };
}

/** A new follow-up on each ticket. */
export function planNew(
	targets: readonly Target[],
	{ kind, atMs, words, person, keep }: FollowUpDraft
): PlannedChange[] {
	return targets.map(({ id, round }) => ({
		type: 'ticket.add-follow-up',
		target: entityRef('ticket', id),
		body: {
			...{ kind, at: atMs, words, round, keep },
			...(kind === 'remind' && isPersonId(person) && { person })
		}
	}));
}

/** What must be said of a follow-up for it to be as drafted: only what is different from how it was. */
export function planAnew(target: Target, was: FollowUp, draft: FollowUpDraft): PlannedChange[] {
	const followUp = was.id;
	const { person } = draft;
	const edits: Edit[] = [];
	if (draft.atMs !== was.atMs) edits.push({ followUp, field: 'at', value: draft.atMs });
	if (draft.words !== was.words) edits.push({ followUp, field: 'words', value: draft.words });
	if (was.kind === 'remind' && person !== was.person && isPersonId(person))
		edits.push({ followUp, field: 'person', value: person });
	if (draft.keep !== was.keep) edits.push({ followUp, field: 'keep', value: draft.keep });
	// After its time, which must lie ahead for it to be open again.
	if (was.state !== 'open') edits.push(stateEdit(target, was, 'open'));
	return edits.map((body) => planEdit(target, body));
}

/** How a follow-up is to stand. */
export function stateEdit(
	{ round }: Pick<Target, 'round'>,
	{ id: followUp }: Pick<FollowUp, 'id'>,
	state: 'open' | 'done' | 'cancelled'
): Edit {
	return { followUp, field: 'state', value: { state, round } };
}
