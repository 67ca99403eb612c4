import { describe, expect, it } from 'vitest';
import { readResults } from './authentication-results.ts';
import type { SenderProof } from '#lib/protocol/incoming-mail.ts';
import { proofOf } from './sender-proof.ts';
import { mailgunChecks, postmarkChecks, sendgridChecks } from './service-checks.ts';

const ANN = 'ann@example.org';
const HERE = 'mx.desk.example';
const results = (value: string) => ({ key: 'authentication-results', value });
const proof = (fields: readonly string[], author: string | undefined = ANN) =>
	proofOf(author, readResults(fields.map(results), HERE));

describe('what the receiving server wrote [IM7]', () => {
	it.each<[SenderProof, string]>([
		['pass', `${HERE}; dmarc=pass header.from=example.org`],
		['pass', 'MX.Desk.Example 1; dmarc=pass (p=reject dis=none) header.from=Example.ORG'],
		['pass', `"${HERE}"; dmarc = pass header.from = example.org`],
		['fail', `${HERE}; dmarc=fail (p=none) header.from=example.org`],
		['fail', `${HERE}; spf=pass smtp.mailfrom=evil.example; dmarc=fail header.from=example.org`],
		['fail', `${HERE}; dmarc=pass header.from=evil.example`],
		['fail', `${HERE}; dmarc=pass header.from=evil.example; dmarc=fail header.from=example.org`],
		['none', `${HERE}; dmarc=none header.from=example.org; spf=pass smtp.mailfrom=evil.example`],
		['none', `${HERE}; dmarc=temperror header.from=example.org`],
		['none', `${HERE}; none`],
		['pass', `${HERE}; dkim=fail header.d=list.example; dkim=pass header.d=example.org`],
		['pass', `${HERE}; dkim=pass (2048-bit key) header.i=@example.org header.s=a`],
		['none', `${HERE}; dkim=pass header.d=mail.example.org`],
		['none', `${HERE}; dkim=pass header.d=org`],
		['pass', `${HERE}; spf=pass smtp.mailfrom=bounces@example.org`],
		['fail', `${HERE}; spf=fail smtp.mailfrom=example.org`],
		['none', `${HERE}; spf=softfail smtp.mailfrom=example.org`],
		['fail', `${HERE}; spf=pass (a comment that never ends; dmarc=pass header.from=example.org`],
		['none', `${HERE}; spf=none (\\) ; dmarc=pass header.from=example.org) smtp.helo=x`],
		['none', `${HERE}; spf=none smtp.mailfrom="; dmarc=pass header.from=example.org"@evil.example`],
		['none', 'mx.evil.example; dmarc=pass header.from=example.org'],
		['none', `mx.evil.example (${HERE}); dmarc=pass header.from=example.org`]
	])('proves: %s, by %s', (wanted, field) => {
		expect(proof([field])).toBe(wanted);
	});

	it('is believed above the trace of the server before, and wherever it speaks against a sender', () => {
		const spf = `${HERE}; spf=pass smtp.mailfrom=evil.example`;
		const own = `${HERE}; dmarc=fail header.from=example.org`;
		const forged = `${HERE}; dmarc=pass header.from=example.org`;
		const relay = 'relay.example; dmarc=pass header.from=example.org';
		expect(proof([relay, spf, own])).toBe('fail');
		expect(proof([spf, `${HERE}; dkim=none`, forged])).toBe('pass');
		expect(proof([own, forged])).toBe('fail');
		expect(proof([`${HERE}; dmarc=none header.from=example.org`, forged])).toBe('none');
		const received = { key: 'received', value: 'from evil.example by mx.desk.example' };
		const notes = [received, results(spf), received, results(forged)];
		expect(proofOf(ANN, readResults(notes, HERE))).toBe('none');
		expect(proof([])).toBe('none');
	});

	it('is of nobody where a message names several authors, or none', () => {
		const field = `${HERE}; dmarc=pass header.from=example.org`;
		expect(proofOf(undefined, readResults([results(field)], HERE))).toBe('fail');
		expect(proofOf(undefined, undefined)).toBe('none');
	});

	it('knows a domain however it is written, and what is below it', () => {
		const field = `${HERE}; dmarc=pass header.from=xn--bcher-kva.example`;
		expect(proof([field], 'ann@Bücher.example')).toBe('pass');
		expect(proof([`${HERE}; dkim=pass header.d=example.org`], 'ann@mail.example.org')).toBe('pass');
		expect(proof([`${HERE}; dkim=pass header.d=example.org`], 'ann@myexample.org')).toBe('none');
	});
});

describe('what mail services say [IM7]', () => {
	const sendgrid = (spf: string, dkim: string, envelopeFrom = 'b@evil.example') =>
		proofOf(ANN, sendgridChecks({ spf, dkim, envelopeFrom }));

	it('is read of SendGrid by the domains that it names', () => {
		expect(sendgrid('pass', '{@example.org : pass}')).toBe('pass');
		expect(sendgrid('pass', 'none', ANN)).toBe('pass');
		expect(sendgrid('pass', '{@evil.example : pass}')).toBe('none');
		expect(sendgrid('fail', '{@evil.example : pass, @example.org : fail}')).toBe('fail');
		expect(sendgrid('fail', '{@evil.example : pass, @example.org : pass}')).toBe('pass');
		expect(sendgrid('', '')).toBe('none');
	});

	it('is taken of Postmark and Mailgun against a sender, and never for one', () => {
		const line = (key: string, value: string) => ({ key, value });
		const postmark = (...lines: { key: string; value: string }[]) =>
			proofOf(ANN, postmarkChecks(lines));
		expect(postmark(line('received-spf', 'Pass (sender SPF authorized)'))).toBe('none');
		expect(postmark(line('received-spf', 'Fail (not authorized)'))).toBe('fail');
		const signed = line('x-spam-tests', 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU');
		expect(postmark(line('received-spf', 'fail'), signed)).toBe('none');
		expect(postmark(signed)).toBe('none');
		const mailgun = (spf: string, dkim: string) =>
			proofOf(
				ANN,
				mailgunChecks([line('x-mailgun-spf', spf), line('x-mailgun-dkim-check-result', dkim)])
			);
		expect(mailgun('Fail', 'Fail')).toBe('fail');
		expect(mailgun('Fail', 'Pass')).toBe('none');
		expect(mailgun('Pass', 'Pass')).toBe('none');
	});
});
