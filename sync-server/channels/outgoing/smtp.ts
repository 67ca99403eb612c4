import { connect as openSocket, type LookupFunction, type Socket } from 'node:net';
import type { ConnectionTrouble, SmtpSettings } from '#lib/protocol/connections.ts';
import { headerLine, type Letter } from './letter.ts';

/** The mailbox that an organisation's mail goes out from. */
export interface MailServer {
	readonly settings: SmtpSettings;
	readonly password: string | undefined;
	/** How the server's name is looked up where it must not lie inside. */
	readonly lookup?: LookupFunction | undefined;
}

/** Whoever a letter is for will never get it; the message says why in the other server's words. */
export class Undeliverable extends Error {}

/** It could not be sent now. */
export class NotSentNow extends Error {
	readonly trouble: ConnectionTrouble;

	constructor(trouble: ConnectionTrouble) {
		super(trouble.detail || trouble.code);
		this.trouble = trouble;
	}
}

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

// Hardly any organisation sends mail on the day it starts: the library is loaded when it is used.
async function connect({ settings, password, lookup }: MailServer) {
	const { createTransport } = await import('nodemailer');
	const { host, port, security, user } = settings;
	return createTransport({
		...{ host, port, secure: security === 'tls' },
		...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
		...(user !== '' && { auth: { user, pass: password ?? '' } }),
		...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
		// What somebody wrote is never taken for the name of a file or an address to read from.
		...{ disableFileAccess: true, disableUrlAccess: true },
		// The library looks names up by itself, and would reach what lies inside.
		getSocket: (_options, answer) => {
			reach(settings, lookup).then(
				(connection) => answer(null, { connection }),
				(error: unknown) => answer(error instanceof Error ? error : new Error('unreachable'))
			);
		}
	});
}

/** A connection to the machine of that name, if it lies where it may. */
function reach({ host, port }: SmtpSettings, lookup: LookupFunction | undefined): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = openSocket({ host, port, ...(lookup && { lookup }) });
		const late = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
		socket.setTimeout(CONNECT_MS, () => socket.destroy(late));
		socket.once('error', reject);
		socket.once('connect', () => {
			socket.setTimeout(0);
			socket.off('error', reject);
			resolve(socket);
		});
	});
}

/** Hands a letter over; throws `Undeliverable`, or `NotSentNow` when it can be tried again. */
export async function sendLetter(server: MailServer, letter: Letter): Promise<void> {
	const transport = await connect(server);
	try {
		await transport.sendMail(partsOf(server.settings, letter));
	} catch (error) {
		throw whyNot(error);
	} finally {
		transport.close();
	}
}

/** Signs in and sends nothing; throws `NotSentNow` when that does not work. */
export async function tryServer(server: MailServer): Promise<void> {
	const transport = await connect(server);
	try {
		await transport.verify();
	} catch (error) {
		throw new NotSentNow(troubleIn(error));
	} finally {
		transport.close();
	}
}

function partsOf({ from, fromName }: SmtpSettings, letter: Letter) {
	const { id, author, to, before, isAutomatic, enclosures } = letter;
	const inBrackets = before.map((one) => `<${one}>`);
	const names = [headerLine(author), headerLine(fromName)].filter(Boolean);
	return {
		messageId: `<${id}>`,
		from: { name: names.join(' · '), address: from },
		to: { name: headerLine(to.name), address: to.address },
		subject: headerLine(letter.subject),
		text: letter.text,
		html: letter.html,
		...(inBrackets.length > 0 && {
			inReplyTo: inBrackets.at(-1) ?? '',
			references: inBrackets.join(' ')
		}),
		...(isAutomatic && {
			headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
		}),
		attachments: enclosures.map(({ name, type, content }) => ({
			filename: headerLine(name),
			contentType: type,
			content
		}))
	};
}

interface SmtpFault {
	readonly code: string;
	/** What was said to the other server when it refused. */
	readonly command: string;
	readonly status: number;
	readonly said: string;
}

function faultIn(error: unknown): SmtpFault {
	const parts = new Map<string, unknown>(Object.entries(Object(error)));
	const text = (key: string): string => String(parts.get(key) ?? '');
	const [status, response] = [parts.get('responseCode'), parts.get('response')];
	return {
		...{ code: text('code'), command: text('command') },
		status: typeof status === 'number' ? status : 0,
		said: headerLine(
			typeof response === 'string' ? response : error instanceof Error ? error.message : ''
		)
	};
}

function whyNot(error: unknown): Error {
	const { code, command, status, said } = faultIn(error);
	// Whom it is for, or the letter itself; what refuses us is tried again.
	const isAboutLetter = command === 'RCPT TO' || command === 'DATA';
	const isTooLarge = code === 'EMESSAGE' && status === 0;
	const isForGood = isTooLarge || (isAboutLetter && status >= 500 && status < 600);
	return isForGood ? new Undeliverable(said) : new NotSentNow(troubleIn(error));
}

function troubleIn(error: unknown): ConnectionTrouble {
	const { code, said } = faultIn(error);
	return { code: TROUBLES[code] ?? byWords(code, said), detail: said };
}

const TROUBLES: Readonly<Record<string, ConnectionTrouble['code']>> = {
	ETIMEDOUT: 'timeout',
	EAUTH: 'refused',
	EENVELOPE: 'refused',
	EMESSAGE: 'refused',
	EPROTOCOL: 'answer',
	ECONNECTION: 'unreachable',
	EDNS: 'unreachable'
};

function byWords(code: string, said: string): ConnectionTrouble['code'] {
	if (/address lies inside/.test(said)) return 'address-inside';
	return /TLS|CERT|SIGN|SSL/.test(code) || /certificate|ssl|tls/i.test(said)
		? 'certificate'
		: 'unreachable';
}
