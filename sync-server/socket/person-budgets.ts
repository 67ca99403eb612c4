import { PersonBudget, WORK } from './budget.ts';
import type { Identity, Peer } from './peer.ts';

/** Sockets one session may have: tabs, and stock clients with one document each. */
const SOCKETS_PER_SESSION = 64;
/** Sockets one person may have on all their devices. */
const SOCKETS_PER_PERSON = 128;
/** Budgets are looked through when there are more than this, and those nobody uses are dropped. */
const KEPT_BUDGETS = 1_000;

export interface Place {
	readonly budget: PersonBudget;
	leave(): void;
}

/** Who has how many sockets, and what each person has left to do with them. */
export function createPlaces(now: () => number, factor: number) {
	const sessions = new Map<string, number>();
	const people = new Map<string, PersonBudget>();

	function budgetOf({ org, person }: Identity): PersonBudget {
		const key = `${org}/${person}`;
		const budget = people.get(key) ?? new PersonBudget(now(), factor);
		people.set(key, budget);
		return budget;
	}

	/** A budget is kept until it is full again: else a reconnect would fill it. */
	function dropIdle(): void {
		if (people.size <= KEPT_BUDGETS) return;
		for (const [key, budget] of people) if (budget.isIdle(now())) people.delete(key);
	}

	return {
		/** A place for one more socket, unless there are too many. */
		take(identity: Identity, peer: Peer): Place | undefined {
			const budget = budgetOf(identity);
			const open = sessions.get(identity.session) ?? 0;
			if (open >= SOCKETS_PER_SESSION || budget.peers.size >= SOCKETS_PER_PERSON * factor)
				return undefined;
			if (!budget.take(WORK.connection, 0, now())) return undefined;
			sessions.set(identity.session, open + 1);
			budget.peers.add(peer);
			return {
				budget,
				leave() {
					budget.peers.delete(peer);
					const left = (sessions.get(identity.session) ?? 1) - 1;
					if (left === 0) sessions.delete(identity.session);
					else sessions.set(identity.session, left);
					dropIdle();
				}
			};
		}
	};
}
