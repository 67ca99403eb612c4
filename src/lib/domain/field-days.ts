/**
 * For how many days without the server the devices of field agents may show what they hold, unless
 * the organisation says otherwise, and the most it may say.
 */
export const FIELD_DAYS = { usual: 14, most: 60 } as const;

/** The days as an organisation's cells or documents say them. */
export function fieldDaysOf(value: unknown): number {
	const isDays = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= FIELD_DAYS.most;
	return isDays ? Number(value) : FIELD_DAYS.usual;
}
