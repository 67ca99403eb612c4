import type { OrgRegistry } from '../../../orgs/org-registry.ts';
import type { BlobStore } from '../../../persistence/blobs/blob-store.ts';
import type { ImportService } from '../import-service.ts';
import { createMailParser, type MailParser } from '../parse-pool.ts';
import { receiveMail, type Delivery, type Received } from './incoming-mail.ts';

export interface MailDoorParts {
	readonly imports: Pick<ImportService, 'store'>;
	readonly orgs: OrgRegistry;
	readonly blobs: BlobStore;
	readonly now: () => number;
}

export type MailDoor = ReturnType<typeof openMailDoor>;

/** Where mail comes in by itself, for all organisations of a server. */
export function openMailDoor({ imports, orgs, blobs, now }: MailDoorParts) {
	/** Of each organisation, the message that is being taken in, or the last one. */
	const last = new Map<string, Promise<unknown>>();
	// Its own, so that a message does not wait behind those of an import.
	let parser: MailParser | undefined;

	async function receive(org: string, delivery: Delivery): Promise<Received> {
		parser ??= createMailParser();
		const { unit } = orgs.get(org);
		const store = imports.store(org);
		return receiveMail({ org, unit, store, blobs, parser, now }, delivery);
	}

	return {
		/** Takes in a message when those before it are through: two that are the same meet there. */
		receive(org: string, delivery: Delivery): Promise<Received> {
			const turn = (last.get(org) ?? Promise.resolve()).then(() => receive(org, delivery));
			const settled = turn.catch(() => undefined);
			last.set(org, settled);
			return turn;
		},
		deliveries: (org: string) => imports.store(org).deliveries,
		/** Lets what is being taken in come to its end. */
		async close(): Promise<void> {
			await Promise.all(last.values());
			await parser?.close();
		}
	};
}
