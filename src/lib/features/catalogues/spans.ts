/** Minutes as written: `90m`, `4h`, `2d 3h`; a day is 24 hours. Nothing is promised by nothing. */
export function minutesText(minutes: number | null): string {
	if (minutes === null) return '';
	const parts = [
		[Math.floor(minutes / 1440), 'd'],
		[Math.floor((minutes % 1440) / 60), 'h'],
		[minutes % 60, 'm']
	] as const;
	return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(' ');
}

const UNITS: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1 };

/** Reads what is written like that, null for nothing; undefined when it is not. */
export function readMinutes(text: string): number | null | undefined {
	const written = text.trim().toLowerCase();
	if (written === '') return null;
	const parts = written.match(/\d+\s*[dhm]/g) ?? [];
	if (parts.join('').replaceAll(/\s/g, '') !== written.replaceAll(/\s/g, '')) return undefined;
	const minutes = parts.reduce(
		(sum, part) => sum + parseInt(part, 10) * (UNITS[part.at(-1) ?? ''] ?? 0),
		0
	);
	return minutes >= 1 && minutes <= 5_256_000 ? minutes : undefined;
}
