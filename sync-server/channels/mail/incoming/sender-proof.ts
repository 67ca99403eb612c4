import { domainToASCII } from 'node:url';
import type { SenderProof } from '#lib/protocol/incoming-mail.ts';

interface DmarcResult {
	readonly result: string;
	readonly from: string | undefined;
}

/** What a server that received a message found out about it. */
export interface Checks {
	/** What it said by DMARC, and of which domains. */
	readonly dmarc: readonly DmarcResult[];
	/** Domains that answer for the message: they signed it, or let that machine send for them. */
	readonly vouching: readonly string[];
	/** The domain it was sent from says that this machine does not send for it. */
	readonly isDisowned: boolean;
}

/** Something stands there that cannot be read, and part of which its sender may have written. */
export const UNREADABLE: Checks = {
	dmarc: [{ result: 'fail', from: undefined }],
	vouching: [],
	isDisowned: true
};

/**
 * What follows for whoever a message says it is from; `author` is their address, undefined where the
 * message names nobody, or several.
 */
export function proofOf(author: string | undefined, checks: Checks | undefined): SenderProof {
	if (checks === undefined) return 'none';
	const domain = domainOf(author ?? '');
	if (domain === '') return 'fail';
	const { dmarc, vouching, isDisowned } = checks;
	const said = byDmarc(dmarc, domain);
	if (said !== undefined) return said;
	if (vouching.some((one) => answersFor(domainOf(one), domain))) return 'pass';
	return isDisowned ? 'fail' : 'none';
}

function byDmarc(dmarc: readonly DmarcResult[], domain: string): SenderProof | undefined {
	// Somebody else may have been proven: a server reads a strange header otherwise than this one.
	const isOfOther = dmarc.some(({ from }) => from !== undefined && domainOf(from) !== domain);
	if (isOfOther || dmarc.some(({ result }) => result === 'fail')) return 'fail';
	const isProven = dmarc.length > 0 && dmarc.every(({ result }) => result === 'pass');
	return isProven ? 'pass' : undefined;
}

/** A domain as machines write it, of an address or as it is; empty for what is none. */
export function domainOf(text: string): string {
	return domainToASCII(text.slice(text.lastIndexOf('@') + 1).replace(/\.$/, '')).toLowerCase();
}

/** A domain answers for itself and for what is below it; one that is not somebody's has no dot. */
function answersFor(voucher: string, domain: string): boolean {
	return voucher === domain || (voucher.includes('.') && domain.endsWith(`.${voucher}`));
}
