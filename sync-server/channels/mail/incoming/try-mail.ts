import type { ConnectionTrouble } from '#lib/protocol/connections.ts';
import type { MailConnection } from './mail-connection.ts';
import type { MailDoor } from './mail-door.ts';

/** Lets a message of our own come in, so that administrators see where mail arrives. */
export function tryMail(door: MailDoor, connection: MailConnection, now: () => number) {
	return async (org: string): Promise<ConnectionTrouble | undefined> => {
		const known = connection.find(org);
		if (known === undefined || known.keys.length === 0) return { code: 'refused', detail: '' };
		const raw = testMessage(now());
		const received = await door.receive(org, {
			...{ raw, recipients: [], nonce: null, checks: () => undefined },
			...known
		});
		if (received === 'closed') return { code: 'not-found', detail: '' };
		return received.outcome === 'created'
			? undefined
			: { code: 'answer', detail: received.reason ?? received.outcome };
	};
}

/** Nothing is ever sent to this address (RFC 2606), and nothing answers it by itself (RFC 3834). */
function testMessage(nowMs: number): Buffer {
	return Buffer.from(
		[
			'From: Offhook <test@offhook.invalid>',
			'Subject: Test message',
			`Date: ${new Date(nowMs).toUTCString()}`,
			`Message-ID: <test.${nowMs}@offhook.invalid>`,
			'Auto-Submitted: auto-generated',
			'',
			'An administrator tried whether mail comes in. It does.',
			''
		].join('\r\n')
	);
}
