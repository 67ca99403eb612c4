import type { Desk } from '#lib/session/desk.svelte.ts';
import type { RowView } from '#lib/session/desk/views.ts';

/** Whether somebody else wrote something in a ticket of mine that I have not opened since. */
export function isUnread(desk: Desk, row: RowView): boolean {
	const me = desk.me.person;
	if (row.last === null || row.last.by === me) return false;
	if (row.assignee !== me && !row.collaborators.includes(me)) return false;
	return row.messages > desk.readMark(`ticket.${row.id}`);
}
