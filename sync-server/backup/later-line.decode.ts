import { createHash } from 'node:crypto';
import type { LogRow } from '../persistence/org/org-store.ts';

const CHECK_LENGTH = 16;

/** A row of the log as one line of text: a check sum of what follows, a space, the row as JSON. */
export function toLine(row: LogRow): string {
	const { body_hash, chain, ...rest } = row;
	const json = JSON.stringify({
		...rest,
		body_hash: body_hash.toString('hex'),
		chain: chain.toString('hex')
	});
	return `${checkOf(json)} ${json}\n`;
}

/** Reads a line; undefined for one that was cut or altered. */
export function readLine(line: string): LogRow | undefined {
	const json = line.slice(CHECK_LENGTH + 1);
	if (line.length <= CHECK_LENGTH || checkOf(json) !== line.slice(0, CHECK_LENGTH))
		return undefined;
	const row = JSON.parse(json) as Omit<LogRow, 'body_hash' | 'chain'> & {
		readonly body_hash: string;
		readonly chain: string;
	};
	return {
		...row,
		body_hash: Buffer.from(row.body_hash, 'hex'),
		chain: Buffer.from(row.chain, 'hex')
	};
}

function checkOf(json: string): string {
	return createHash('sha256').update(json).digest('hex').slice(0, CHECK_LENGTH);
}
