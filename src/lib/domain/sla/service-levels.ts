import type { Catalogue } from '../catalogue/catalogue.ts';
import { ALWAYS } from './calendar.ts';
import { readClocks, type Allowed, type Clock } from './clocks.ts';
import type { ServiceRecord } from './history.ts';
import { DEFAULT_ALLOWED, targetFor, type Served, type Target } from './targets.ts';
import { WorkingTime } from './working-time.ts';

/** What a row of a list, or an open ticket with its record, says of its service. */
export interface Measured extends Served {
	readonly service: ServiceRecord | null;
}

/**
 * The service levels that one state of the catalogue promises; made anew when it changes. Working
 * time is worked out once for all tickets.
 */
export class ServiceLevels {
	readonly #catalogue: Catalogue;
	readonly #targets: readonly Target[];
	readonly #working = new Map<string | null, WorkingTime>();

	constructor(catalogue: Catalogue) {
		this.#catalogue = catalogue;
		this.#targets = catalogue.current('target');
	}

	/** The target that a ticket is measured by; undefined where the default holds. */
	target(served: Served): Target | undefined {
		return targetFor(served, this.#targets);
	}

	/** The clocks of a ticket at `nowMs`, none while the server has not seen it. */
	clocks(measured: Measured, nowMs: number): Clock[] {
		const { service } = measured;
		if (service === null) return [];
		const target = this.target(measured);
		const allowed: Allowed = target ?? DEFAULT_ALLOWED;
		return readClocks(service, allowed, this.#workingTime(target?.calendar ?? null), nowMs);
	}

	/** The clock that runs out first, or ran out longest ago, of those not settled. */
	pressing(measured: Measured, nowMs: number): Clock | undefined {
		return this.clocks(measured, nowMs)
			.filter(({ settledMs }) => settledMs === null)
			.sort((a, b) => (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity))[0];
	}

	#workingTime(code: string | null): WorkingTime {
		const known = this.#working.get(code);
		if (known !== undefined) return known;
		const calendar = code === null ? undefined : this.#catalogue.find('calendar', code);
		const working = new WorkingTime(calendar ?? ALWAYS);
		this.#working.set(code, working);
		return working;
	}
}
