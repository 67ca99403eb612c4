import { id } from '../id-decoders.ts';
import { object } from '../object.decode.ts';
import { integer, matching, oneOf, text, type DecodedBy } from '../schema.ts';

/** Longest name of a file, in UTF-16 units. */
export const FILE_NAME = 255;

/** How many files a message takes. */
export const MOST_FILES = 100;
/** The longer side of the small picture that a message carries, in pixels. */
export const THUMB_SIDE = 200;
/** The most that it may take, in characters of base64: 4.5 kB. */
export const THUMB_CHARS = 6_000;
/** How many files of one message carry one. */
export const MOST_THUMBS = 8;

/** Whether this is a picture as small as a message may carry it. */
export const isThumb = (value: unknown): value is string =>
	typeof value === 'string' &&
	value.length <= THUMB_CHARS &&
	value.length % 4 === 0 &&
	/^[A-Za-z0-9+/]+={0,2}$/.test(value);

/**
 * A file that belongs to a message. `size` is in bytes, and its bytes lie in the blob store under
 * `sha256` (hexadecimal). `thumb` is the same picture, small: a JPEG in base64 (RFC 4648, section 4),
 * so that whoever has the message sees something before the bytes are there, or without a network.
 */
export const attachment = object(
	{
		id,
		name: text(1, FILE_NAME),
		type: text(1, 127),
		size: integer(0, 2 ** 40),
		sha256: text(64, 64),
		role: oneOf(['file', 'html', 'raw'])
	},
	{ thumb: matching(isThumb, 'must be a small picture in base64') }
);

/** A file as its message names it. */
export type Attachment = DecodedBy<typeof attachment>;
