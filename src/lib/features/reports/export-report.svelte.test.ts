import { expect, it } from 'vitest';
import type { ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';
import { TicketTally } from '#lib/domain/metrics/ticket-report.ts';
import { loadAllWords } from '#lib/ui/messages.svelte.ts';
import { reportCsv } from './export-report.ts';

await loadAllWords();
const fromMs = Date.parse('2026-01-20T00:00Z');
const DAY = 86_400_000;

it('is a table of all, of teams, people and channels, in which no name runs as a formula', () => {
	const period = { fromMs, toMs: fromMs + 2 * DAY };
	const before = { fromMs: fromMs - 2 * DAY, toMs: fromMs };
	const tally = new TicketTally({ period, before, timeZone: 'UTC', nowMs: fromMs + 9 * DAY });
	const ticket: ReportedTicket = {
		...{ team: 't', priority: 'normal', category: null, channel: 'mail', assignee: 'p' },
		service: {
			...{ createdMs: fromMs + 1, firstReplyMs: fromMs + 90_001, askedMs: null },
			phases: [['open', fromMs + 1]]
		},
		...{ assignedMs: null, startedMs: null, answers: [], resolutions: [], ratings: [], asked: [] },
		...{ isAwaiting: false, isMerged: false, isRemoved: false }
	};
	tally.add(ticket, [{ atMs: fromMs + 5, isMet: false }]);
	const answer = { ...tally.report, about: 'teams' as const, teams: [] };
	const lines = reportCsv(answer, { team: () => '=SUM(A1)', person: () => 'Ann, B.' })
		.trim()
		.split('\r\n');
	expect(lines[0]).toMatch(/^\ufeff?"Of","Name","From","To","Time zone","New","Resolved"/);
	const figures = '"2026-01-20","2026-01-21","UTC",1,0,1,1.5,1,,0,0,0,1,,0,0,,0,0,,0,0';
	expect(lines.slice(1)).toEqual([
		`"Total","",${figures}`,
		`"Team","'=SUM(A1)",${figures}`,
		`"Person","Ann, B.",${figures}`,
		`"Channel","E-mail",${figures}`
	]);
});
