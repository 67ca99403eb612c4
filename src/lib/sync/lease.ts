/** How long a device may show what it holds without having met the server. */
export interface Lease {
	readonly untilMs: number;
	readonly locked: boolean;
}

const DAY_MS = 86_400_000;
const FIELD_DAYS = 14;
const OTHER_DAYS = 3;

/** The days a role gets when the server has not said otherwise. */
export function leaseDays(isFieldAgent: boolean): number {
	return isFieldAgent ? FIELD_DAYS : OTHER_DAYS;
}

/**
 * The lease of a device that last met the server at `contactMs` (its own clock). `highestMs` is the
 * latest time this device has ever seen, so that setting the clock back does not extend anything.
 */
export function leaseAt(contactMs: number, days: number, nowMs: number, highestMs: number): Lease {
	const untilMs = contactMs + days * DAY_MS;
	return { untilMs, locked: Math.max(nowMs, highestMs) > untilMs };
}
