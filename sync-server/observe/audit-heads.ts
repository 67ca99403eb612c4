import { z } from 'zod';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import type { Log } from './log.ts';

/** The end of an organisation's log at some time; whoever re-writes the log cannot re-write what was told. */
const AUDIT_HEAD = 'audit head';

const told = z.object({
	event: z.literal(AUDIT_HEAD),
	time: z.string(),
	org: z.string(),
	seq: z.int().min(1),
	chain: z.string().regex(/^[0-9a-f]{64}$/)
});
export type AuditHead = z.infer<typeof told>;

/** Writes down where the organisations' logs end, for the server's own log leaves this machine. */
export function tellHeads(
	log: Log | undefined,
	open: Iterable<{ readonly unit: Pick<OrgUnit, 'org' | 'store'> }>
): void {
	for (const { unit } of open) {
		const chain = unit.store.lastChain();
		if (chain === undefined) continue;
		const head = { org: unit.org, seq: unit.store.lastSeq(), chain: chain.toString('hex') };
		log?.event('info', AUDIT_HEAD, head);
	}
}

/** What was told in lines of a log, also where a collector put words before them. */
export function readHeads(lines: string): AuditHead[] {
	return lines.split('\n').flatMap((line) => {
		if (!line.includes(AUDIT_HEAD)) return [];
		const read = told.safeParse(parsed(line.slice(line.indexOf('{'))));
		return read.success ? [read.data] : [];
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
