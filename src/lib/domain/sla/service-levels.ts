import type { Catalogue } from '../catalogue/catalogue.ts';
import { categoryAbove } from '../catalogue/categories.ts';
import { ALWAYS, type Calendar } from './calendar.ts';
import type { AlertKind, ClockName } from './clock-names.ts';
import { readClocks, type Allowed, type Clock, type ClockState } from './clocks.ts';
import type { ServiceRecord } from './history.ts';
import { DEFAULT_ALLOWED, ownTarget, targetFor, type Served, type Target } from './targets.ts';
import { WorkingTime } from './working-time.ts';

const HOUR_MS = 3_600_000;

/** What a row of a list, or an open ticket with its record, says of its service. */
export interface Measured extends Served {
	readonly service: ServiceRecord | null;
}

/** The clock that presses most and when it runs out, whatever time it is; few bytes, made once. */
export interface Standing {
	readonly clock: ClockName;
	readonly startedMs: number;
	/** Null while it stands still. */
	readonly dueMs: number | null;
	readonly warnMs: number | null;
}

const standingOf = ({ name: clock, startedMs, dueMs, warnMs }: Clock): Standing => ({
	clock,
	startedMs,
	dueMs,
	warnMs
});

/** When time has been up for a while for a promise. */
export interface Lateness {
	readonly promise: string;
	readonly atMs: number;
}

/** How a standing reads at `nowMs`. */
export function standingState(
	{ dueMs, warnMs }: Standing,
	nowMs: number
): Extract<ClockState, 'late' | 'warning' | 'running' | 'paused'> {
	if (dueMs === null) return 'paused';
	if (dueMs < nowMs) return 'late';
	return warnMs !== null && warnMs <= nowMs ? 'warning' : 'running';
}

/** A moment at which those concerned are told of a clock. */
export interface Alert {
	readonly clock: ClockName;
	readonly kind: AlertKind;
	readonly atMs: number;
	/** When the clock was started: a customer who asks again starts another. */
	readonly startedMs: number;
}

/** Which unit teams belong to. */
export type TeamUnits = Iterable<readonly [team: string, { readonly unit?: string | null }]>;

/**
 * The service levels that one state of the catalogue promises to teams where they are; made anew when
 * it or the unit of a team changes. Working time is worked out once for all tickets.
 */
export class ServiceLevels {
	readonly #catalogue: Catalogue;
	readonly #targets: readonly Target[];
	readonly #units: ReadonlyMap<string, string>;
	readonly #working = new Map<string | null, WorkingTime>();
	readonly #fitting = new Map<string, Target | undefined>();
	readonly #standings = new WeakMap<
		ServiceRecord,
		{ readonly of: string; readonly is: Standing | null }
	>();

