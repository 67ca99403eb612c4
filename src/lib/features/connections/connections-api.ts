import type {
	ConnectionAnswer,
	ConnectionKind,
	ConnectionsAnswer,
	PutConnectionRequest,
	TryConnectionAnswer
} from '#lib/protocol/connections.ts';
import type { MailLogAnswer } from '#lib/protocol/incoming-mail.ts';
import type { OutgoingMailAnswer, TestMailAnswer } from '#lib/protocol/outgoing-mail.ts';
import { call, decoder } from '#lib/session/api.ts';

const one = decoder<ConnectionAnswer>({ kind: 'string', secrets: 'object' });
const at = (kind: ConnectionKind): string => `/api/connections/${kind}`;

/** What administrators ask of the server about systems outside. */
export const connectionsApi = {
	list: () =>
		call('GET', '/api/connections', decoder<ConnectionsAnswer>({ connections: 'object' })),
	read: (kind: ConnectionKind) => call('GET', at(kind), one),
	put: (kind: ConnectionKind, request: PutConnectionRequest) => call('PUT', at(kind), one, request),
	remove: (kind: ConnectionKind) => call('DELETE', at(kind), one),
	outgoingMail: () =>
		call(
			'GET',
			'/api/outgoing-mail',
			decoder<OutgoingMailAnswer>({ waiting: 'number', failed: 'number', letters: 'object' })
		),
	testMail: () =>
		call('POST', '/api/outgoing-mail/test', decoder<TestMailAnswer>({ to: 'string' }), {}),
	attempt: (kind: ConnectionKind) =>
		call('POST', `${at(kind)}/try`, decoder<TryConnectionAnswer>({}), {}),
	mailLog: () =>
		call('GET', '/api/mail/log', decoder<MailLogAnswer>({ path: 'string', deliveries: 'object' }))
} as const;
