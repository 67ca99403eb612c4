import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import { METRICS, ROW_METRICS, type MetricId } from '#lib/domain/metrics/definitions.ts';
import { dayText } from '#lib/domain/metrics/period.ts';
import type { Figures } from '#lib/domain/metrics/ticket-report.ts';
import type { TicketReportAnswer } from '#lib/protocol/reports.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { formatCsv, type CsvCell } from '#lib/ui/csv.ts';
import { saveCsv } from '#lib/ui/save-file.ts';
import { daysIn } from './links.ts';
import { plainNumber } from './words.ts';

const isTime = (metric: MetricId): boolean =>
	METRICS[metric].kind === 'median' || METRICS[metric].kind === 'mean';

/** A figure and what it rests on: a share has how many of how many, a length of time of how many. */
function heads(metric: MetricId): string[] {
	const name = { metric: t(`reports.metric.${metric}`) };
	const { kind } = METRICS[metric];
	if (kind === 'count') return [name.metric];
	const of = t('reports.csv.of', name);
	return isTime(metric)
		? [t('reports.csv.minutes', name), of]
		: [name.metric, t('reports.csv.hits', name), of];
}

function cells(figures: Figures, metric: MetricId): CsvCell[] {
	const figure = figures[metric];
	const value = plainNumber(figure);
	const of = figure && 'of' in figure ? figure.of : 0;
	if (METRICS[metric].kind === 'count') return [value];
	if (isTime(metric)) return [value, of];
	return [value, figure?.kind === 'ratio' ? figure.hits : 0, of];
}

/** The figures of a report as a table: all of it, and each team, person and channel. */
export function reportCsv(
	report: TicketReportAnswer,
	nameOf: { readonly team: (id: string) => string; readonly person: (id: string) => string }
): string {
	const { from, to } = daysIn(report);
	const days = [dayText(from), dayText(to), report.timeZone];
	const row = (kind: string, name: string, figures: Figures): CsvCell[] => [
		...[kind, name, ...days],
		...ROW_METRICS.flatMap((metric) => cells(figures, metric))
	];
	return formatCsv([
		[
			t('reports.csv.kind'),
			t('reports.csv.name'),
			t('reports.from'),
			t('reports.to'),
			t('reports.hours.zone'),
			...ROW_METRICS.flatMap(heads)
		],
		row(t('reports.csv.total'), '', report.figures),
		...report.byTeam.map(({ of, figures }) => row(t('reports.of.team'), nameOf.team(of), figures)),
		...report.byPerson.map(({ of, figures }) =>
			row(t('reports.of.person'), of === null ? t('reports.nobody') : nameOf.person(of), figures)
		),
		...report.byChannel.map(({ of, figures }) =>
			row(t('reports.of.channel'), t(`reports.channel.${of}`), figures)
		)
	]);
}

/** Hands a report to the person as a file. */
export function saveReport(desk: Desk, report: TicketReportAnswer): void {
	const text = reportCsv(report, {
		team: (id) => (isTeamId(id) ? desk.teams.get(id)?.name : undefined) ?? id,
		person: (id) => (isPersonId(id) ? desk.people.get(id)?.name : undefined) ?? id
	});
	const { from, to } = daysIn(report);
	saveCsv(text, `tickets-${dayText(from)}-${dayText(to)}.csv`);
}
