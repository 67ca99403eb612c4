import type { FastifyReply, FastifyRequest } from 'fastify';
import { imageType } from '../channels/mail/image-type.ts';
import type { OpenBlob } from '../persistence/blobs/blob-store.ts';

/** Types that a browser may be told of; everything else is bytes to be saved. */
const TOLD_TYPES = new Set(['application/pdf', 'text/plain', 'text/calendar', 'text/csv']);
const FRAMED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox";
const SAVED = "default-src 'none'; sandbox";

export interface Download {
	readonly name: string;
	readonly type: string;
	/** A page that has been sanitised, to be read by the app and shown in a frame without scripts. */
	readonly isSafePage?: boolean;
}

/**
 * Sends a file that a stranger may have made. Pictures, known by their first bytes and not by what
 * they say of themselves, may be shown; everything else is saved. Nothing in it may run.
 */
export async function sendDownload(
	reply: FastifyReply,
	blob: OpenBlob,
	{ name, type, isSafePage = false }: Download
): Promise<FastifyReply> {
	const picture = imageType(await firstBytes(blob));
	const told = TOLD_TYPES.has(type) ? type : 'application/octet-stream';
	return reply
		.header('x-content-type-options', 'nosniff')
		.header('cross-origin-resource-policy', 'same-origin')
		.header('content-length', blob.size)
		.header('content-disposition', disposition(picture ? 'inline' : 'attachment', name))
		.type(isSafePage ? 'text/html; charset=utf-8' : (picture ?? told))
		.send(blob.stream());
}

/**
 * The policy of a file, for a route's `onSend`: it comes after the hook that gives every answer of
 * the API its own.
 */
export async function filePolicy(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
	reply.header('content-security-policy', isPage ? FRAMED : SAVED);
}

async function firstBytes(blob: OpenBlob): Promise<Uint8Array> {
	const stream = blob.stream();
	try {
		for await (const piece of stream)
			return Buffer.isBuffer(piece) ? piece.subarray(0, 16) : Buffer.of();
		return Buffer.of();
	} finally {
		stream.destroy();
	}
}

/** RFC 6266: a plain name for old clients, the true one percent-encoded. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
	const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
