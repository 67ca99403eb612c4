import { mustBe } from './assert.ts';

/**
 * Identifiers. An id is 128 random bits written as 26 lower-case Crockford base32 characters
 * (https://www.crockford.com/base32.html), a device id is 80 bits in 16 characters. They carry no
 * personal data, so they may stand in names, keys and logs.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Who somebody is, in one organisation. */
export type PersonId = Branded<'PersonId'>;
/** Which team. */
export type TeamId = Branded<'TeamId'>;
/** Which organisation of the server. */
export type OrgId = Branded<'OrgId'>;
/** Which browser profile of a person, in one organisation. */
export type DeviceId = Branded<'DeviceId'>;
/** Which change: what is done once bears one id, however often it arrives. */
export type ChangeId = Branded<'ChangeId'>;
/** What a change is aimed at and what a document is called: `kind.id`. */
export type EntityRef = `${EntityKind}.${string}`;

/** All that a change can be aimed at. */
export const ENTITY_KINDS = [
	'ticket',
	'channel',
	'person',
	'team',
	'org',
	'user',
	'article',
	/** Somebody who asks, by their address or their account. */
	'contact'
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/;
const DEVICE_PATTERN = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** Fills `bytes` with randomness: `crypto.getRandomValues` in the product, a seeded one in tests. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/** Writes bytes as Crockford base32, five bits a character, the last one padded with zero bits. */
export function toBase32(bytes: Uint8Array): string {
	let text = '';
	let buffer = 0;
	let bits = 0;
	for (const byte of bytes) {
		buffer = ((buffer << 8) | byte) & 0xffff;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += ALPHABET.charAt((buffer >> bits) & 31);
		}
	}
	return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
}

/** A new 26-character id from 16 random bytes. */
export function newId(random: RandomBytes): string {
	return toBase32(random(new Uint8Array(16)));
}

/** A new 16-character device id from 10 random bytes. */
export function newDeviceId(random: RandomBytes): DeviceId {
	return mustBe(toBase32(random(new Uint8Array(10))), isDeviceId, 'a device id has 16 characters');
}

function fromBase32(id: string): number[] {
	return [...id].map((character) => ALPHABET.indexOf(character));
}

/**
 * The id of the one direct channel of two people: the exclusive or of their ids, so that both
 * devices name the same channel without asking anyone.
 */
export function directChannelId(a: PersonId, b: PersonId): string {
	const other = fromBase32(b);
	return fromBase32(a)
		.map((digit, index) => ALPHABET.charAt(digit ^ (other[index] ?? 0)))
		.join('');
}

/** Whether `value` is a well-formed id of 26 characters. */
export function isId(value: unknown): value is string {
	return typeof value === 'string' && ID_PATTERN.test(value);
}

/** Whether `value` is well-formed as the id of a person. */
export function isPersonId(value: unknown): value is PersonId {
	return isId(value);
}

/** Whether `value` is well-formed as the id of a team. */
export function isTeamId(value: unknown): value is TeamId {
	return isId(value);
}

/** Whether `value` is well-formed as the id of an organisation. */
export function isOrgId(value: unknown): value is OrgId {
	return isId(value);
}

/** Whether `value` is well-formed as the id of a change. */
export function isChangeId(value: unknown): value is ChangeId {
	return isId(value);
}

/** Whether `value` is a well-formed device id of 16 characters. */
export function isDeviceId(value: unknown): value is DeviceId {
	return typeof value === 'string' && DEVICE_PATTERN.test(value);
}

/** Splits `kind.id`; undefined when the kind is unknown or the id is malformed. */
export function parseEntityRef(ref: unknown): { kind: EntityKind; id: string } | undefined {
	if (typeof ref !== 'string') return undefined;
	const dot = ref.indexOf('.');
	const kind = ENTITY_KINDS.find((known) => known === ref.slice(0, dot));
	const id = ref.slice(dot + 1);
	return kind !== undefined && isId(id) ? { kind, id } : undefined;
}

/** Whether `value` is a well-formed `kind.id`. */
export function isEntityRef(value: unknown): value is EntityRef {
	return parseEntityRef(value) !== undefined;
}

/** `kind.id` of an entity. */
export function entityRef(kind: EntityKind, id: string): EntityRef {
	return `${kind}.${id}`;
}

/**
 * The mark a ticket carries until the server has numbered it, and by which it can be found for ever:
 * `~` and the first six characters of its id in capitals.
 */
export function temporaryMark(ticketId: string): string {
	return `~${ticketId.slice(0, 6).toUpperCase()}`;
}
