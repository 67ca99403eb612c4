import { docAccess } from '#lib/domain/policy/doc-access.ts';
import { readChannel } from '#lib/domain/channel.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { documentName, parseDocumentName, type DocumentRef } from '#lib/protocol/document-names.ts';
import { createTextStore } from '../persistence/org/text-store.ts';
import { unlessInTrouble, type StorageTrouble } from '../persistence/storage-trouble.ts';
import type { AccessChange, SubjectBefore } from '../pipeline/access-change.ts';
import type { Commit, OrgUnit } from '../pipeline/org-unit.ts';
import { Awareness, type AwarenessParts } from './awareness.ts';
import { LiveDocuments } from './live-documents.ts';
import { OutboxDesk } from './outbox-desk.ts';
import type { Identity, Port } from './peer.ts';
import type { DocumentSource } from './reader.ts';
import { writeUpdateHead } from './sync-messages.ts';
import { Texts } from '../texts/texts.ts';

/** A team that is read will be written to; those who come with its readers are answered first. */
const READY_AFTER_MS = 1_000;

/** A connection as the hub sees it. */
export interface Client {
	readonly identity: Identity;
	/** These documents must leave the device, open or not. */
	erase(names: readonly string[]): void;
	/** The server has stopped saving, or saves again (undefined). */
	tellTrouble(trouble: StorageTrouble | undefined): void;
	/** Rights have changed: connect again and be judged anew. */
	disconnect(code: number, reason: string): void;
}

interface HubParts extends AwarenessParts {
	/** Somebody was given a document, all of it or what their device did not have yet. */
	readonly onGiven?: (person: string, name: string, isWhole: boolean) => void;
}

interface Reader {
	readonly client: Client;
	readonly port: Port;
}

/** The sockets of one organisation: who reads what, and who must be told what. */
export class OrgHub {
	readonly unit: OrgUnit;
	readonly outboxes: OutboxDesk;
	readonly live: LiveDocuments;
	readonly awareness: Awareness;
	readonly texts: Texts;
	readonly clients = new Set<Client>();
	/** How many copies on devices were found to differ from the server's document, since the start. */
	differences = 0;
	readonly #readers = new Map<string, Set<Reader>>();
	readonly onGiven: HubParts['onGiven'];
	readonly #after: AwarenessParts['after'];

	constructor(unit: OrgUnit, time: HubParts) {
		this.unit = unit;
		this.onGiven = time.onGiven;
		this.#after = time.after;
		this.awareness = new Awareness(time);
		this.outboxes = new OutboxDesk(unit);
		this.texts = new Texts(createTextStore(unit.store.database), time.now);
		this.live = new LiveDocuments({
			...time,
			teamsOf: (person) => {
				const actor = unit.world.directory.actor(person);
				return actor === undefined ? [] : new Set([...actor.teams, ...actor.supervises]);
			},
			hasTeam: (id) => unit.projector.head(`team.${id}`) !== undefined,
			onChange: (name, update) =>
				this.#tellReaders(name, update === 'replaced' ? undefined : update)
		});
	}

	/** Where a kind of document is served from. */
	source(kind: DocumentRef['kind']): DocumentSource {
		return kind === 'live' ? this.live : this.unit.projector;
	}

	/** Whether a person may read a document now. */
	mayRead(person: string, ref: DocumentRef): boolean {
		return this.#reads(person, ref, {});
	}

	/** Whether a person may read a document now, or might when it was as `before` says. */
	#reads(person: string, ref: DocumentRef, before: SubjectBefore): boolean {
		const { directory } = this.unit.world;
		const actor = directory.actor(person);
		if (actor === undefined) return false;
		const access = docAccess(actor, ref, {
			org: this.unit.org,
			ticket: (id) => {
				const ticket = this.unit.world.ticket(`ticket.${id}`);
				return before.ticket ?? (ticket && ticketSubject(ticket));
			},
			channel: (id) =>
				before.channel ?? readChannel(this.unit.world.entities.get(`channel.${id}`).head),
			text: (id) => {
				const target = this.texts.targetOf(id);
				if (target?.startsWith('article.') === true) return 'article';
				const ticket = target === undefined ? undefined : this.unit.world.ticket(target);
				return ticket && ticketSubject(ticket);
			},
			contact: (id) => before.contact ?? this.unit.world.ticketsOf(id)
		});
		return access !== 'none';
	}

	/** Lets a port hear of every update of a document; the result ends it. */
	subscribe(name: string, client: Client, port: Port): () => void {
		const readers = this.#readers.get(name) ?? new Set();
		const reader = { client, port };
		if (readers.size === 0 && name.startsWith('team.'))
			this.#after(READY_AFTER_MS, () => this.#makeReady(name));
		readers.add(reader);
		this.#readers.set(name, readers);
		return () => {
			readers.delete(reader);
			if (readers.size === 0) this.#readers.delete(name);
		};
	}

	#makeReady(name: string): void {
		if (!this.#readers.has(name)) return;
		unlessInTrouble(() => this.unit.projector.makeReady(name), undefined);
	}

	/** Tells everyone who may hear of it what was committed; called once it is durable. */
	announce(commit: Commit): void {
		this.#judgeAgain(commit.access);
		for (const { name, bytes, isReplaced } of commit.written)
			this.#tellReaders(name, isReplaced ? undefined : bytes);
	}

	/** Sends an update to a document's readers, or (undefined) tells them of a new generation. */
	#tellReaders(name: string, update: Uint8Array | undefined): void {
		const readers = this.#readers.get(name);
		if (readers === undefined) return;
		if (update === undefined) {
			for (const { port } of [...readers]) port.close(CLOSE.replaced, 'new generation');
			return;
		}
		const head = writeUpdateHead(update);
		for (const { port } of readers) port.send(head, update);
	}

	/** Tells everybody that nothing can be saved now, or that it can again, and asks for what waits. */
	announceTrouble(trouble: StorageTrouble | undefined): void {
		for (const client of [...this.clients]) client.tellTrouble(trouble);
		if (trouble === undefined) this.outboxes.askAgain();
	}

	/** Ends the sockets of one session. */
	endSession(session: string): void {
		for (const client of [...this.clients])
			if (client.identity.session === session) client.disconnect(CLOSE.revoked, 'session ended');
	}

	/** Before anything of a commit is sent, those who may no longer read are cut off. */
	#judgeAgain({ people, moved, documents }: AccessChange): void {
		for (const person of moved) this.live.moved(person);
		for (const client of [...this.clients])
			if (people.has(client.identity.person))
				client.disconnect(CLOSE.accessChanged, 'rights have changed');
		for (const [name, before] of documents) this.#judgeDocument(name, before);
	}

	/** Only who had the document hears of it: to others not even its name is told. */
	#judgeDocument(name: string, before: SubjectBefore): void {
		const parsed = parseDocumentName(name);
		if (parsed?.type !== 'projection') return;
		for (const { client, port } of [...(this.#readers.get(name) ?? [])])
			if (!this.mayRead(client.identity.person, parsed.ref))
				port.close(CLOSE.forbidden, 'no longer yours to read');
		this.texts.judgeAgain(name, (person) => this.mayRead(person, parsed.ref));
		for (const client of this.clients) {
			const { person } = client.identity;
			if (this.#reads(person, parsed.ref, before) && !this.mayRead(person, parsed.ref))
				client.erase([documentName(parsed.ref)]);
		}
	}
}
