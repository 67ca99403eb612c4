import type { TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';

/** Whether I may say of a new ticket of a team that its solution is to be approved. */
export const mayWantApproval = (desk: Desk, team: TeamId): boolean =>
	desk.can({ do: 'ticket.approve', ticket: { team, people: new Set() } }).allowed;
