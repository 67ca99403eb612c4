import type { DeviceStore } from './device-store.ts';

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

/** The latest time this device's clock has shown since the server was met; it may be set back. */
export function latestShown(store: Pick<DeviceStore, 'fact'>, nowMs: number): number {
	return Math.max(nowMs, Number(store.fact('latestMs') ?? 0));
}

/**
 * The lease of a device that last met the server at `contactMs`, and whose clock has shown `latestMs`
 * since then; both by this clock.
 */
export function leaseAt(contactMs: number, days: number, latestMs: number): Lease {
	const untilMs = contactMs + days * DAY_MS;
	return { untilMs, locked: latestMs > untilMs };
}
