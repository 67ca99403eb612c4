import type { Log } from './log.ts';
import type { SocketWatch } from './watch.ts';

/** Counts what sockets tell of themselves, and writes down who came and why they went. */
export function watchSockets(
	counted: SocketWatch,
	log: Log | undefined,
	now: () => number
): SocketWatch {
	const since = new Map<object, number>();
	return {
		...counted,
		opened(who) {
			counted.opened(who);
			if (who === undefined) return;
			since.set(who, now());
			log?.event('info', 'socket opened', idsOf(who));
		},
		closed(code, who) {
			counted.closed(code, who);
			const sinceMs = who && since.get(who);
			if (who === undefined || sinceMs === undefined) return;
			since.delete(who);
			log?.event('info', 'socket closed', { ...idsOf(who), code, ms: now() - sinceMs });
		}
	};
}

function idsOf({ org, person, session }: { org: string; person: string; session: string }) {
	return { org, person, session };
}
