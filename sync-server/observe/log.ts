import { pino, type DestinationStream } from 'pino';
import { MachineError } from '../machine-error.ts';

/**
 * What a line of the log may say beside its event and time. Opaque ids, patterns of routes, codes and
 * numbers; nothing that a person typed, is called, or can be reached by.
 */
export interface LogFields {
	readonly org?: string;
	readonly person?: string;
	readonly session?: string;
	readonly request?: string;
	readonly route?: string;
	readonly where?: string;
	readonly code?: number | string;
	readonly status?: number;
	readonly ms?: number;
	/** A row of an organisation's log, and its hash. */
	readonly seq?: number;
	readonly chain?: string;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export interface Log {
	event(level: LogLevel, event: string, fields?: LogFields): void;
	/** A fault of ours: what kind and where, without its words, which may quote what was typed. */
	fault(error: unknown, where: string): void;
}

/** Where lines go; some may wait there until they are let go. */
export interface LogLines extends DestinationStream {
	readonly letGo?: () => void;
}

/**
 * Holds lines back for a moment, so that many leave in one write: a system call costs more than a
 * line, and a thousand people who come at once are a thousand lines.
 */
export function gatherLines(
	to: DestinationStream,
	soon: (run: () => void) => void
): Required<LogLines> {
	let held = '';
	const letGo = (): void => {
		const lines = held;
		held = '';
		if (lines !== '') to.write(lines);
	};
	return {
		write(line) {
			if (held === '') soon(letGo);
			held += line;
		},
		letGo
	};
}

const KEYS = [
	'org',
	'person',
	'session',
	'request',
	'route',
	'where',
	'code',
	'status',
	'ms',
	'seq',
	'chain'
] as const satisfies readonly (keyof LogFields)[];
/** Ids, codes and patterns of routes look like this; words do not. */
const PLAIN = /^[\w.:/~*-]{1,120}$/;

/** Writes one line of JSON for each event. */
export function createLog(level: (typeof LOG_LEVELS)[number], to: LogLines): Log {
	const lines = pino(
		{
			level,
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			messageKey: 'event',
			formatters: { level: (label) => ({ level: label }) }
		},
		to
	);
	return {
		event: (at, event, fields = {}) => lines[at](plainFields(fields), event),
		fault(error, where) {
			lines.error({ ...plainFields({ where }), ...describeError(error) }, 'fault');
			to.letGo?.();
		}
	};
}

function plainFields(fields: LogFields): Record<string, unknown> {
	const plain: Record<string, unknown> = {};
	for (const key of KEYS) {
		const value = fields[key];
		if (value === undefined) continue;
		plain[key] =
			typeof value === 'number' || PLAIN.test(value.replaceAll(' ', '_')) ? value : 'withheld';
	}
	return plain;
}

function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { error: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return {
		error: error.name,
		...(code !== undefined && PLAIN.test(code) && { code }),
		...((error instanceof MachineError || isOfTheSystem(code)) && { message: error.message }),
		stack: frames.slice(0, 12).map((frame) => frame.trim())
	};
}

/** Words of SQLite name tables and columns; those of the system name its calls. */
const isOfTheSystem = (code: string | undefined): boolean =>
	code !== undefined && /^(SQLITE_|E[A-Z]+$)/.test(code);
