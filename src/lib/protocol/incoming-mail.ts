/** Mail that a service outside hands to the server, message by message. Times are ms since 1970. */

/** Which team gets what is sent to an address. */
export interface TeamAddress {
	readonly address: string;
	readonly team: string;
}

/** What the connection is set to. */
export interface IncomingMailSettings {
	/** The team that gets what is sent to no known address. */
	readonly team: string;
	readonly addresses: readonly TeamAddress[];
	/** `signed`: each request is; `key`: the service cannot sign and sends the key itself, too. */
	readonly proof: 'signed' | 'key';
	/**
	 * The name under which the server that receives the mail writes `Authentication-Results` (RFC 8601),
	 * and whose word about senders counts; empty for none.
	 */
	readonly receiver: string;
}

/** Two keys are good at a time, so that one can be replaced while the service still has the other. */
export interface IncomingMailSecrets {
	readonly first?: string | undefined;
	readonly second?: string | undefined;
}

/** Shortest key that is taken, in characters. */
export const SHORTEST_KEY = 24;

/**
 * What became of a message: a ticket of its own, part of one, known already, dropped by a rule, or
 * not read and kept as it came.
 */
export type MailOutcome = 'created' | 'added' | 'again' | 'dropped' | 'unread';

/** Whether a message's author was proven where it was received; `none`: nothing can be said. */
export type SenderProof = 'pass' | 'fail' | 'none';

/** The answer of `POST /api/mail/:org/incoming`. */
export interface IncomingMailAnswer {
	readonly outcome: MailOutcome;
	/** The number of its ticket. */
	readonly ticket: number | null;
	/** Why it was dropped or not read: a stable code. */
	readonly reason: string | null;
}

/** One line of `GET /api/mail/log`. */
export interface MailDelivery {
	readonly id: number;
	readonly atMs: number;
	readonly sender: string;
	readonly proof: SenderProof;
	readonly recipient: string;
	readonly outcome: MailOutcome;
	readonly reason: string | null;
	/** The ticket's id, and its number. */
	readonly ticket: string | null;
	readonly number: number | null;
	/** Its source was kept and can be had at `/api/mail/log/:id/source`. */
	readonly hasSource: boolean;
}

/** What came in by mail lately, and where it can be handed in. */
export interface MailLogAnswer {
	/** Where mail services hand messages in. */
	readonly path: string;
	readonly deliveries: readonly MailDelivery[];
}
