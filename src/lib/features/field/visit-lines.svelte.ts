import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { SvelteMap } from 'svelte/reactivity';
import type { Desk } from '#lib/session/desk.ts';
import type { RowSource, RowView } from '#lib/session/desk/views.ts';
import { boardTeams } from '#lib/session/board-teams.ts';
import type { VisitLine } from './days.ts';

/** Rows to look for visits in: a team's, or my own. */
interface List {
	readonly team: TeamId | null;
	readonly source: RowSource;
}

/** The planned visits in the rows of some lists, kept up by the ids that changed. */
export class VisitLines {
	readonly #desk: Pick<Desk, 'ticketRows'>;
	readonly #byTicket = new SvelteMap<string, readonly VisitLine[]>();
	#lists: readonly List[] = [];
	#states = $state.raw<
		readonly { readonly team: List['team']; readonly state: RowSource['state'] }[]
	>([]);

	constructor(desk: Pick<Desk, 'ticketRows'>) {
		this.#desk = desk;
	}

	get all(): readonly VisitLine[] {
		return [...this.#byTicket.values()].flat();
	}

	/** Whether more may be known in a moment; one's own rows are on the device before the teams' are. */
	get isLoading(): boolean {
		return this.#states.some(({ state }) => state === 'loading');
	}

	/** The teams whose lists are not on this device, and not to be had now. */
	get missing(): readonly TeamId[] {
		return this.#states.flatMap(({ team, state }) =>
			team !== null && state === 'missing' ? [team] : []
		);
	}

	/** The row of a ticket, with a visit or without. */
	row(id: string): RowView | undefined {
		// Rows tell nobody that they are here but this.
		void this.#states;
		return this.#row(id);
	}

	/** Follows one's own rows and those of these teams. */
	follow(teams: readonly TeamId[]): void {
		this.close();
		this.#lists = [
			{ team: null, source: this.#desk.ticketRows('mine') },
			...teams.map((team) => ({ team, source: this.#desk.ticketRows({ team }) }))
		];
		for (const { source } of this.#lists) {
			source.onChange((ids) => this.#take(ids));
			this.#take(source.all().keys());
		}
		this.#state();
	}

	close(): void {
		for (const { source } of this.#lists) source.close();
		this.#lists = [];
		this.#byTicket.clear();
	}

	#take(ids: Iterable<string>): void {
		for (const id of ids) {
			const row = this.#row(id);
			const plans = row?.visits ?? [];
			if (row !== undefined && plans.length > 0)
				this.#byTicket.set(
					id,
					plans.map((plan) => ({ plan, row }))
				);
			else this.#byTicket.delete(id);
		}
		this.#state();
	}

	#row(id: string): RowView | undefined {
		for (const { source } of this.#lists) {
			const row = source.all().get(id);
			if (row !== undefined) return row;
		}
		return undefined;
	}

	#state(): void {
		this.#states = this.#lists.map(({ team, source }) => ({ team, state: source.state }));
	}
}

/** Who goes out: the field agents of these teams, and whoever has a visit; by name. */
export function technicians(
	desk: Desk,
	lines: readonly VisitLine[]
): { readonly id: PersonId; readonly name: string }[] {
	const members = boardTeams(desk).flatMap((team) => desk.teams.get(team)?.members ?? []);
	const field = members.filter((id) => desk.people.get(id)?.role === 'field-agent');
	const busy = lines.flatMap(({ plan }) => plan.technician ?? []);
	return [...field, ...busy]
		.filter((id, index, all) => all.indexOf(id) === index)
		.map((id) => ({ id, name: desk.people.get(id)?.name ?? '' }))
		.filter(({ name }) => name !== '')
		.sort((a, b) => a.name.localeCompare(b.name));
}
