import { isDeviceId } from '#lib/domain/ids.ts';
import { object } from '#lib/domain/object.decode.ts';
import {
	integer,
	list,
	matching,
	oneOf,
	text,
	boolean,
	type Decoded,
	type DecodedBy
} from '#lib/domain/schema.ts';
import { LIMITS } from './limits.ts';

/**
 * Control messages on channel 0, one JSON object a frame. A device begins with `hello`; the server
 * answers `welcome`, whose `nowMs` and the echo of `sentMs` give the clock offset. Times are ms
 * since 1970.
 */
const deviceId = matching(isDeviceId, 'must be a device');
const ms = integer(0, 8_640_000_000_000_000);
const holding = object({
	/** A name with its generation. */
	name: text(3, 80),
	/** `meta.rev` of the copy on the device. */
	rev: integer(0, Number.MAX_SAFE_INTEGER)
});

const hello = object({
	type: oneOf(['hello']),
	device: deviceId,
	protocol: integer(1, 100_000),
	sentMs: ms
});
/** What the device holds; the server answers each with `holdings`. */
const holds = object({
	type: oneOf(['holds']),
	documents: list(holding, LIMITS.holdingsPerMessage)
});
const ping = object({ type: oneOf(['ping']), sentMs: ms });

const CLIENT_MESSAGES = { hello, holds, ping } as const;
/** What a device says beside its documents. */
export type ClientControl = {
	[K in keyof typeof CLIENT_MESSAGES]: DecodedBy<(typeof CLIENT_MESSAGES)[K]>;
}[keyof typeof CLIENT_MESSAGES];

const welcome = object({
	type: oneOf(['welcome']),
	nowMs: ms,
	sentMs: ms,
	org: text(1, 40),
	person: text(1, 40),
	/**
	 * `normal`; `deliver-only` for a session that was ended: only outboxes may be opened, what they
	 * bring is refused and kept; `update-needed` for a client older than the documents' shape, which
	 * may also only deliver.
	 */
	mode: oneOf(['normal', 'deliver-only', 'update-needed'])
});
/** What to do with each document the device said it holds, and others it must erase now. */
const holdings = object({
	type: oneOf(['holdings']),
	keep: list(text(3, 80), LIMITS.holdingsPerMessage),
	/** The copy is of an older generation: fetch the document anew by its bare name. */
	replace: list(text(3, 80), LIMITS.holdingsPerMessage),
	erase: list(text(3, 80), LIMITS.holdingsPerMessage)
});
const pong = object({ type: oneOf(['pong']), nowMs: ms, sentMs: ms });
/** Why the server saves nothing now; `none` once it saves again. What was made waits on the device. */
export const STORAGE_TROUBLES = ['none', 'disk-full', 'disk-failing', 'damaged'] as const;
const storage = object({ type: oneOf(['storage']), trouble: oneOf(STORAGE_TROUBLES) });
/** Everything on this device must go, now that what waited has been delivered. */
const wipe = object({ type: oneOf(['wipe']), delivered: boolean });

const SERVER_MESSAGES = { welcome, holdings, pong, storage, wipe } as const;
/** What the server says beside the documents. */
export type ServerControl = {
	[K in keyof typeof SERVER_MESSAGES]: DecodedBy<(typeof SERVER_MESSAGES)[K]>;
}[keyof typeof SERVER_MESSAGES];

const SERVER_TYPES = ['welcome', 'holdings', 'pong', 'storage', 'wipe'] as const;

function parseJson(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		return undefined;
	}
}

function typeOf(value: unknown): string {
	if (typeof value !== 'object' || value === null || !('type' in value)) return '';
	return typeof value.type === 'string' ? value.type : '';
}

/** Reads a control message of a client. */
export function readClientControl(raw: string): Decoded<ClientControl> {
	const value = parseJson(raw);
	const type = typeOf(value);
	if (type === 'hello' || type === 'holds' || type === 'ping') return CLIENT_MESSAGES[type](value);
	return { ok: false, path: 'type', problem: 'is not known' };
}

/** Reads a control message of the server. */
export function readServerControl(raw: string): Decoded<ServerControl> {
	const value = parseJson(raw);
	const type = typeOf(value);
	const known = SERVER_TYPES.find((each) => each === type);
	if (known !== undefined) return SERVER_MESSAGES[known](value);
	return { ok: false, path: 'type', problem: 'is not known' };
}
