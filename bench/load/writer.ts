import { randomFillSync } from 'node:crypto';
import * as Y from 'yjs';
import type { BodyOf } from '../../src/lib/domain/changes/bodies.ts';
import type { Change, ChangeType } from '../../src/lib/domain/changes/change.ts';
import { newId, type EntityRef } from '../../src/lib/domain/ids.ts';
import type { Json } from '../../src/lib/domain/json.ts';
import { nextStamp, ZERO_STAMP, type Stamp } from '../../src/lib/domain/stamp.ts';
import { appendToOutbox } from '../../src/lib/documents/outbox-doc.ts';
import { TEAM_ROWS } from '../../src/lib/documents/team-doc.ts';
import { outboxName } from '../../src/lib/protocol/document-names.ts';
import { writeUpdate } from '../../sync-server/socket/sync-messages.ts';
import type { Person } from '../content/content.ts';
import { markedSubject } from './marks.ts';

/** What somebody says to a server in order to change a ticket: a message on a document. */
export interface Said {
	readonly document: string;
	readonly bytes: Uint8Array;
}

/** Somebody's own changes, as their device makes them. */
export class Author {
	readonly person: Person;
	readonly outbox: string;
	readonly doc = new Y.Doc();
	#last: Stamp = ZERO_STAMP;

	constructor(person: Person) {
		this.person = person;
		this.outbox = outboxName(person.device, 0);
	}

	change<T extends ChangeType>(type: T, ticket: string, body: BodyOf<T>): Change {
		this.#last = nextStamp(Date.now(), `${this.person.device}00`, this.#last, []);
		return {
			id: newId((bytes) => randomFillSync(bytes)) as Change['id'],
			v: 1,
			type,
			target: `ticket.${ticket}` as EntityRef,
			saw: [],
			at: this.#last,
			body: body as unknown as Json
		};
	}

	/** Appends changes to the outbox; gives the message that tells the server. */
	append(changes: readonly Change[]): Said {
		const before = Y.encodeStateVector(this.doc);
		appendToOutbox(this.doc, changes, 'bench');
		return {
			document: this.outbox,
			bytes: writeUpdate(Y.encodeStateAsUpdate(this.doc, before))
		};
	}

	/** Sets the subject of a ticket to the mark of a change. */
	mark(ticket: string, number: number): Said {
		const body = { field: 'subject', value: markedSubject(number) } as const;
		return this.append([this.change('ticket.field', ticket, body)]);
	}
}

/** The same for a server whose clients write the team's document themselves: the row is replaced. */
export class RowAuthor {
	readonly #doc: Y.Doc;
	readonly #name: string;

	constructor(doc: Y.Doc, name: string) {
		this.#doc = doc;
		this.#name = name;
	}

	mark(ticket: string, number: number): Said {
		const rows = this.#doc.getMap<Record<string, Json>>(TEAM_ROWS);
		let written: Uint8Array = new Uint8Array();
		this.#doc.once('update', (update: Uint8Array) => (written = update));
		rows.set(ticket, { ...rows.get(ticket), subject: markedSubject(number) });
		return { document: this.#name, bytes: writeUpdate(written) };
	}
}
