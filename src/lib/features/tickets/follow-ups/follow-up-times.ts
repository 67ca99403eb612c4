/** The times that are offered for a follow-up. */
export const OFFERED_TIMES = ['hours', 'tomorrow', 'days', 'monday'] as const;
export type OfferedTime = (typeof OFFERED_TIMES)[number];

/** The hour at which a day begins for those who follow up. */
const MORNING = 9;
const HOURS = 3;
const DAYS = 3;
const MONDAY = 1;

/** The moment that an offered time means, where the person is; ms since 1970. */
export function offeredTime(time: OfferedTime, nowMs: number): number {
	const at = new Date(nowMs);
	switch (time) {
		case 'hours':
			return nowMs + HOURS * 3_600_000;
		case 'tomorrow':
			return morning(at, 1);
		case 'days':
			// The same time of day, whatever the clocks do meanwhile.
			return at.setDate(at.getDate() + DAYS);
		case 'monday':
			return morning(at, (MONDAY - at.getDay() + 7) % 7 || 7);
	}
}

/** Nine o'clock on the day so many days later. */
function morning(at: Date, days: number): number {
	at.setDate(at.getDate() + days);
	return at.setHours(MORNING, 0, 0, 0);
}
