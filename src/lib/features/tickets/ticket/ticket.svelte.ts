import { cellValue } from '#lib/domain/crdt/cells.ts';
import { PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { Attachment } from '#lib/domain/ticket/attachment.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Conflict, Write } from '#lib/domain/history.ts';
import type { RichText } from '#lib/domain/rich-text.ts';
import { entityRef, type ChangeId, type EntityRef, type PersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { mergedInto, readState } from '#lib/domain/ticket/statuses.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import { typeRecorded, type RefusedChange } from '#lib/documents/thread-doc.ts';
import { VISIT_FIELDS } from '#lib/domain/visits/visit-fields.ts';
import { visitPartOf } from '#lib/domain/visits/visits.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult, PlannedChange, ThreadView } from '#lib/session/desk/views.ts';
import type { Filled } from '#lib/domain/catalogue/fill.ts';
import type { PickerOption } from '#lib/ui/picker.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { isTicketField, ticketTarget, type FieldBody, type Target } from '../deeds.ts';
import { refusalWords } from '../refusals.ts';
import { tellUndone, undo } from '../undo.ts';
import { templateOptions, templateWords } from '../templates.ts';
import { isMilestone, historyLines } from '#lib/domain/ticket/history-lines.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import { seenReply } from './seen-reply.ts';

/** What a person writes: for the requester, or for colleagues only. */
export type MessageKind = 'public' | 'note';

/** What a message says, whom it mentions, and what comes with it. */
interface Words {
	readonly text: string;
	readonly mentions: readonly PersonId[];
	readonly files: readonly Attachment[];
	/** How the text is formatted. */
	readonly rich?: RichText | undefined;
	/** What it was written in together. */
	readonly draft?: string;
}

type TicketChangeType = Extract<ChangeType, `ticket.${string}`>;

/** One ticket on screen: what its thread says, and what can be said and settled in it. */
export class OpenTicket {
	readonly desk: Desk;
	readonly id: string;
	readonly ref: EntityRef;
	readonly thread: ThreadView;
	#history = $derived.by(() => historyLines(this.thread.changes));
	#milestones = $derived(this.#history.filter(isMilestone));
	#seenReply = $derived.by(() => seenReply(this.thread.cells, this.thread.messages));

	constructor(desk: Desk, id: string) {
		this.desk = desk;
		this.id = id;
		this.ref = entityRef('ticket', id);
		this.thread = openThread(desk.threads, `ticket.${id}`);
	}

	get ticket(): Ticket | undefined {
		return this.thread.ticket;
	}
	get target(): Target | undefined {
		const { ticket } = this;
		return ticket && ticketTarget(this.id, ticket, ticketSubject(ticket), this.#head);
	}
	/** What there is to put into a reply here. */
	get templates(): readonly PickerOption[] {
		return this.ticket === undefined ? [] : templateOptions(this.desk, this.ticket.team);
	}
	get hasTemplates(): boolean {
		return this.templates.length > 0;
	}
	/** The words of a template, filled in for this ticket. */
	templateWords(option: string): Filled | undefined {
		const { target } = this;
		return target && templateWords(this.desk, option, target);
	}
	/** The newest reply that whoever asked has seen in the portal, and since when. */
	get seenReply() {
		return this.#seenReply;
	}
	get history() {
		return this.#history;
	}
	get milestones() {
		return this.#milestones;
	}

	/** The last public message that is seen here. */
	get #head(): string | null {
		const head = cellValue(this.thread.cells, PUBLIC_HEAD);
		return typeof head === 'string' ? head : null;
	}

	/** Makes a change to this ticket, and says `said`; false when it was refused. */
	perform<K extends TicketChangeType>(type: K, body: BodyOf<K>, said?: string): boolean {
		return this.#told(this.desk.change(type, this.ref, body), said);
	}

	/** Sends a message or keeps a note; false when it was refused, and then nothing is lost. */
	say(kind: MessageKind, { text, mentions, files, rich, draft }: Words): boolean {
		const result = this.desk.change('message.add', this.ref, {
			kind,
			text,
			...(mentions.length > 0 && { mentions }),
			...(files.length > 0 && { attachments: files }),
			...(rich !== undefined && { rich }),
			...(kind === 'public' && { ...(draft && { draft }), head: this.#head, hold: true })
		});
		return this.#told(result);
	}

	edit(message: string, text: string): boolean {
		const result = this.desk.change('message.edit', this.ref, { message, text });
		return this.#told(result, t('tickets.said.edited'));
	}

	/** Takes a reply back before it goes out; false when that was refused. */
	undoSending(message: string): boolean {
		const result = this.desk.change('message.retract', this.ref, { message, retracted: true });
		return this.#told(result, t('together.undone'), false);
	}

	retract(message: string, retracted: boolean): void {
		const result = this.desk.change('message.retract', this.ref, { message, retracted });
		this.#told(result, retracted ? t('tickets.said.retracted') : undefined);
	}

	/** Gives a field the value that lost, or confirms the one that shows; either ends the conflict. */
	settle(conflict: Conflict, wanted: Write): void {
		const planned = this.#settling(conflict.key, wanted.value);
		const [result] = planned === undefined ? [] : this.desk.changeMany([planned]);
		if (result)
			this.#told(result, wanted === conflict.kept ? undefined : t('tickets.said.restored'));
	}

	#settling(key: string, value: Json): PlannedChange | undefined {
		const target = this.ref;
		if (key === 'state') return this.#stateAgain(value);
		if (key === 'team') {
			const team = [...this.desk.teams.keys()].find((one) => one === value);
			return team && { type: 'ticket.transfer', target, body: { team } };
		}
		const visit = visitAgain(key, value);
		if (visit !== undefined) return asPlanned({ type: 'ticket.visit', target, body: visit });
		const body = isTicketField(key) ? fieldBody(key, value) : undefined;
		return body && { type: 'ticket.field', target, body };
	}

	/** A status that lost to a final one comes back by reopening: as the next round. */
	#stateAgain(value: Json): PlannedChange | undefined {
		const state = readState(value);
		const { status, class: statusClass, resolution, reason } = state;
		const { ticket } = this;
		if (ticket === undefined) return undefined;
		const into = mergedInto(state);
		if (into !== null)
			return { type: 'ticket.merge', target: this.ref, body: { into, round: ticket.round } };
		return {
			type: 'ticket.state',
			target: this.ref,
			body: {
				status,
				class: statusClass,
				round: ticket.final && statusClass !== 'done' ? ticket.round + 1 : ticket.round,
				...(resolution !== null && { resolution }),
				...(reason !== null && { reason })
			}
		};
	}

	/** A refused change, if this code knows its version. */
	typed(refused: RefusedChange): TypedChange | undefined {
		return typeRecorded(refused.change);
	}

	/** Makes a refused change again, in the name of whoever does so. A late reply goes out on purpose. */
	applyRefused(refused: RefusedChange): void {
		const change = typeRecorded(refused.change);
		if (change === undefined) return;
		const redo: ChangeId = change.id;
		const isLate = change.type === 'message.add' && refused.reason === 'others-replied';
		const body = isLate ? { ...change.body, late: true } : change.body;
		const planned = { type: change.type, target: this.ref, body, options: { redo } };
		const [result] = this.desk.changeMany([asPlanned(planned)]);
		if (result) this.#told(result, t('tickets.said.applied'));
	}

	#told(result: ChangeResult, said?: string, canUndo = true): boolean {
		const { verdict } = result;
		if (!verdict.ok) {
			toast({ text: refusalWords(this.desk, verdict.reason, verdict.detail), tone: 'danger' });
			return false;
		}
		const run = () => tellUndone(this.desk, undo(this.desk, [result]));
		const action = { label: t('shell.undo'), run };
		if (said !== undefined) toast({ text: said, ...(canUndo && { action }) });
		return true;
	}
}

/** A register of a visit with this value; undefined for anything else. */
function visitAgain(key: string, value: Json): object | undefined {
	const of = visitPartOf(key);
	const isField = of?.part !== undefined && of.part in VISIT_FIELDS;
	return isField ? { visit: of.id, field: of.part, value } : undefined;
}

function fieldBody(field: FieldBody['field'], value: Json): FieldBody {
	return asField({ field, value });
}

// A value comes from a change that was decoded as exactly this; the compiler cannot follow it there.
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions
const asField = (body: { field: string; value: Json }): FieldBody => body as FieldBody;
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions
const asPlanned = (planned: object): PlannedChange => planned as PlannedChange;
