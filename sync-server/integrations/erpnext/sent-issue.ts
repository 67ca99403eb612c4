import type { SentIssue } from '#lib/domain/ticket/issue.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';

/** Longest subject of an issue. */
const SUBJECT = 140;
/** Priorities that every site has from the start; a site's own ones are not guessed. */
const PRIORITIES: Readonly<Record<string, string>> = {
	low: 'Low',
	normal: 'Medium',
	high: 'High',
	urgent: 'High'
};

/** What a ticket is as an issue. */
export function sentAs(ticket: Ticket, doneStatus: string): SentIssue {
	return {
		subject: ticket.subject.trim().slice(0, SUBJECT) || '–',
		status: statusOf(ticket, doneStatus),
		priority: PRIORITIES[ticket.priority] ?? null
	};
}

function statusOf(ticket: Ticket, doneStatus: string): string {
	if (ticket.class === 'done') return doneStatus;
	if (ticket.class === 'open') return 'Open';
	return ticket.status === 'waiting' ? 'Replied' : 'Hold';
}

/** What stands in an issue so that it is found again, whatever became of the answer to its making. */
export function referenceOf(target: string): string {
	return `offhook:${target.slice('ticket.'.length)}`;
}

/** The fields of an issue that are to be written. */
export function fieldsOf({ subject, status, priority }: SentIssue): Record<string, string> {
	return { subject, status, ...(priority !== null && { priority }) };
}
