import { createSubscriber } from 'svelte/reactivity';

const tickMs = 15_000;

// One timer for every relative time on screen, running only while something shows one.
const subscribe = createSubscriber((update) => {
	const timer = setInterval(update, tickMs);
	return () => clearInterval(timer);
});

/** The present, to a quarter of a minute: reading it in a component keeps that component current. */
export const clock = {
	get now(): number {
		subscribe();
		return Date.now();
	}
};