	constructor(catalogue: Catalogue, teams: TeamUnits) {
		this.#catalogue = catalogue;
		const own = catalogue.all('priority').flatMap((priority) => ownTarget(priority) ?? []);
		this.#targets = [...catalogue.current('target'), ...own];
		this.#units = new Map(
			[...teams].flatMap(([team, { unit }]): [string, string][] => (unit ? [[team, unit]] : []))
		);
	}

	/** Whether the organisation has promised anything by itself. */
	get hasTargets(): boolean {
		return this.#targets.length > 0;
	}

	/** The target that a ticket is measured by; undefined where the default holds. */
	target(served: Served): Target | undefined {
		const key = keyOf(served);
		if (this.#fitting.has(key)) return this.#fitting.get(key);
		const unit = this.#units.get(served.team) ?? null;
		const above = served.category === null ? null : categoryAbove(this.#catalogue, served.category);
		const target = targetFor({ ...served, unit, above }, this.#targets);
		this.#fitting.set(key, target);
		return target;
	}

	/** In whose time a ticket is measured: the target's, that of the ticket's unit, or always. */
	calendar(served: Served): Calendar {
		return this.#calendarOf(this.#hours(served));
	}

	/** The clocks of a ticket at `nowMs`, none while the server has not seen it. */
	clocks(measured: Measured, nowMs: number): Clock[] {
		const { service } = measured;
		if (!service) return [];
		const { allowed, working } = this.promised(measured);
		return readClocks(service, allowed, working, nowMs);
	}

	/** How much of whose time a ticket may take. */
	promised(served: Served): { readonly allowed: Allowed; readonly working: WorkingTime } {
		const allowed = this.target(served) ?? DEFAULT_ALLOWED;
		return { allowed, working: this.#workingTime(this.#hours(served)) };
	}

	/** The clock that runs out first, or ran out longest ago, of those not settled. */
	pressing(measured: Measured, nowMs: number): Clock | undefined {
		return mostPressing(this.clocks(measured, nowMs));
	}

	/** The same without the time it is: what lists sort and filter by. Null when all are settled. */
	standing(measured: Measured): Standing | null {
		const { service } = measured;
		if (!service) return null;
		const of = keyOf(measured);
		const known = this.#standings.get(service);
		if (known?.of === of) return known.is;
		// Nothing has been counted yet when a ticket is made, so nothing is added up for nothing.
		const clock = this.pressing(measured, service.createdMs);
		const is = clock ? standingOf(clock) : null;
		this.#standings.set(service, { of, is });
		return is;
	}

	/**
	 * When time has been up for so many of the hours in which it counts, and for which promise: each has
	 * a name of its own, that of what was reopened, too. Null while it stands still.
	 */
	upFor(measured: Measured, hours: number): Lateness | null {
		const { service } = measured;
		const standing = this.standing(measured);
		if (!service || !standing || standing.dueMs === null) return null;
		const { clock, startedMs, dueMs } = standing;
		const atMs = this.promised(measured).working.after(dueMs, hours * HOUR_MS);
		const reopened = service.phases.filter(([phase]) => phase === 'done').length;
		return atMs === null ? null : { promise: `${clock} ${startedMs} ${reopened}`, atMs };
	}

	/**
	 * When somebody is to be told, as things stand: where a clock runs out, and before that where it
	 * warns. Of the default nobody is told, because nobody has promised it.
	 */
	alerts(measured: Measured): Alert[] {
		const { service } = measured;
		if (!service || this.target(measured) === undefined) return [];
		return this.clocks(measured, service.createdMs)
			.filter(({ settledMs }) => settledMs === null)
			.flatMap(({ name: clock, startedMs, warnMs, dueMs }) => [
				...(warnMs === null ? [] : [{ clock, kind: 'warning', atMs: warnMs, startedMs } as const]),
				...(dueMs === null ? [] : [{ clock, kind: 'late', atMs: dueMs, startedMs } as const])
			]);
	}

	/** The code of the calendar that holds; null around the clock. */
	#hours(served: Served): string | null {
		const named = this.target(served)?.calendar ?? null;
		if (named !== null) return named;
		const unit = this.#units.get(served.team);
		return unit === undefined ? null : (this.#catalogue.find('unit', unit)?.calendar ?? null);
	}

	#workingTime(code: string | null): WorkingTime {
		const known = this.#working.get(code);
		if (known !== undefined) return known;
		const working = new WorkingTime(this.#calendarOf(code));
		this.#working.set(code, working);
		return working;
	}

	#calendarOf(code: string | null): Calendar {
		return (code === null ? undefined : this.#catalogue.find('calendar', code)) ?? ALWAYS;
	}
}

/** The clock that runs out first, or ran out longest ago, of those not settled. */
export function mostPressing(clocks: readonly Clock[]): Clock | undefined {
	return clocks
		.filter(({ settledMs }) => settledMs === null)
		.sort((a, b) => (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity))[0];
}

const keyOf = ({ priority, category, team }: Served): string =>
	`${priority} ${team} ${category ?? ''}`;
