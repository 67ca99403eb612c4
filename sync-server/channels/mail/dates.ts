const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const RFC =
	/(?:^|[\s,])(\d{1,2})[ \t-]+([a-z]{3})[a-z]*[ \t-]+(\d{2,4})[ \t]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:\.\d+)?[ \t]*([+-]\d{4}|[a-z]{1,5})?/i;
const ASCTIME =
	/\b([a-z]{3})[ \t]+(\d{1,2})[ \t]+(\d{1,2}):(\d{2})(?::(\d{2}))?[ \t]+(?:([+-]\d{4}|[a-z]{2,5})[ \t]+)?(\d{4})(?:[ \t]+([+-]\d{4}))?/i;
const ISO =
	/\b(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?[ \t]*(Z|[+-]\d{2}:?\d{2})?/i;

/** Zones of RFC 5322, section 4.3; every other letter zone means that nobody knows. */
const ZONES: Readonly<Record<string, number>> = {
	est: -300,
	edt: -240,
	cst: -360,
	cdt: -300,
	mst: -420,
	mdt: -360,
	pst: -480,
	pdt: -420,
	cet: 60,
	cest: 120,
	bst: 60,
	jst: 540
};

/** Nobody sent mail before this. */
const EARLIEST_MS = Date.UTC(1971, 0, 1);
const TWO_DAYS_MS = 2 * 86_400_000;

interface Parts {
	readonly year: string | undefined;
	readonly month: number;
	readonly day: string | undefined;
	readonly time: readonly (string | undefined)[];
	readonly zone: string | undefined;
}

/**
 * The time in a Date field (RFC 5322 with its obsolete forms), a `From ` line (asctime) or an ISO
 * text; undefined when it names no real moment, or one after `nowMs` by more than two days.
 */
export function parseMailDate(text: string | undefined, nowMs: number): number | undefined {
	if (text === undefined) return undefined;
	const parts = read(text.slice(0, 200).replace(/\([^()]*\)/g, ' '));
	if (parts === undefined || parts.month < 0) return undefined;
	const ms = toMs(parts);
	if (ms === undefined || ms < EARLIEST_MS || ms > nowMs + TWO_DAYS_MS) return undefined;
	return ms;
}

function read(text: string): Parts | undefined {
	const rfc = RFC.exec(text);
	if (rfc) {
		const [, day, month, year, hour, minute, second, zone] = rfc;
		return { year, month: monthOf(month), day, time: [hour, minute, second], zone };
	}
	const asctime = ASCTIME.exec(text);
	if (asctime) {
		const [, month, day, hour, minute, second, before, year, after] = asctime;
		const zone = after ?? before;
		return { year, month: monthOf(month), day, time: [hour, minute, second], zone };
	}
	const iso = ISO.exec(text);
	if (iso === null) return undefined;
	const [, year, month, day, hour, minute, second, zone] = iso;
	return { year, month: Number(month) - 1, day, time: [hour, minute, second], zone };
}

function monthOf(name: string | undefined): number {
	return MONTHS.indexOf((name ?? '').toLowerCase());
}

function toMs(parts: Parts): number | undefined {
	const [hour, minute, second] = parts.time.map((value) => Number(value ?? 0));
	const day = Number(parts.day);
	if (hour === undefined || minute === undefined || second === undefined) return undefined;
	if (day < 1 || hour > 24 || minute > 59 || second > 60 || parts.month > 11) return undefined;
	const midnight = new Date(Date.UTC(fullYear(parts.year), parts.month, day));
	// The calendar rolls 31 February over into March; that date was never written by a clock.
	if (midnight.getUTCDate() !== day) return undefined;
	const local = midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
	return local - zoneMinutes(parts.zone) * 60_000;
}

function fullYear(text: string | undefined): number {
	const year = Number(text);
	if (text?.length === 4) return year;
	return year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string | undefined): number {
	const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
	if (numeric === null) return ZONES[(zone ?? '').toLowerCase()] ?? 0;
	const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
	return numeric[1] === '-' ? -minutes : minutes;
}
