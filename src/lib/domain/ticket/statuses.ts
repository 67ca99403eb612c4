/**
 * The statuses a ticket can have. Each belongs to a fixed class: *open* (its clock runs), *paused*
 * (somebody else's turn) or *done* (final). Whoever enters a done status owes the words named in
 * `requires`.
 */
export type StatusClass = 'open' | 'paused' | 'done';

export interface StatusDefinition {
	readonly class: StatusClass;
	readonly requires?: 'resolution' | 'reason';
}

export const STATUSES = {
	new: { class: 'open' },
	open: { class: 'open' },
	waiting: { class: 'paused' },
	solved: { class: 'done', requires: 'resolution' },
	closed: { class: 'done', requires: 'reason' }
} as const satisfies Record<string, StatusDefinition>;

export type Status = keyof typeof STATUSES;

export const STATUS_NAMES = [
	'new',
	'open',
	'waiting',
	'solved',
	'closed'
] as const satisfies Status[];

/** Whether `value` names a status. */
export function isStatus(value: unknown): value is Status {
	return typeof value === 'string' && Object.hasOwn(STATUSES, value);
}

/** Whether a status ends the ticket. */
export function isFinal(status: Status): boolean {
	return STATUSES[status].class === 'done';
}

/** What must be said when entering this status, if anything. */
export function requiredWords(status: Status): 'resolution' | 'reason' | undefined {
	const definition: StatusDefinition = STATUSES[status];
	return definition.requires;
}

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];
