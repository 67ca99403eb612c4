import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createMailParser } from '../../sync-server/channels/mail/parse-pool.ts';
import { parseMail } from '../../sync-server/channels/mail/parse.ts';
import { sanitiseMailHtml } from '../../sync-server/channels/mail/html.ts';
import { htmlToText } from '../../sync-server/channels/mail/html-text.ts';
import { bytes, message, multipart } from './fixtures/bytes.ts';
import { corpus } from './fixtures/corpus.ts';

const NOW = Date.UTC(2026, 10, 21);
/** Far more than any message here takes, far less than a hang. */
const SLOW_MS = 6_000;

async function outcomeOf(raw: Uint8Array) {
	const started = performance.now();
	const outcome = await parseMail(raw, NOW);
	expect(performance.now() - started).toBeLessThan(SLOW_MS);
	return outcome;
}

const originals = [...corpus(12)];
const FRAGMENTS = [
	'\r\n',
	'\n\n',
	'\0',
	'--mix',
	'--alt--',
	'boundary="',
	'boundary=',
	';',
	'=?utf-8?B?',
	'?=',
	'<',
	'>',
	'"',
	'(',
	'(((((',
	'Content-Type: multipart/mixed; boundary=mix\r\n',
	'Content-Transfer-Encoding: base64\r\n',
	'charset=utf-7',
	'\xff\xfe',
	"*0*=''%",
	'<img src=',
	'<!--',
	'&#x'
];
const mutation = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	cut: fc.nat(60),
	put: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 12 })),
	times: fc.constantFrom(1, 1, 1, 50)
});

describe('a damaged message', () => {
	it('is read or refused, and never throws or hangs', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(originals.length - 1),
				fc.array(mutation, { minLength: 1, maxLength: 8 }),
				async (which, mutations) => {
					let raw = Buffer.from(originals[which] ?? []);
					for (const { at, cut, put, times } of mutations) {
						const from = Math.floor(at * raw.length);
						const inserted = Buffer.from(put.repeat(times), 'latin1');
						raw = Buffer.concat([raw.subarray(0, from), inserted, raw.subarray(from + cut)]);
					}
					const outcome = await outcomeOf(raw);
					if (outcome.ok)
						expect(outcome.mail.html?.html ?? '').not.toMatch(/<script|<iframe|\son\w+=/i);
				}
			),
			{ numRuns: 400 }
		);
	});

	it('may be any bytes at all', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (noise) => {
				await outcomeOf(noise);
				await outcomeOf(bytes('Subject: x\r\n', noise));
				await outcomeOf(message({ 'Content-Type': 'text/html; charset=x' }, noise));
			}),
			{ numRuns: 100 }
		);
	});
});

describe('a message made to be slow', () => {
	const MEGA = 1_000_000;
	const html = { 'Content-Type': 'text/html' };
	it.each<[string, () => Uint8Array]>([
		['a million open tags', () => message(html, '<div>'.repeat(200_000))],
		['a million closing tags', () => message(html, '</b>'.repeat(250_000))],
		['unclosed comments', () => message(html, '<!--'.repeat(250_000))],
		['unclosed brackets', () => message(html, '<'.repeat(MEGA))],
		['one attribute without end', () => message(html, `<p style="${'color:red;'.repeat(100_000)}`)],
		['very many attributes', () => message(html, `<p ${'a=b '.repeat(200_000)}>`)],
		['spaces', () => message({}, `x${' '.repeat(MEGA)}x`)],
		['line ends', () => message({}, '\r\n'.repeat(100_000))],
		['returns without feeds', () => message({}, '\r'.repeat(MEGA))],
		[
			'plus signs in UTF-7',
			() => message({ 'Content-Type': 'text/plain; charset=utf-7' }, '+'.repeat(MEGA))
		],
		[
			'tildes in HZ',
			() => message({ 'Content-Type': 'text/plain; charset=hz-gb-2312' }, '~{'.repeat(500_000))
		],
		['encoded words in a subject', () => message({ Subject: '=?utf-8?Q?=C3?= '.repeat(15_000) })],
		['brackets in references', () => message({ References: '<'.repeat(200_000) })],
		['comments in a sender', () => message({ From: '('.repeat(200_000) })],
		['commas in a sender', () => message({ To: ','.repeat(200_000) })],
		['groups in a recipient', () => message({ To: 'a:'.repeat(100_000) })],
		[
			'parameters of a type',
			() => message({ 'Content-Type': `text/plain; ${'a*0*=x;'.repeat(30_000)}` })
		],
		['a date', () => message({ Date: '1 '.repeat(100_000) })],
		['a quoted separator', () => message({}, '>'.repeat(MEGA))],
		[
			'parts up to the limit',
			() =>
				message(
					{ 'Content-Type': 'multipart/mixed; boundary=b' },
					multipart('b', ...Array.from({ length: 999 }, () => '\r\nx'))
				)
		]
	])('is not: %s', async (_, make) => {
		await outcomeOf(make());
	});

	it('makes text of pages in linear time', () => {
		const started = performance.now();
		htmlToText(sanitiseMailHtml('<a href=https://x.example>y</a><td>'.repeat(20_000), []).html);
		htmlToText('<'.repeat(500_000));
		htmlToText('<p '.repeat(200_000));
		expect(performance.now() - started).toBeLessThan(SLOW_MS);
	});
});

describe('the worker', () => {
	const script = new URL('./fixtures/stubborn-worker.ts', import.meta.url);
	const parser = createMailParser({ workers: 1, parseMs: 400, script });
	afterAll(() => parser.close());

	it('gives up on a message that hangs it or kills it, and reads the others', async () => {
		const words = ['a', 'hang', 'b', 'exit', 'c', 'd', 'hang'];
		const outcomes = await Promise.all(words.map((word) => parser.parse(bytes(word), NOW)));
		const reasons = outcomes.map((outcome) => (outcome.ok ? 'read' : outcome.reason));
		expect(reasons).toEqual(['empty', 'too-slow', 'empty', 'broken', 'empty', 'empty', 'too-slow']);
	});

	it('has a limit of memory', async () => {
		const greedy = createMailParser({ workers: 1, parseMs: 20_000, script });
		const outcome = await greedy.parse(bytes('eat'), NOW);
		expect(outcome).toMatchObject({ ok: false, reason: 'too-much-memory' });
		await greedy.close();
	});
});
