import type { ConnectionTrouble } from './connections.ts';

/** `GET /api/outgoing-mail`: how much waits to go out, and how much never did. */
export interface OutgoingMailAnswer {
	readonly waiting: number;
	readonly failed: number;
}

/** `POST /api/outgoing-mail/test`: where a test message went, or why it did not. */
export interface TestMailAnswer {
	readonly to: string;
	readonly trouble: ConnectionTrouble | null;
}
