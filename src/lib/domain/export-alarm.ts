/**
 * How many records somebody may take within `withinMs` before the administrators hear of it, unless
 * the organisation says otherwise, and what it may say.
 */
export const EXPORT_ALARM = {
	usual: 1_000,
	least: 100,
	most: 100_000,
	withinMs: 10 * 60_000
} as const;

/** The number as an organisation's cells or documents say it. */
export function exportAlarmOf(value: unknown): number {
	const number = Number.isInteger(value) ? Number(value) : 0;
	const isOne = number >= EXPORT_ALARM.least && number <= EXPORT_ALARM.most;
	return isOne ? number : EXPORT_ALARM.usual;
}
