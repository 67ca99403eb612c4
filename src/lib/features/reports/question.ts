import { isTeamId } from '#lib/domain/ids.ts';
import { dayNumber, dayText } from '#lib/domain/metrics/period.ts';

/** Periods that are asked for often. */
export const PRESETS = [
	'today',
	'yesterday',
	'days7',
	'days30',
	'this-month',
	'last-month'
] as const;
export type Preset = (typeof PRESETS)[number];
export const USUAL: Preset = 'days30';

/** What a report is asked about; all of it in the address. `custom` stands for days of one's own. */
export interface Question {
	readonly preset: Preset | 'custom';
	/** Both included. */
	readonly from: string;
	readonly to: string;
	/** Null: all teams that one may read. */
	readonly team: string | null;
}

/** The days of a preset, given the number of the day that it is. */
export function daysOf(preset: Preset, today: number): Pick<Question, 'from' | 'to'> {
	const range = (from: number, to: number) => ({ from: dayText(from), to: dayText(to) });
	const month = dayText(today).slice(0, 8);
	const first = dayNumber(`${month}01`) ?? today;
	switch (preset) {
		case 'today':
			return range(today, today);
		case 'yesterday':
			return range(today - 1, today - 1);
		case 'days7':
			return range(today - 6, today);
		case 'days30':
			return range(today - 29, today);
		case 'this-month':
			return range(first, today);
		case 'last-month':
			return {
				from: `${dayText(first - 1).slice(0, 8)}01`,
				to: dayText(first - 1)
			};
	}
}

/** Reads the address of a report; what it does not know is as usual. */
export function parseQuestion(params: URLSearchParams, today: number): Question {
	const team = params.get('team');
	const scope = { team: isTeamId(team) ? team : null };
	const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
	const [first, last] = [dayNumber(from), dayNumber(to)];
	if (first !== undefined && last !== undefined && first <= last)
		return { preset: 'custom', from, to, ...scope };
	const preset = PRESETS.find((one) => one === params.get('period')) ?? USUAL;
	return { preset, ...daysOf(preset, today), ...scope };
}

/** The address of a report, without what is as usual. */
export function formatQuestion({ preset, from, to, team }: Question): string {
	const params = new URLSearchParams();
	if (preset === 'custom') {
		params.set('from', from);
		params.set('to', to);
	} else if (preset !== USUAL) params.set('period', preset);
	if (team !== null) params.set('team', team);
	const text = params.toString();
	return text === '' ? '/reports' : `/reports?${text}`;
}

/** Where the server answers a question; `zone` is where days begin for who has no calendar. */
export function addressOf({ from, to, team }: Omit<Question, 'preset'>, zone: string): string {
	const params = new URLSearchParams({ from, to, zone, ...(team !== null && { team }) });
	return `/api/reports/tickets?${params.toString()}`;
}
