import type { Capability } from '#lib/domain/policy/capabilities.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { PersonFacts } from './org-directory.ts';

/** For those who come by a network every day. */
const DEFAULT_LEASE_DAYS = 3;

/** Whether a person is able to do this anywhere; where, the route asks policy itself. */
export function isCapable(person: PersonFacts, capability: Capability): boolean {
	return !person.blocked && roleHas(person.role, capability);
}

/** For how many days without the server a device of this person may show what it holds. */
export function deviceLeaseDays(person: PersonFacts, fieldDays: number): number {
	return person.role === 'field-agent' ? fieldDays : DEFAULT_LEASE_DAYS;
}
