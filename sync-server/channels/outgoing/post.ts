import type { ConnectionTrouble, SmtpSettings } from '#lib/protocol/connections.ts';
import type { PasswordLinks } from '../../access/password-links.ts';
import type { Connection } from '../../connections/connection-store.ts';
import type { Connections } from '../../connections/connections.ts';
import type { Outside } from '../../outside/request-outside.ts';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import type { Letter } from './letter.ts';
import { NotSentNow, sendLetter, tryServer, Undeliverable, type MailServer } from './smtp.ts';

export interface PostParts {
	readonly connections: Connections;
	readonly outside: Pick<Outside, 'check' | 'lookupOf'>;
	readonly links: PasswordLinks;
	readonly blobs: Pick<BlobStore, 'read'>;
	readonly orgName: (org: string) => string;
	readonly isUploaded: (
		org: string,
		file: { readonly thread: string; readonly id: string; readonly sha256: string }
	) => boolean;
	/** Notes to which ticket a letter belongs that goes out, so that answers find it. */
	readonly remember: (sent: {
		readonly org: string;
		readonly team: string;
		readonly ticket: string;
		readonly messageId: string;
	}) => void;
	readonly now: () => number;
}

/** Letters that nobody wrote, to one address within an hour: programs that answer each other end here. */
const MOST_BY_ITSELF = 20;
const HOUR_MS = 3_600_000;

/** Tells whether somebody gets too much that nobody wrote. */
function floodGate(now: () => number) {
	const recent = new Map<string, number[]>();
	return ({ isAutomatic, to: { address } }: Letter): boolean => {
		if (!isAutomatic) return false;
		const key = address.toLowerCase();
		const times = (recent.get(key) ?? []).filter((atMs) => atMs > now() - HOUR_MS);
		if (times.length >= MOST_BY_ITSELF) return true;
		recent.set(key, [...times, now()]);
		return false;
	};
}

export type Post = ReturnType<typeof openPost>;

/** The way out for mail of all organisations, each by its own server. */
export function openPost(parts: PostParts) {
	const { connections, outside, now } = parts;
	const isFlooded = floodGate(now);

	const serverOf = ({ settings, secrets }: Connected): MailServer => ({
		settings,
		password: secrets.password,
		lookup: outside.lookupOf(settings.host)
	});

	/** Hands a letter over and notes how that went; throws as `sendLetter` does. */
	async function send(org: string, letter: Letter): Promise<void> {
		const connected = connections.find(org, 'smtp');
		if (connected === undefined || isFlooded(letter)) return;
		try {
			checkHost(connected.settings);
			await sendLetter(serverOf(connected), letter);
			connections.note(org, 'smtp');
		} catch (error) {
			if (error instanceof NotSentNow) connections.note(org, 'smtp', error.trouble);
			throw error;
		}
	}

	/** A server that is named by an address inside is asked nothing. */
	function checkHost({ host }: SmtpSettings): void {
		try {
			outside.check(host);
		} catch {
			throw new NotSentNow({ code: 'address-inside', detail: host });
		}
	}

	connections.triedBy('smtp', (connected) =>
		troubleWhen(async () => {
			checkHost(connected.settings);
			await tryServer(serverOf(connected));
		})
	);

	/** Asked with every commit. */
	const known = new Map<string, SmtpSettings | undefined>();
	connections.onChange((org) => known.delete(org));

	return {
		...parts,
		send,
		/** How an organisation's mail goes out; undefined while it sends none. */
		settings(org: string): SmtpSettings | undefined {
			if (!known.has(org)) known.set(org, connections.find(org, 'smtp')?.settings);
			return known.get(org);
		},
		/** Sends a letter now; why it did not go, undefined when it did. */
		trySending: (org: string, letter: Letter) => troubleWhen(() => send(org, letter))
	};
}

type Connected = Connection<'smtp'>;

/** What goes wrong with some work; undefined when nothing does. */
async function troubleWhen(work: () => Promise<void>): Promise<ConnectionTrouble | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return troubleOf(error);
	}
}

function troubleOf(error: unknown): ConnectionTrouble {
	if (error instanceof NotSentNow) return error.trouble;
	const detail = error instanceof Error ? error.message : '';
	return { code: error instanceof Undeliverable ? 'refused' : 'unreachable', detail };
}
