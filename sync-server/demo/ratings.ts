import { Chance } from './chance.ts';
import type { DemoEvent } from './history.ts';

const HOUR = 3_600_000;
/** Of its own, so that all else is told as it would be without it. */
const SEED = 4_711;
/** How people were served, most of them well. */
const STARS = [5, 5, 5, 5, 5, 4, 4, 4, 4, 3, 2, 1] as const;

/** What some of those who asked say of how they were served, once their ticket is solved. */
export function tellRatings(
	stories: readonly { readonly events: readonly DemoEvent[] }[],
	nowMs: number
): DemoEvent[] {
	const [chance, others] = [new Chance(SEED), new Chance(SEED + 1)];
	return stories.flatMap(({ events }): DemoEvent[] => {
		const last = events.findLast(({ type }) => type === 'ticket.state');
		if (last?.type !== 'ticket.state' || last.body.status !== 'solved') return [];
		const atMs = last.atMs + chance.between(1, 40) * HOUR;
		const stars = chance.pick(STARS);
		const { target, body } = last;
		if (atMs >= nowMs || !chance.happens(0.4))
			return asked(events, last, others).filter((event) => event.atMs < nowMs);
		const rating = { round: body.round, stars, solved: true };
		return [{ atMs, by: '~portal', type: 'ticket.rate', target, body: rating }];
	});
}

/** Some have seen that they might say how they were served, and said nothing. */
function asked(events: readonly DemoEvent[], last: DemoEvent, chance: Chance): DemoEvent[] {
	const said = events.findLast(
		(event) => event.type === 'message.add' && event.body.kind === 'public'
	);
	if (last.type !== 'ticket.state' || said?.id === undefined || !chance.happens(0.5)) return [];
	const { target, atMs } = last;
	const body = { by: 'requester', message: said.id, rate: last.body.round } as const;
	return [{ atMs: atMs + HOUR / 2, by: '~portal', type: 'ticket.seen', target, body }];
}
