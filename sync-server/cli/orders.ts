import { z } from 'zod';

/**
 * How the terminal talks to a running server: lines of JSON over a local socket. The terminal
 * sends one order and perhaps `stop`; the server sends what there is to say, and ends with a code
 * or a problem.
 */
export const orderLine = z.object({ secret: z.string(), order: z.string(), input: z.unknown() });
export const stopLine = z.object({ stop: z.literal(true) });
export const answerLine = z.union([
	z.object({ say: z.string() }),
	z.object({ code: z.int() }),
	z.object({ problem: z.string() })
]);
export type AnswerLine = z.infer<typeof answerLine>;

/** What running an order takes: where to say how it goes, and when to stop. */
export interface OrderCall {
	readonly say: (line: string) => void;
	readonly signal: AbortSignal;
}

/** Carries out an order; gives the exit code of the command. */
export type RunOrder = (input: unknown, call: OrderCall) => Promise<number>;

export const ORDER_LINE_LIMIT = 64 * 1024;

export const toLine = (value: object): string => `${JSON.stringify(value)}\n`;

/** Reads a line as what a schema says; undefined when it is not. */
export function readLine<T>(schema: z.ZodType<T>, line: string): T | undefined {
	try {
		return schema.parse(JSON.parse(line));
	} catch {
		return undefined;
	}
}
