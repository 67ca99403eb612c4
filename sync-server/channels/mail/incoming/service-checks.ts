import type { ReceiverNote } from '../receiver-notes.ts';
import type { Checks } from './sender-proof.ts';

/** SendGrid posts what it found beside the message: `pass`, and `{@example.org : pass}`. */
export function sendgridChecks(said: {
	readonly spf: string;
	readonly dkim: string;
	readonly envelopeFrom: string;
}): Checks {
	const spf = said.spf.trim().toLowerCase();
	const signed = [...said.dkim.toLowerCase().matchAll(/@([^\s@:,{}"]{1,255})\s*:\s*pass\b/g)];
	const signers = signed.map(([, domain = '']) => domain);
	return {
		dmarc: [],
		vouching: spf === 'pass' ? [...signers, said.envelopeFrom] : signers,
		isDisowned: spf === 'fail'
	};
}

/**
 * Postmark and Mailgun put what they found among the lines of the message's own header, and name no
 * domain: whoever sends it could have written that it is good. Only what speaks against it counts.
 */
export function postmarkChecks(headers: readonly ReceiverNote[]): Checks | undefined {
	const spf = headers.find(({ key }) => key === 'received-spf')?.value;
	const tests = headers.find(({ key }) => key === 'x-spam-tests')?.value ?? '';
	return spf === undefined ? undefined : against(spf, /\bDKIM_VALID_AU\b/.test(tests));
}

export function mailgunChecks(notes: readonly ReceiverNote[]): Checks | undefined {
	const spf = notes.find(({ key }) => key === 'x-mailgun-spf')?.value;
	const dkim = notes.find(({ key }) => key === 'x-mailgun-dkim-check-result')?.value ?? '';
	return spf === undefined ? undefined : against(spf, /^pass\b/i.test(dkim));
}

const against = (spf: string, isSigned: boolean): Checks => ({
	dmarc: [],
	vouching: [],
	isDisowned: /^fail\b/i.test(spf) && !isSigned
});
