import type { Outcome } from '../sla/outcomes.ts';
import { METRIC_IDS, ROW_METRICS, type MetricId } from './definitions.ts';
import { Gathering, type Figure } from './figure.ts';
import { hourReader, hoursIn, isWithin, type Period } from './period.ts';
import type { Channel, ReportedTicket } from './reported-ticket.ts';
import { isOpenAt, ownerOf, samplesOf, type Sample } from './samples.ts';

/** Those figures that there is something to say of. */
export type Figures = { readonly [Id in MetricId]?: Figure };

/** The figures of a team, a person or a channel, whose id or name is `of`; null: nobody's. */
export interface FigureRow<Of = string | null> {
	readonly of: Of;
	readonly figures: Figures;
}

/** An hour of the day: tickets that were made in it, and how often it lay in the period. */
export interface HourLoad {
	readonly hour: number;
	readonly tickets: number;
	readonly often: number;
}

/** All figures about the tickets of a period, with the period and the time zone they hold for. */
export interface TicketReport {
	readonly period: Period;
	readonly before: Period;
	readonly timeZone: string;
	/** The present by which open tickets and promises were judged. */
	readonly asOfMs: number;
	readonly figures: Figures;
	readonly figuresBefore: Figures;
	readonly byTeam: readonly FigureRow<string>[];
	readonly byPerson: readonly FigureRow[];
	readonly byChannel: readonly FigureRow<Channel>[];
	readonly hours: readonly HourLoad[];
}

/** What a report is asked: of which period, against which, and whose. */
export interface ReportQuestion {
	readonly period: Period;
	readonly before: Period;
	/** IANA name: whose hours of the day are counted. */
	readonly timeZone: string;
	readonly nowMs: number;
	/** Only what counts for this person; left out: for everybody. */
	readonly person?: string;
}

/** Adds up tickets one by one, so that whoever has many of them can do it piece by piece. */
export class TicketTally {
	readonly #question: ReportQuestion;
	readonly #now = new Sheet();
	readonly #before = new Sheet();
	readonly #teams = new Sheets<string>();
	readonly #people = new Sheets<string | null>();
	readonly #channels = new Sheets<Channel>();
	readonly #hours = Array.from({ length: 24 }, () => 0);
	readonly #hourAt: (ms: number) => number;

	constructor(question: ReportQuestion) {
		this.#question = question;
		this.#hourAt = hourReader(question.timeZone);
	}

	/** Counts a ticket and the promises about it that have come due. */
	add(ticket: ReportedTicket, outcomes: readonly Outcome[]): void {
		if (ticket.isMerged || ticket.isRemoved) return;
		const { period, before, person, nowMs } = this.#question;
		for (const sample of samplesOf(ticket, outcomes, nowMs)) {
			if (person !== undefined && sample.person !== person) continue;
			if (isWithin(period, sample.atMs)) this.#count(ticket, sample);
			else if (isWithin(before, sample.atMs)) this.#before.add(sample);
		}
		const left: Omit<Sample, 'atMs'> = {
			metric: 'ticket.backlog',
			value: 1,
			person: ownerOf(ticket)
		};
		if (person !== undefined && left.person !== person) return;
		if (isOpenAt(ticket, period.toMs)) this.#count(ticket, { ...left, atMs: period.toMs });
		if (isOpenAt(ticket, before.toMs)) this.#before.add(left);
	}

	get report(): TicketReport {
		const { period, before, timeZone, nowMs, person } = this.#question;
		const often = hoursIn(period, timeZone);
		return {
			period,
			before,
			timeZone,
			asOfMs: nowMs,
			figures: this.#now.figures(METRIC_IDS),
			figuresBefore: this.#before.figures(METRIC_IDS),
			byTeam: this.#teams.rows,
			byPerson: person === undefined ? this.#people.rows : [],
			byChannel: this.#channels.rows,
			hours: this.#hours.map((tickets, hour) => ({ hour, tickets, often: often[hour] ?? 0 }))
		};
	}

	#count({ team, channel }: ReportedTicket, sample: Sample): void {
		this.#now.add(sample);
		this.#teams.of(team).add(sample);
		this.#people.of(sample.person).add(sample);
		this.#channels.of(channel).add(sample);
		if (sample.metric !== 'ticket.created') return;
		const hour = this.#hourAt(sample.atMs);
		this.#hours[hour] = (this.#hours[hour] ?? 0) + 1;
	}
}

/** What is gathered for each metric. */
class Sheet {
	readonly #gatherings = new Map<MetricId, Gathering>();

	add({ metric, value }: Pick<Sample, 'metric' | 'value'>): void {
		this.#of(metric).add(value);
	}

	figures(metrics: readonly MetricId[]): Figures {
		return Object.fromEntries(metrics.map((metric) => [metric, this.#of(metric).figure]));
	}

	#of(metric: MetricId): Gathering {
		const known = this.#gatherings.get(metric) ?? new Gathering(metric);
		this.#gatherings.set(metric, known);
		return known;
	}
}

/** A sheet for each team, person or channel. */
class Sheets<Of> {
	readonly #sheets = new Map<Of, Sheet>();

	of(of: Of): Sheet {
		const known = this.#sheets.get(of) ?? new Sheet();
		this.#sheets.set(of, known);
		return known;
	}

	/** By id, in whatever order tickets were counted. */
	get rows(): FigureRow<Of>[] {
		const sheets = [...this.#sheets].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
		return sheets.map(([of, sheet]) => ({ of, figures: sheet.figures(ROW_METRICS) }));
	}
}
