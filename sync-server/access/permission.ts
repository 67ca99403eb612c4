import type { Capability } from '#lib/domain/policy/capabilities.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { PersonFacts } from './org-directory.ts';

const leaseDaysByRole: ReadonlyMap<string, number> = new Map([['field-agent', 14]]);
const DEFAULT_LEASE_DAYS = 3;

/** Whether a person is able to do this anywhere; where, the route asks policy itself. */
export function isCapable(person: PersonFacts, capability: Capability): boolean {
	return !person.blocked && roleHas(person.role, capability);
}

/** For how many days without the server a device of this person may show what it holds. */
export function deviceLeaseDays(person: PersonFacts): number {
	return leaseDaysByRole.get(person.role) ?? DEFAULT_LEASE_DAYS;
}
