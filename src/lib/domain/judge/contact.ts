import { ownCell, type Cells } from '../crdt/cells.ts';
import type { ContactChange } from '../changes/lift-contact.ts';
import type { TypedChange } from '../changes/typed.ts';
import { readMessage } from '../ticket/messages.ts';
import { every, honestMessage, permit, targetId, type Facts } from './checks.ts';
import { knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type NoteChange = Extract<TypedChange, { type: `message.${string}` }>;

/** Tags that somebody may have borne, those taken away included. */
const SEEN_LIMIT = 200;

/** The verdict on what the staff says of somebody who asks. */
export function judgeContact(
	state: Cells | undefined,
	change: ContactChange,
	facts: Facts
): Verdict {
	return every(
		() => mayKnow(change, facts),
		() => judgeWord(state ?? {}, change, facts)
	);
}

/** The verdict on a note on somebody who asks. It is for the staff: nothing there ever goes out. */
export function judgeNote(state: Cells | undefined, change: NoteChange, facts: Facts): Verdict {
	return every(
		() => mayKnow(change, facts),
		() => judgeWords(state ?? {}, change, facts)
	);
}

function mayKnow(change: Pick<TypedChange, 'target'>, facts: Facts): Verdict {
	const tickets = facts.contact(targetId(change));
	return tickets === null ? ACCEPTED : permit(facts, { do: 'contact.know', tickets });
}

function judgeWord(state: Cells, { body }: ContactChange, facts: Facts): Verdict {
	if ('field' in body)
		return body.field === 'unit' ? knownEntry(facts, 'unit', body.value) : ACCEPTED;
	const prefix = `${body.set}/`;
	const seen = Object.keys(state).filter((key) => key.startsWith(prefix)).length;
	const isNew = ownCell(state, prefix + body.element) === undefined;
	return isNew && seen >= SEEN_LIMIT ? refused('full') : ACCEPTED;
}

function judgeWords(state: Cells, change: NoteChange, facts: Facts): Verdict {
	switch (change.type) {
		case 'message.add': {
			// Whoever repeats a refused one says that it is late, which changes nothing here.
			const { kind, text, rich, late: _late, ...more } = change.body;
			const isPlain = kind === 'note' && Object.keys(more).length === 0;
			return isPlain
				? honestMessage(facts, { kind, text, ...(rich && { rich }) })
				: refused('malformed', { path: 'kind', problem: 'must be a plain note' });
		}
		case 'message.edit':
			return ofAuthor(state, change.body.message, 'message.rewrite', facts);
		case 'message.retract':
			return ofAuthor(state, change.body.message, 'message.retract', facts);
		case 'message.split':
		case 'message.delivery':
			return refused('unknown-ticket');
	}
}

function ofAuthor(
	state: Cells,
	id: string,
	action: 'message.rewrite' | 'message.retract',
	facts: Facts
): Verdict {
	const note = readMessage(state, id);
	return note === undefined
		? refused('unknown-message')
		: permit(facts, { do: action, author: note.by });
}
