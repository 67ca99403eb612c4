import { entityRef, type EntityRef, type TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { PersonDraft } from './person-form.ts';

/** Creates a person and puts them in teams; answers what was refused, and at which field. */
export function createPerson(
	desk: Desk,
	target: EntityRef,
	{ name, userName, email, role }: PersonDraft,
	teams: readonly TeamId[]
): { readonly field: string; readonly reason: string } | undefined {
	const address = email === '' ? null : email;
	const body = { name, userName, role, email: address };
	const { verdict } = desk.change('person.create', target, body);
	if (!verdict.ok) {
		const reason = t(`errors.refusal.${verdict.reason}`);
		return { field: fieldOf(verdict.reason, verdict.detail, email), reason };
	}
	const element = target.slice('person.'.length);
	// The person is known to be coming; only the server can tell that they have come.
	const options = { forecast: false };
	desk.changeMany(
		teams.map((team) => ({
			type: 'team.element',
			target: entityRef('team', team),
			body: { set: 'members', element, present: true },
			options
		}))
	);
	return undefined;
}

function fieldOf(reason: string, detail: unknown, email: string): string {
	if (reason !== 'name-taken') return '';
	const isEmail =
		typeof detail === 'object' && detail !== null && 'name' in detail && detail.name === email;
	return isEmail ? 'email' : 'userName';
}
