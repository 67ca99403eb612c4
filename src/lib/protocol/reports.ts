import type { TeamId } from '#lib/domain/ids.ts';
import type { TicketReport } from '#lib/domain/metrics/ticket-report.ts';

/** What it answers instead, with status 202, while tickets are read anew after an upgrade: ask again. */
export interface ReportPreparing {
	readonly preparing: { readonly done: number; readonly all: number };
}

/** What `GET /api/reports/tickets` answers. */
export interface TicketReportAnswer extends TicketReport {
	/** Whether it is about teams and everybody in them, or about the asker's own work alone. */
	readonly about: 'teams' | 'own';
	/** The teams whose tickets were counted. */
	readonly teams: readonly TeamId[];
}
