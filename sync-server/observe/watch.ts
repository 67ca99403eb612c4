/** Stops what was started, and notes how long it took. */
export type Stop = () => void;

/** Whose socket it is: opaque ids. */
export interface Who {
	readonly org: string;
	readonly person: string;
	readonly session: string;
}

/** What the sockets tell of themselves. */
export interface SocketWatch {
	/** By nobody known, if it is closed at once. */
	opened(who: Who | undefined): void;
	/** Closed with this code, by whichever side. */
	closed(code: number, who: Who | undefined): void;
	received(bytes: number): void;
	sent(bytes: number): void;
}

/** What the pipelines of all organisations tell of themselves. */
export interface PipelineWatch {
	/** One transaction, from its beginning until it is durable. */
	startCommit(): Stop;
	/** From an outbox's bytes until their receipt. */
	startReceipt(): Stop;
	/** A change was settled: accepted, or refused for this reason. */
	settled(outcome: string): void;
}

const nothing = (): void => undefined;
const startNothing = (): Stop => nothing;

export const noPipelineWatch: PipelineWatch = {
	startCommit: startNothing,
	startReceipt: startNothing,
	settled: nothing
};
