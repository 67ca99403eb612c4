import type { Attachment } from '#lib/domain/ticket/attachment.ts';
import type { FollowUpPlan } from '#lib/domain/follow-ups/follow-ups.ts';
import { messageMs } from '#lib/domain/ticket/messages.ts';
import { readRating } from '#lib/domain/ticket/rating.ts';
import type { ContactTicket } from '#lib/protocol/contacts.ts';
import type { MessageView, RowView, ThreadView } from '#lib/session/desk/views.ts';

/** One ticket of somebody, from a list of this device or from the server. */
export interface ProfileLine extends Pick<
	RowView,
	'id' | 'number' | 'subject' | 'status' | 'class' | 'requester' | 'updatedMs'
> {
	readonly followUps?: readonly FollowUpPlan[];
	readonly stars: number | null;
	/** Whether it stands in a list of this device. */
	readonly isHere: boolean;
}

interface Looked {
	readonly id: string;
	readonly thread: Pick<ThreadView, 'messages' | 'ticket' | 'cells'>;
}

/** Something that was said in a ticket. */
export interface Said {
	readonly ticket: string;
	readonly number: number | null;
	readonly message: MessageView;
}

export interface ProfileFile extends Said {
	readonly file: Attachment;
}

/** Each ticket once, newest first: this device's word on it is the newer one, its rating is the server's. */
export function mergedLines(
	rows: Iterable<RowView>,
	tickets: readonly ContactTicket[]
): ProfileLine[] {
	const lines = new Map<string, ProfileLine>();
	for (const ticket of tickets) lines.set(ticket.id, { ...ticket, isHere: false });
	for (const row of rows)
		lines.set(row.id, { ...row, stars: lines.get(row.id)?.stars ?? null, isHere: true });
	return [...lines.values()].sort((a, b) => b.updatedMs - a.updatedMs || (a.id < b.id ? -1 : 1));
}

/** What was said in all of them, newest first. */
export function saidIn(looked: readonly Looked[]): Said[] {
	return looked
		.flatMap(({ id, thread }) =>
			thread.messages
				.filter(({ retracted }) => !retracted)
				.map((message) => ({ ticket: id, number: thread.ticket?.number ?? null, message }))
		)
		.sort((a, b) => messageMs(b.message) - messageMs(a.message));
}

/** The files that came with what was said, newest first; not the pages and sources of mails. */
export function filesIn(looked: readonly Looked[]): ProfileFile[] {
	return saidIn(looked).flatMap((said) =>
		said.message.attachments
			.filter(({ role }) => role === 'file')
			.map((file) => ({ ...said, file }))
	);
}

/** The addresses under which they asked, in lower case. */
export function addressesIn(looked: readonly Looked[]): ReadonlySet<string> {
	const asked = looked.flatMap(({ thread }) => thread.ticket?.requester?.address?.trim() ?? []);
	return new Set(asked.map((address) => address.toLowerCase()));
}

/** How often they said how they were served, and how well on average; null where they never did. */
export function ratingsIn(
	lines: readonly ProfileLine[],
	looked: readonly Looked[]
): { readonly count: number; readonly mean: number } | null {
	const stars = new Map<string, number>();
	for (const line of lines) if (line.stars !== null) stars.set(line.id, line.stars);
	for (const { id, thread } of looked) {
		const rating = readRating(thread.cells);
		if (rating !== null) stars.set(id, rating.stars);
	}
	if (stars.size === 0) return null;
	const sum = [...stars.values()].reduce((all, one) => all + one, 0);
	return { count: stars.size, mean: sum / stars.size };
}
