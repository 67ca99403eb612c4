import { builtInClass, MERGED_STATUS, NEW_STATUS } from '../catalogue/built-in.ts';
import { STATUS_CLASSES, type StatusClass } from '../catalogue/definitions.ts';
import { jsonMember, type Json } from '../json.ts';

/** What the register of a ticket's state says. */
export interface TicketState {
	/** How often the ticket was reopened. */
	readonly round: number;
	readonly final: boolean;
	/** The code of the status, and its class. */
	readonly status: string;
	readonly class: StatusClass;
	readonly resolution: string | null;
	readonly reason: string | null;
}

/** Reads a value of the state register; what it does not say is that of a new ticket. */
export function readState(value: Json | undefined): TicketState {
	const [round, status] = [jsonMember(value, 'round'), jsonMember(value, 'status')];
	const words = (key: 'resolution' | 'reason') => {
		const text = jsonMember(value, key);
		return typeof text === 'string' ? text : null;
	};
	return {
		round: typeof round === 'number' ? round : 0,
		final: jsonMember(value, 'final') === true,
		status: typeof status === 'string' ? status : NEW_STATUS,
		class: classOf(value),
		resolution: words('resolution'),
		reason: words('reason')
	};
}

/** States written before statuses could be defined name a built-in one and no class. */
function classOf(value: Json | undefined): StatusClass {
	const written = jsonMember(value, 'class');
	const status = jsonMember(value, 'status');
	const builtIn = typeof status === 'string' ? builtInClass(status) : undefined;
	return STATUS_CLASSES.find((known) => known === written) ?? builtIn ?? 'open';
}

const MERGED_REASON = /^ticket\.(.+)$/;

/** The ticket that a state says this one was merged into; null for any other state. */
export function mergedInto({
	status,
	reason
}: Pick<TicketState, 'status' | 'reason'>): string | null {
	return status === MERGED_STATUS ? (MERGED_REASON.exec(reason ?? '')?.[1] ?? null) : null;
}
