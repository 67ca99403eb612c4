import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, lookupOutside } from './addresses.ts';

export interface OutsideRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly headers?: Readonly<Record<string, string | number>>;
	readonly body?: string | Uint8Array | null;
	/** Until the whole answer is there. */
	readonly withinMs?: number;
	/** The most bytes read of the answer; 0 reads none of it. */
	readonly longest?: number;
}

export interface OutsideAnswer {
	readonly status: number;
	readonly headers: Readonly<http.IncomingHttpHeaders>;
	readonly text: string;
}

/** Which machines may be asked although they lie inside. */
export interface OutsideLimits {
	/** Host names or addresses that whoever runs the server has listed. */
	readonly insideHosts: readonly string[];
	/** For tests: every machine may be asked. */
	readonly isAnywhere?: boolean;
}

export type OutsideTroubleCode =
	'address-inside' | 'unreachable' | 'timeout' | 'certificate' | 'answer';

/** Why there was no answer to use; the message is fit to be shown. */
export class OutsideError extends Error {
	readonly code: OutsideTroubleCode;

	constructor(code: OutsideTroubleCode, message: string) {
		super(message);
		this.name = 'OutsideError';
		this.code = code;
	}
}

const WITHIN_MS = 15_000;
const LONGEST = 1_000_000;

export type Outside = ReturnType<typeof openOutside>;

/**
 * The one way by which this server asks systems that somebody named. It connects only to the address
 * that was checked, follows no redirection, and neither waits nor reads without end.
 */
export function openOutside({ insideHosts, isAnywhere = false }: OutsideLimits) {
	const listed = new Set(insideHosts.map((host) => host.toLowerCase()));

	/** Whether its own address, or whatever its name becomes, may lie inside. */
	const isFree = (host: string): boolean => isAnywhere || listed.has(host.toLowerCase());

	/** How a host's name is looked up by whatever connects by itself, such as a mail library. */
	const lookupOf = (host: string) => (isFree(host) ? undefined : lookupOutside);

	/** Throws an OutsideError when a host that is written as an address lies inside. */
	function check(host: string): void {
		const bare = host.replace(/^\[|\]$/g, '');
		if (isFree(bare) || isIP(bare) === 0 || isPublicAddress(bare)) return;
		throw new OutsideError('address-inside', bare);
	}

	return {
		lookupOf,
		check,
		/** Throws an OutsideError when there is no answer; an answer of any status is one. */
		async request(url: URL, asked: OutsideRequest): Promise<OutsideAnswer> {
			check(url.hostname);
			const signal = AbortSignal.timeout(asked.withinMs ?? WITHIN_MS);
			try {
				return await send(url, asked, { lookup: lookupOf(url.hostname), signal });
			} catch (error) {
				throw troubleOf(error, signal);
			}
		}
	};
}

function send(
	url: URL,
	{ method, headers = {}, body = null, longest = LONGEST }: OutsideRequest,
	{ lookup, signal }: { lookup: typeof lookupOutside | undefined; signal: AbortSignal }
): Promise<OutsideAnswer> {
	const { request } = url.protocol === 'https:' ? https : http;
	return new Promise((resolve, reject) => {
		const options = { method, headers, signal, agent: false as const, ...(lookup && { lookup }) };
		const sent = request(url, options, (answer) => {
			readAnswer(answer, longest).then(resolve, reject);
		});
		sent.on('error', reject);
		sent.end(body ?? undefined);
	});
}

async function readAnswer(answer: http.IncomingMessage, longest: number): Promise<OutsideAnswer> {
	const { statusCode: status = 0, headers } = answer;
	const chunks: Buffer[] = [];
	let size = 0;
	if (longest > 0)
		for await (const part of answer) {
			const chunk = Buffer.from(part);
			size += chunk.length;
			if (size > longest) throw new OutsideError('answer', `more than ${longest} bytes`);
			chunks.push(chunk);
		}
	answer.destroy();
	return { status, headers, text: Buffer.concat(chunks).toString() };
}

function troubleOf(error: unknown, signal: AbortSignal): OutsideError {
	if (error instanceof OutsideError) return error;
	const message = error instanceof Error ? error.message : String(error);
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (signal.aborted) return new OutsideError('timeout', 'no answer in time');
	if (message === 'the address lies inside') return new OutsideError('address-inside', message);
	if (/CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|ERR_SSL/.test(code))
		return new OutsideError('certificate', message);
	return new OutsideError('unreachable', message);
}
