/** Time zones change their offset on whole quarters of an hour. */
const QUARTER = 900_000;

/** How far east of UTC, in ms, the clocks of a time zone are at an instant. */
export function offsetsOf(timeZone: string): (ms: number) => number {
	const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	});
	const known = new Map<number, number>();
	return (ms) => {
		const quarter = Math.floor(ms / QUARTER);
		const cached = known.get(quarter);
		if (cached !== undefined) return cached;
		const start = quarter * QUARTER;
		const parts = Object.fromEntries(
			format.formatToParts(start).map(({ type, value }) => [type, Number(value)])
		);
		const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
		const offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
		known.set(quarter, offset);
		return offset;
	};
}
