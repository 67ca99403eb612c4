import type { PersonId } from '#lib/domain/ids.ts';
import { readPresence } from './shapes.decode.ts';
import type { Presence } from './views.ts';

type Said = Pick<Presence, 'typing' | 'answering' | 'writing' | 'joins'>;
const SAID = ['typing', 'answering', 'writing', 'joins'] as const;

/** What others see of this person in a ticket or channel; `tell` brings it to them. */
export class OwnPresence {
	readonly #me: string;
	readonly #tell: (state: Record<string, unknown>) => void;
	#said: Said = { typing: false, answering: false, writing: false, joins: null };

	constructor(me: string, tell: (state: Record<string, unknown>) => void) {
		this.#me = me;
		this.#tell = tell;
	}

	/** Nothing is told twice. */
	say(changed: Partial<Said>): void {
		const next = { ...this.#said, ...changed };
		if (SAID.every((key) => next[key] === this.#said[key])) return;
		this.#said = next;
		this.tell();
	}

	tell(): void {
		const { typing, answering, writing, joins } = this.#said;
		this.#tell({
			user: this.#me,
			viewing: true,
			...(typing && { typing }),
			...(answering && { answering }),
			...(writing && { writing }),
			...(joins !== null && { joins })
		});
	}
}

/** Who else is here, each once whatever the number of their devices. */
export function othersHere(states: Iterable<unknown>, me: string): Presence[] {
	const people = new Map<PersonId, Presence>();
	for (const state of states) {
		const one = readPresence(state);
		if (one === undefined || one.person === me) continue;
		const known = people.get(one.person);
		people.set(one.person, known === undefined ? one : both(known, one));
	}
	return [...people.values()];
}

function both(a: Presence, b: Presence): Presence {
	return {
		person: a.person,
		viewing: a.viewing || b.viewing,
		typing: a.typing || b.typing,
		answering: a.answering || b.answering,
		writing: a.writing || b.writing,
		joins: a.joins ?? b.joins
	};
}
