import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { RequestStatus } from '#lib/protocol/portal.ts';
import type { World } from '../../pipeline/world.ts';

/** The status as requesters are told it; one that is not for those outside, by its class alone. */
export function toldStatus(
	{ directory }: World,
	{ status, class: statusClass }: Pick<Ticket, 'status' | 'class'>
): RequestStatus {
	const entry = directory.catalogue.find('status', status);
	const isTold = entry?.visible === true;
	return { class: statusClass, code: isTold ? status : null, names: isTold ? entry.names : {} };
}
