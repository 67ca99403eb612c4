import { isPersonId, type PersonId } from '#lib/domain/ids.ts';
import type { TextView } from './texts.ts';

/** Where the others stand in a text. Whose a caret is the server says, by id; here it gets its name. */
export function caretsOf({ awareness }: TextView, nameOf: (person: PersonId) => string) {
	const named = () =>
		new Map(
			[...awareness.getStates()].map(([client, state]) => {
				const { user, cursor } = state;
				const person = isPersonId(user) ? user : undefined;
				const name = person === undefined ? '' : nameOf(person);
				return [client, { cursor, user: { name, person, color: '#000000' } }];
			})
		);
	return {
		get states() {
			return named();
		},
		getStates: named,
		getLocalState: () => awareness.getLocalState(),
		setLocalStateField: (field: string, value: unknown) => {
			// One's own name comes from the session, not from here.
			if (field !== 'user') awareness.setLocalStateField(field, value);
		},
		on: (event: 'change' | 'update', listener: () => void) => awareness.on(event, listener),
		off: (event: 'change' | 'update', listener: () => void) => awareness.off(event, listener)
	};
}
