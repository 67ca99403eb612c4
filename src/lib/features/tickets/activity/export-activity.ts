import type { ActivityRow } from '#lib/protocol/activity.ts';
import { MOST_ACTIVITY } from '#lib/protocol/activity.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatCsv, type CsvCell } from '#lib/ui/csv.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { ticketName } from '../names.ts';
import { fetchPage, zoneOf } from './activity.svelte.ts';
import type { Question } from './question.ts';
import { deedWords, doerName } from './sentence.ts';

/** More rows than this no spreadsheet shows at ease. */
const MOST_ROWS = 50_000;

/** Rows as a table for spreadsheets. */
export function activityCsv(desk: Desk, rows: readonly ActivityRow[]): string {
	const zone = zoneOf(desk);
	// As spreadsheets read it in every language.
	const times = new Intl.DateTimeFormat('sv-SE', {
		...{ dateStyle: 'short', timeStyle: 'medium' },
		timeZone: zone
	});
	const head = [
		t('activity.when', { zone }),
		t('activity.person'),
		t('activity.deed'),
		t('activity.kind'),
		t('tickets.column.number'),
		t('tickets.column.subject'),
		t('tickets.field.team')
	];
	const line = (row: ActivityRow): CsvCell[] => [
		times.format(row.ms),
		doerName(desk, row),
		deedWords(desk, row),
		t(`activity.kind.${row.kind}`),
		ticketName(row.ticket.id, row.ticket),
		row.ticket.subject,
		desk.teams.get(row.ticket.team)?.name ?? ''
	];
	return formatCsv([head, ...rows.map(line)]);
}

export type Export =
	| { readonly ok: true; readonly text: string; readonly many: number; readonly isCut: boolean }
	| { readonly ok: false };

/** Fetches all that is asked for, the newest first, and writes it as a table. */
export async function exportActivity(
	desk: Desk,
	question: Question,
	onProgress: (many: number) => void
): Promise<Export> {
	const rows: ActivityRow[] = [];
	let page: { readonly limit: number; readonly before?: string } = { limit: MOST_ACTIVITY };
	for (;;) {
		const answer = await fetchPage(desk, question, page);
		if (!answer.ok) return { ok: false };
		rows.push(...answer.value.rows);
		onProgress(rows.length);
		const { next } = answer.value;
		const isCut = next !== null && rows.length >= MOST_ROWS;
		if (next === null || isCut)
			return { ok: true, text: activityCsv(desk, rows), many: rows.length, isCut };
		page = { limit: MOST_ACTIVITY, before: next };
	}
}
