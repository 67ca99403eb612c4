/** How soon work is tried again that could not be done at all, and how late at last. */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 300_000;

export interface RepeatedParts {
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
}

/**
 * Runs work now, and again when it says that there will be more to do. Work that fails, as with a
 * full disk, is reported and tried again, later and later: nobody stands above a timer to catch it.
 */
export function repeated(
	{ now, after, report }: RepeatedParts,
	work: () => number | undefined
): () => void {
	let armedMs = Infinity;
	let failures = 0;
	const attempt = (): number => {
		try {
			const nextMs = work() ?? Infinity;
			failures = 0;
			return nextMs;
		} catch (error) {
			report(error, 'effects');
			failures += 1;
			return now() + Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
		}
	};
	return function run(): void {
		const nextMs = attempt();
		if (nextMs >= armedMs) return;
		armedMs = nextMs;
		after(Math.max(0, nextMs - now()), () => {
			armedMs = Infinity;
			run();
		});
	};
}

/** Runs one and then the other. */
export const both = (one: () => void, other: () => void) => (): void => {
	one();
	other();
};
