import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { SvelteMap } from 'svelte/reactivity';
import type { Desk } from '#lib/session/desk.svelte.ts';
import type { RowSource, RowView } from '#lib/session/desk/views.ts';
import type { VisitLine } from './days.ts';

/** The planned visits in the rows of some lists, kept up by the ids that changed. */
export class VisitLines {
	readonly #desk: Pick<Desk, 'ticketRows'>;
	readonly #byTicket = new SvelteMap<string, readonly VisitLine[]>();
	#sources: readonly RowSource[] = [];
	#states = $state.raw<readonly RowSource['state'][]>([]);

	constructor(desk: Pick<Desk, 'ticketRows'>) {
		this.#desk = desk;
	}

	get all(): readonly VisitLine[] {
		return [...this.#byTicket.values()].flat();
	}

	/** Whether more may be known in a moment; one's own rows are on the device before the teams' are. */
	get isLoading(): boolean {
		return this.#states.some((state) => state === 'loading');
	}

	/** Follows one's own rows and those of these teams. */
	follow(teams: readonly TeamId[]): void {
		this.close();
		const scopes = ['mine' as const, ...teams.map((team) => ({ team }))];
		this.#sources = scopes.map((scope) => this.#desk.ticketRows(scope));
		for (const source of this.#sources) {
			source.onChange((ids) => this.#take(ids));
			this.#take(source.all().keys());
		}
		this.#state();
	}

	close(): void {
		for (const source of this.#sources) source.close();
		this.#sources = [];
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
		for (const source of this.#sources) {
			const row = source.all().get(id);
			if (row !== undefined) return row;
		}
		return undefined;
	}

	#state(): void {
		this.#states = this.#sources.map(({ state }) => state);
	}
}

/** Who goes out: the field agents of these teams, and whoever has a visit; by name. */
export function technicians(
	desk: Desk,
	lines: readonly VisitLine[]
): { readonly id: PersonId; readonly name: string }[] {
	const members = desk.myTeams.flatMap((team) => desk.teams.get(team)?.members ?? []);
	const field = members.filter((id) => desk.people.get(id)?.role === 'field-agent');
	const busy = lines.flatMap(({ plan }) => plan.technician ?? []);
	return [...field, ...busy]
		.filter((id, index, all) => all.indexOf(id) === index)
		.map((id) => ({ id, name: desk.people.get(id)?.name ?? '' }))
		.filter(({ name }) => name !== '')
		.sort((a, b) => a.name.localeCompare(b.name));
}
