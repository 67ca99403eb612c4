/**
 * Why a document's channel or a whole socket was closed, and what the client does next. y-websocket
 * treats 4400–4499 as final for a document; sockets are closed with 4500 and up, after which the
 * client decides itself when to come back.
 */
export const CLOSE = {
	/** Channel: this person may not read the document. Erase it from the device. */
	forbidden: 4403,
	/** Channel: there is no such document, at least not for this person. Erase it. */
	unknownDocument: 4404,
	/** Channel: the document has a newer generation. Open it again by its bare name. */
	replaced: 4410,
	/** Channel: bytes were sent that this document does not take. Do not send them again. */
	badUpdate: 4422,
	/** Channel: outbox entries were missing in between. Resend from the server's state vector. */
	gap: 4423,
	/** Channel: the document or the outbox is full. */
	full: 4413,
	/** Socket: the session is unknown or has expired. Sign in again; nothing local is lost. */
	signedOut: 4501,
	/** Socket: the session was ended. Deliver what waits, then wipe. */
	revoked: 4502,
	/** Socket: rights have changed. Connect again at once and be judged anew. */
	accessChanged: 4503,
	/** Socket: bytes that are no message. Connect again later. */
	badFrame: 4522,
	/** Socket: too many bytes, messages or documents. Connect again later. */
	limit: 4529,
	/** Socket: the server is going down or starting again. Connect again later. */
	restarting: 4512,
	/** Socket: this device belongs to somebody else. Make a new device. */
	foreignDevice: 4509
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
