import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Cells } from '../crdt/cells.ts';
import { ServiceLevels, type Measured } from '../sla/service-levels.ts';
import { serviceRecord, type ServiceHistory } from '../sla/history.ts';
import { fieldsIn } from '../query/custom.ts';
import { compileQuery, type Searched } from '../query/match.ts';
import { parseQuery } from '../query/parse.ts';
import { asItIs } from '../query/places.ts';
import type { ScopePlace } from '../policy/scope.ts';
import type { TextTerm } from '../query/query.ts';
import { spacedWords } from '../query/words.ts';
import { countTasks, readTasks } from '../ticket/tasks.ts';
import { readTicket } from '../ticket/ticket.ts';
import { isSaid } from './said-words.ts';

/** A ticket as the conditions of a rule see it, with the words that made the rule look at it. */
export interface Looked extends Searched {
	readonly said: string;
}

interface Looking {
	readonly updatedMs: number;
	readonly said: string;
	/** What its clocks depend on. */
	readonly service: ServiceHistory;
}

/** A ticket for the conditions of rules; undefined where there is none. */
export function looked(cells: Cells, { updatedMs, said, service }: Looking): Looked | undefined {
	const ticket = readTicket(cells);
	if (ticket === undefined) return undefined;
	const { requester } = ticket;
	return {
		...ticket,
		requester: requester && `${requester.name} ${requester.address ?? ''}`,
		tasks: countTasks(readTasks(cells)),
		updatedMs,
		said,
		isRemoved: ticket.removed !== null,
		service: serviceRecord(service)
	};
}

/** Where the days of conditions begin: where the organisation keeps its hours, if it says so. */
function timeZoneOf(catalogue: Catalogue): string {
	return catalogue.current('calendar')[0]?.timeZone ?? 'UTC';
}

/** What conditions depend on besides the ticket: what is defined, and which unit a team belongs to. */
export interface ConditionPlace extends ScopePlace {
	readonly catalogue: Catalogue;
}

/** Whether a ticket fits conditions, at a moment. Words are looked for in its subject and tags, and in what was just said, be it what it was created with. */
export function conditionTest(
	text: string,
	{ catalogue, teams }: ConditionPlace,
	nowMs: number
): (ticket: Looked) => boolean {
	const parsed = parseQuery(text, fieldsIn(catalogue));
	// What an older version of this code took and this one does not: a rule that fits nothing.
	if (!parsed.ok) return () => false;
	const levelOf = (priority: string) => catalogue.find('priority', priority)?.level ?? 0;
	let levels: ServiceLevels | undefined;
	const standing = (ticket: Measured) =>
		(levels ??= new ServiceLevels(catalogue, teams)).standing(ticket);
	const asker = { me: '', nowMs, timeZone: timeZoneOf(catalogue), levelOf, standing };
	const says = (row: Looked, term: TextTerm) =>
		isSaid(term, spacedWords([row.subject, ...row.tags, row.said].join(' ')));
	// A rule reads nothing.
	const query = asItIs(parsed.query, { catalogue, teams });
	return compileQuery<Looked>(query, asker, { says, isUnread: () => false });
}
