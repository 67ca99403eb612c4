import { goto } from '$app/navigation';
import { contactOfTicket } from '#lib/documents/contact-id.ts';
import { ISSUE_ASKED } from '#lib/domain/changes/lift-issue.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { profileHref } from '../addresses.ts';
import { askForIssue } from './fields/issue.ts';
import type { OpenTicket } from './ticket.svelte.ts';

/** What a ticket's menu offers around whoever asked: their page, and the issue in another system. */
export function customerItems(open: OpenTicket, ticket: Ticket, canEdit: boolean) {
	const contact = contactOfTicket(ticket, open.thread.cells);
	const canAsk = open.desk.issues && canEdit && !open.thread.cells[ISSUE_ASKED];
	const toProfile = () => void goto(profileHref(contact ?? ''));
	return [
		...(contact === null ? [] : [{ id: 'profile', label: t('profile.open'), run: toProfile }]),
		...(canAsk ? [{ id: 'issue', label: t('issue.create'), run: () => askForIssue(open) }] : [])
	];
}
