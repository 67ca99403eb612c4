import { rehearse } from '#lib/domain/automation/rehearse.ts';
import type { Rule } from '#lib/domain/automation/rule.ts';
import type { Rehearsed } from '#lib/protocol/automation.ts';
import { IMPORTER } from '../channels/mail/submit-through.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';
import { surroundingsOf, ticketRef } from './rule-run.ts';

/** How far back a rule is tried. */
const SPAN_MS = 30 * 24 * 3_600_000;
/** Tickets between two words on how far it is; others have their turn then. */
const TICKETS_PER_TURN = 25;
/** Changes of a ticket that are lived through again: its newest. */
const LIFE_LIMIT = 1_000;
/** So many things that it would have done are told one by one; the others are counted. */
const HITS_TOLD = 200;

/** Tries a rule on what happened in the last thirty days, and changes nothing. */
export async function* rehearsal(
	unit: OrgUnit,
	rule: Rule,
	{ nowMs, pause }: { readonly nowMs: number; readonly pause: () => Promise<void> }
): AsyncGenerator<Rehearsed> {
	const span = { sinceMs: nowMs - SPAN_MS, nowMs };
	const surroundings = surroundingsOf(unit);
	const targets = unit.store.ticketsSince(span.sinceMs);
	let [hits, tickets] = [0, 0];
	for (const [index, target] of targets.entries()) {
		if (index % TICKETS_PER_TURN === 0) {
			yield { kind: 'progress', done: index, all: targets.length };
			await pause();
		}
		const found = rehearse(rule, lifeOf(unit, target), span, surroundings);
		if (found.length > 0) tickets += 1;
		const { number = null, subject = '' } = unit.world.ticket(target) ?? {};
		for (const hit of found) {
			hits += 1;
			if (hits > HITS_TOLD) continue;
			const id = ticketRef(target)?.slice('ticket.'.length) ?? '';
			yield { kind: 'hit', ticket: id, number, subject, ...hit };
		}
	}
	yield { kind: 'end', hits, tickets, all: targets.length };
}

/** What happened to a ticket, in the order in which it became known. */
function lifeOf(unit: OrgUnit, target: string) {
	return unit.store
		.recentChanges(target, LIFE_LIMIT)
		.sort((a, b) => a.seq - b.seq)
		.flatMap((row) => {
			const { typed, arrivedMs } = readLogRow(row);
			const isImported = row.author === IMPORTER;
			return typed === undefined ? [] : [{ change: typed, arrivedMs, isImported }];
		});
}
