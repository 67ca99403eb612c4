import { toast } from '#lib/ui/toasts.svelte.ts';
import { refusalWords } from '../../refusals.ts';
import type { OpenTicket } from '../ticket.svelte.ts';

/** Wants an issue in ERPNext for a ticket, or that it is tried again; what is refused at once is told. */
export function askForIssue({ desk, ref }: OpenTicket): void {
	const { verdict } = desk.change('ticket.ask-issue', ref, { system: 'erpnext' });
	if (verdict.ok) return;
	toast({ text: refusalWords(desk, verdict.reason, verdict.detail), tone: 'danger' });
}
