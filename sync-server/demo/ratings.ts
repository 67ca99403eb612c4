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
	const chance = new Chance(SEED);
	return stories.flatMap(({ events }): DemoEvent[] => {
		const last = events.findLast(({ type }) => type === 'ticket.state');
		if (last?.type !== 'ticket.state' || last.body.status !== 'solved') return [];
		const atMs = last.atMs + chance.between(1, 40) * HOUR;
		const stars = chance.pick(STARS);
		if (atMs >= nowMs || !chance.happens(0.4)) return [];
		const { target, body } = last;
		const rating = { round: body.round, stars, solved: true };
		return [{ atMs, by: '~portal', type: 'ticket.rate', target, body: rating }];
	});
}
