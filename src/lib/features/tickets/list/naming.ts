import { categoryAbove } from '#lib/domain/catalogue/categories.ts';
import { placeOfUnit } from '#lib/domain/policy/scope.ts';
import { standingState } from '#lib/domain/sla/service-levels.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { personName } from '../names.ts';
import { isPlain, queries } from '../views/asking.svelte.ts';
import type { Naming } from './order.ts';

/** What the order of a list takes from this desk: names, and the order of its catalogues. */
export function namingOf(desk: Desk, compareText: Naming['compareText']): Naming {
	const places = (codes: readonly string[]) =>
		new Map(codes.map((code, index): [string, number] => [code, index]));
	const last = Number.MAX_SAFE_INTEGER;
	let known = { catalogue: desk.catalogue, statuses: places([]), priorities: places([]) };
	const current = () => {
		const { catalogue } = desk;
		if (known.catalogue !== catalogue || known.statuses.size === 0) {
			const byLevel = catalogue.all('priority').sort((a, b) => a.level - b.level);
			known = {
				catalogue,
				statuses: places(catalogue.all('status').map(({ code }) => code)),
				priorities: places(byLevel.map(({ code }) => code))
			};
		}
		return known;
	};
	return {
		personName: (id) => personName(desk, id),
		statusRank: (code) => current().statuses.get(code) ?? last,
		priorityRank: (code) => current().priorities.get(code) ?? last,
		serviceDue: (row) => desk.serviceLevels.standing(row)?.dueMs ?? null,
		isAtRisk: (row, nowMs) => {
			const standing = desk.serviceLevels.standing(row);
			return standing !== null && /late|warning/.test(standingState(standing, nowMs));
		},
		asks: (text) => (isPlain(text) ? undefined : asks(desk, text)),
		means: (word) => queries()?.rowTest(desk, word),
		placeOf: (kind, team) => placeOfUnit(desk.catalogue, kind, desk.teams.get(team)?.unit),
		categoryAbove: (code) => categoryAbove(desk.catalogue, code),
		called: (catalogue, code) => codeName(desk.catalogue, catalogue, code),
		me: desk.me.person,
		compareText
	};
}

/** Until what reads queries is here, none is answered: the list is shown again then. */
function asks(desk: Desk, text: string): ReturnType<NonNullable<Naming['asks']>> {
	const reader = queries();
	return reader === undefined ? () => false : reader.rowTest(desk, text);
}
