import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as a server took it: from whom and to whom it was handed over, and what it says. */
export interface Delivered {
	readonly from: string;
	readonly to: readonly string[];
	readonly raw: string;
	readonly mail: Email;
	readonly user: string | null;
}

/** What the server says of the next mails: at the recipient or at the end; a code and words. */
interface Refusal {
	readonly at: 'recipient' | 'data';
	readonly code: number;
	readonly words: string;
}

/** A mail server on a port of its own that keeps what it gets. */
export async function startMailServer(login?: {
	readonly user: string;
	readonly password: string;
}) {
	const delivered: Delivered[] = [];
	const refusals: Refusal[] = [];
	let tries = 0;
	const take = (at: Refusal['at']): Error | undefined => {
		const [first] = refusals;
		if (first?.at !== at) return undefined;
		refusals.shift();
		return Object.assign(new Error(first.words), { responseCode: first.code });
	};
	const server = new SMTPServer({
		disabledCommands: login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
		authOptional: login === undefined,
		hideSTARTTLS: true,
		onAuth(auth, _session, answer) {
			tries += 1;
			const isRight = auth.username === login?.user && auth.password === login?.password;
			answer(isRight ? null : new Error('wrong'), isRight ? { user: auth.username } : undefined);
		},
		onRcptTo: (_address, _session, answer) => answer(take('recipient')),
		onData(stream, session, answer) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const refused = take('data');
				if (refused !== undefined) return answer(refused);
				const raw = Buffer.concat(chunks);
				const { mailFrom, rcptTo } = session.envelope;
				void PostalMime.parse(raw).then((mail) => {
					delivered.push({
						from: mailFrom === false ? '' : mailFrom.address,
						to: rcptTo.map(({ address }) => address),
						raw: raw.toString(),
						mail,
						user: session.user ?? null
					});
					answer();
				});
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		port,
		delivered,
		refusals,
		/** How often somebody has shown a password. */
		signedIn: () => tries,
		stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
	};
}
