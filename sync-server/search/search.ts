import { cellValue } from '#lib/domain/crdt/cells.ts';
import { messageKeys } from '#lib/domain/changes/lift.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import { findNamedIn } from '#lib/domain/query/find-named.ts';
import { asItIs } from '#lib/domain/query/places.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import type { QueryProblem } from '#lib/domain/query/query.ts';
import { resolveQuery } from '#lib/domain/query/resolve.ts';
import { simplified } from '#lib/domain/query/simplify.ts';
import { isUnread } from '#lib/domain/query/unread.ts';
import { withMarks } from '#lib/domain/query/value-marks.ts';
import type { Measured } from '#lib/domain/sla/service-levels.ts';
import type { SearchAnswer } from '#lib/protocol/search.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { articleHits } from './find-articles.ts';
import { excerptOf } from './excerpt.ts';
import { findTickets, type PlacedHit, type Wanted } from './find-tickets.ts';

export interface SearchQuestion {
	readonly text: string;
	readonly actor: Actor;
	readonly nowMs: number;
	/** IANA name: where the days of the query begin. */
	readonly timeZone: string;
}

export type Searching =
	| { readonly ok: true; readonly answer: SearchAnswer }
	| { readonly ok: false; readonly problem: QueryProblem };

/** Looks through all tickets of an organisation that somebody may read. */
export function searchTickets(unit: OrgUnit, question: SearchQuestion): Searching {
	const { catalogue, people, teams } = unit.world.directory;
	const asked = parseQuery(question.text, fieldsIn(catalogue));
	if (!asked.ok) return asked;
	const resolved = resolveQuery(asked.query, findNamedIn({ catalogue, people, teams }));
	if (!resolved.ok) return resolved;
	const { actor, nowMs, timeZone } = question;
	const levelOf = (code: string) => catalogue.find('priority', code)?.level ?? -1;
	const { levels } = unit.world.directory;
	const standing = (ticket: Measured) => levels.standing(ticket);
	const { hits, isMore } = findTickets(unit.search, {
		query: simplified(withMarks(asItIs(resolved.query, { catalogue, teams }), catalogue)),
		actor,
		asker: { me: actor.person, nowMs, timeZone, levelOf, standing },
		isUnread: unreadBy(unit, actor.person)
	});
	const said = hits.map((placed) => ({ ...placed.hit, excerpt: excerpt(unit, placed) }));
	const articles = articleHits(unit.world.directory.articles, resolved.query);
	return { ok: true, answer: { hits: said, articles, isMore } };
}

/** Whether tickets have something new for somebody, by how far their devices say that they have read. */
function unreadBy({ store, world }: OrgUnit, person: string): Wanted['isUnread'] {
	return ({ target, ...line }) => {
		const { seq: messages, last } = store.thread(target) ?? { seq: 0, last: null };
		const mark = cellValue(world.entities.get(`user.${person}`).head, `marks/${target}`);
		return isUnread({ ...line, messages, last }, person, typeof mark === 'number' ? mark : 0);
	};
}

function excerpt({ store, world }: OrgUnit, { target, place, words }: PlacedHit): string | null {
	if (place === 0) return null;
	const [id] = store.messagesBetween(target, place, place + 1);
	if (id === undefined) return null;
	const text = cellValue(world.entities.message(target, id), messageKeys(id).text);
	return typeof text === 'string' ? excerptOf(text, words) : null;
}

/** What is wrong with a query, in a sentence with the place. */
export function problemSentence({ code, word, at }: QueryProblem): string {
	const where = `At character ${at + 1}`;
	switch (code) {
		case 'too-long':
			return 'The query is too long.';
		case 'too-many':
			return `${where}: a query has at most thirty terms, and a term at most thirty values.`;
		case 'unclosed-quote':
			return `${where}: the quotation mark is not closed.`;
		case 'unclosed-bracket':
			return `${where}: the bracket is not closed.`;
		case 'empty-brackets':
			return `${where}: there is nothing between the brackets.`;
		case 'unknown-field':
			return `${where}: "${word}" is nothing that can be asked for.`;
		case 'missing-value':
			return `${where}: "${word}:" needs a value.`;
		case 'dangling-or':
			return `${where}: OR stands between two terms.`;
		case 'no-order':
			return `${where}: "${word}" has no order, so nothing is before or after.`;
		case 'bad-date':
			return `${where}: "${word}" is no date. Write it as 2026-03-14, today or -7d.`;
		case 'bad-number':
			return `${where}: "${word}" is no number. Write it as 12, 1.5 or 10..20.`;
		case 'unknown-value':
			return `${where}: nothing is called "${word}".`;
	}
}
