/** Stops what was started, and notes how long it took. */
export type Stop = () => void;

/** What the sockets tell of themselves. */
export interface SocketWatch {
	opened(): void;
	/** Closed with this code, by whichever side. */
	closed(code: number): void;
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

export const noSocketWatch: SocketWatch = {
	opened: nothing,
	closed: nothing,
	received: nothing,
	sent: nothing
};

export const noPipelineWatch: PipelineWatch = {
	startCommit: startNothing,
	startReceipt: startNothing,
	settled: nothing
};
