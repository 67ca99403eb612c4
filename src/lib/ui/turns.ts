import type { Slicing } from './slices.ts';

/** Goes on as soon as input and frames have had their turn; a timer would wait four ms more. */
export function inNextTurn(resume: () => void): void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		resume();
	};
	port2.postMessage(null);
}

/** Slices of so many ms, between which input and frames have their turn. */
export const slicesOf = (budgetMs: number): Slicing => ({
	now: () => performance.now(),
	pause: inNextTurn,
	budgetMs
});
