import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from '../access/address-key.ts';
import type { Session } from '../access/sessions.ts';
import type { LiveLine } from '../orgs/live-lines.ts';
import type { RouteDeps } from './app.ts';
import { HttpError } from './http-error.ts';
import { callerOf } from './route-access.ts';

/** An office shares one address, and a browser opens a line for each window that is looked at. */
const LINES_PER_ADDRESS = 400;
/** Whoever leaves so much unread has gone. */
const UNREAD_BYTES = 64 * 1024;
/** What a device does that has lost its line says in itself; this is only for what knows no better. */
const RETRY = 'retry: 30000\n\n';

/** What lines are opened at; it gives what takes one away, or undefined where there are too many. */
export interface Opener {
	readonly open: (line: LiveLine) => (() => void) | undefined;
}

/** Answers with a line on which the server says that something is new, as long as the session is good. */
export function liveLines({ access, factsOf }: RouteDeps, openerOf: (session: Session) => Opener) {
	const places = countPlaces();
	const open = (request: FastifyRequest): Readable => {
		const { session } = callerOf(request);
		const address = addressKey(factsOf(request).address);
		const line = aLine();
		const leave =
			places.isFree(address) &&
			openerOf(session).open({
				...line,
				person: session.personId,
				session: session.publicId,
				isGood: () => access.sessions.isActive(session.publicId)
			});
		if (!leave) throw new HttpError('too-many-requests');
		places.add(address, 1);
		line.events.once('close', () => {
			leave();
			places.add(address, -1);
		});
		return line.events;
	};
	return (request: FastifyRequest, reply: FastifyReply) =>
		reply
			.type('text/event-stream; charset=utf-8')
			// Some proxies would gather what is to be there at once.
			.header('x-accel-buffering', 'no')
			.send(open(request));
}

/** How many lines each address has. */
function countPlaces() {
	const taken = new Map<string, number>();
	return {
		isFree: (address: string): boolean => (taken.get(address) ?? 0) < LINES_PER_ADDRESS,
		add(address: string, by: 1 | -1): void {
			const now = (taken.get(address) ?? 0) + by;
			if (now === 0) taken.delete(address);
			else taken.set(address, now);
		}
	};
}

function aLine(): Pick<LiveLine, 'send' | 'end'> & { readonly events: Readable } {
	const events = new Readable({ read: () => undefined });
	let isEnded = false;
	events.push(RETRY);
	return {
		events,
		send(event, data) {
			if (isEnded || events.destroyed) return;
			if (events.readableLength > UNREAD_BYTES) events.destroy();
			else events.push(`event: ${event}\ndata: ${data}\n\n`);
		},
		end() {
			if (!isEnded && !events.destroyed) events.push(null);
			isEnded = true;
		}
	};
}
