import { APPROVAL_STATUS } from '#lib/domain/catalogue/built-in.ts';
import { standingState, type Standing } from '#lib/domain/sla/service-levels.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowSource, RowView } from '#lib/session/desk/views.ts';
import { countStandings, pressingFirst, type Counts, type Watched } from './counting.ts';

/** Longest that one turn works out standings, in ms. */
const BUDGET_MS = 5;
/** Tickets that the board itself shows; all of them stand in the lists of their teams. */
const SHOWN = 100;

export interface TeamOnBoard extends Counts {
	readonly id: TeamId;
	readonly name: string;
	readonly state: RowSource['state'];
	readonly asOfMs: number | null;
}

/** The open tickets of one team and how they stand, kept up by the ids that changed. */
class TeamTickets {
	readonly team: TeamId;
	readonly source: RowSource;
	readonly watched = new Map<string, Watched>();
	/** Those whose solution waits for approval. */
	readonly proposed = new Map<string, RowView>();
	readonly #stale: Set<string>;
	readonly #leave: () => void;

	constructor(team: TeamId, source: RowSource, onStale: () => void) {
		this.team = team;
		this.source = source;
		this.#stale = new Set(source.all().keys());
		this.#leave = source.onChange((ids) => {
			for (const id of ids) this.#stale.add(id);
			onStale();
		});
	}

	/** Works until there is nothing to do or `isOver`; true when there is nothing. */
	work(standingOf: (row: RowView) => Standing | null, isOver: () => boolean): boolean {
		const rows = this.source.all();
		for (const id of this.#stale) {
			if (isOver()) return false;
			this.#stale.delete(id);
			const row = rows.get(id);
			if (row?.status === APPROVAL_STATUS) this.proposed.set(id, row);
			else this.proposed.delete(id);
			const standing = row && row.class !== 'done' ? standingOf(row) : null;
			if (row === undefined || standing === null) this.watched.delete(id);
			else this.watched.set(id, { row, standing });
		}
		return true;
	}

	/** Another promise: everything is worked out anew. */
	forget(): void {
		for (const id of this.source.all().keys()) this.#stale.add(id);
	}

	close(): void {
		this.#leave();
		this.source.close();
	}
}

/** How all tickets of my teams stand, live; large lists are worked through in turns. */
export class Board {
	readonly #desk: Desk;
	#teams: readonly TeamTickets[] = [];
	#version = $state(0);
	#isReady = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly teams: readonly TeamOnBoard[] = $derived.by(() => {
		void this.#version;
		const { now, teams } = this.#desk;
		return this.#teams.map(({ team, source, watched }) => ({
			id: team,
			name: teams.get(team)?.name ?? '',
			state: source.state,
			asOfMs: source.asOfMs,
			...countStandings(watched.values(), now)
		}));
	});

	/** Late ones first, longest late on top, then what is at risk, soonest due on top. */
	readonly pressing: readonly RowView[] = $derived.by(() => {
		void this.#version;
		const { now } = this.#desk;
		const all = this.#teams.flatMap(({ watched }) =>
			[...watched.values()].filter(({ standing }) =>
				/late|warning/.test(standingState(standing, now))
			)
		);
		return pressingFirst(all).map(({ row }) => row);
	});

	readonly shown = $derived(this.pressing.slice(0, SHOWN));

	/** Solutions that wait for somebody's word, the longest waiting on top. */
	readonly proposed: readonly RowView[] = $derived.by(() => {
		void this.#version;
		return this.#teams
			.flatMap(({ proposed }) => [...proposed.values()])
			.sort((a, b) => a.updatedMs - b.updatedMs)
			.slice(0, SHOWN);
	});

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Whether everything that lies on this device has been worked out once. */
	get isReady(): boolean {
		return this.#isReady;
	}

	follow(teams: readonly TeamId[]): void {
		for (const known of this.#teams) if (!teams.includes(known.team)) known.close();
		this.#teams = teams.map((team) => {
			const known = this.#teams.find((one) => one.team === team);
			return known ?? new TeamTickets(team, this.#desk.ticketRows({ team }), () => this.#soon());
		});
		this.#soon();
	}

	/** The catalogue promises something else now. */
	measureAnew(): void {
		for (const tickets of this.#teams) tickets.forget();
		this.#soon();
	}

	close(): void {
		clearTimeout(this.#timer);
		for (const tickets of this.#teams) tickets.close();
		this.#teams = [];
	}

	#soon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#work();
		});
	}

	#work(): void {
		const until = performance.now() + BUDGET_MS;
		const levels = this.#desk.serviceLevels;
		for (const tickets of this.#teams) {
			const isDone = tickets.work(
				(row) => levels.standing(row),
				() => performance.now() > until
			);
			if (!isDone) return this.#soon();
		}
		this.#isReady = true;
		this.#version += 1;
	}
}
