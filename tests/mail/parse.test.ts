import { describe, expect, it } from 'vitest';
import { parseMail, type ParsedMail } from '../../sync-server/channels/mail/parse.ts';
import { base64, bytes, hex, message, multipart, PIXEL_GIF, utf8 } from './fixtures/bytes.ts';

const NOW = Date.UTC(2026, 10, 21);

async function read(raw: Uint8Array): Promise<ParsedMail> {
	const outcome = await parseMail(raw, NOW);
	if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
	return outcome.mail;
}

async function refusal(raw: Uint8Array): Promise<string> {
	const outcome = await parseMail(raw, NOW);
	return outcome.ok ? 'read' : outcome.reason;
}

const plain = (charset: string, encoding = '8bit') => ({
	'Content-Type': `text/plain; charset=${charset}`,
	'Content-Transfer-Encoding': encoding
});

describe('a plain message', () => {
	it('gives its envelope and its words', async () => {
		expect(await read(message({}, 'It jams.\r\n'))).toEqual({
			subject: 'The printer',
			addressees: ['desk@example.com'],
			hasOneAuthor: true,
			receiverNotes: [],
			automatic: false,
			from: { name: 'Ann Ames', address: 'ann@example.org' },
			to: 'desk@example.com',
			sentMs: Date.UTC(2026, 2, 3, 9, 15),
			messageId: 'one@example.org',
			inReplyTo: [],
			references: [],
			text: 'It jams.',
			html: undefined,
			files: [],
			incomplete: false
		});
	});

	it('may have bare line feeds, only carriage returns, or a left-over envelope line', async () => {
		const raw = Buffer.from(message({}, 'It jams.\r\nOften.')).toString('latin1');
		for (const variant of [
			raw.replaceAll('\r\n', '\n'),
			raw.replaceAll('\r\n', '\r'),
			`From ann@example.org Tue Mar  3 09:15:00 2026\n${raw}`,
			`\r\n\n${raw}`
		]) {
			const mail = await read(bytes(variant));
			expect([mail.subject, mail.text]).toEqual(['The printer', 'It jams.\nOften.']);
		}
	});

	it('may be without a body, and without most headers', async () => {
		const bare = { From: undefined, To: undefined, Date: undefined, 'Message-ID': undefined };
		const mail = await read(message({ ...bare, Subject: 'Only this' }));
		expect(mail).toMatchObject({
			subject: 'Only this',
			from: { name: '' },
			to: '',
			sentMs: undefined,
			messageId: '',
			text: ''
		});
	});

	it('takes the first of headers that stand twice', async () => {
		const raw = bytes('Subject: First\r\nFrom: a@example.org\r\nSubject: Second\r\n\r\nx');
		expect((await read(raw)).subject).toBe('First');
	});

	it('loses NUL bytes and control characters and nothing else', async () => {
		const mail = await read(message({ Subject: 'Pri\0nter\u0007' }, 'It\0 ja\u0008ms.'));
		expect([mail.subject, mail.text]).toEqual(['Printer', 'It jams.']);
	});

	it('keeps a subject of any length whole', async () => {
		const mail = await read(message({ Subject: 'long '.repeat(2000) }, 'x'));
		expect(mail.subject.length).toBe(9999);
	});
});

describe('character sets of bodies', () => {
	it.each([
		['koi8-r', hex('f0 d2 c9 d7 c5 d4'), 'Привет'],
		['windows-1256', hex('e3 d1 cd c8 c7'), 'مرحبا'],
		['iso-2022-jp', bytes('\x1b$B$"$$\x1b(B'), 'あい'],
		['gb18030', hex('c4 e3 ba c3'), '你好'],
		['shift_jis', hex('82 a0 82 a2'), 'あい'],
		['cp932', hex('82 a0 82 a2'), 'あい'],
		['euc-kr', hex('be c8 b3 e7'), '안녕'],
		['iso-2022-kr', bytes('\x1b$)C\r\n\x0e>H3g\x0f'), '안녕'],
		['hz-gb-2312', bytes('~{Dc:C~}'), '你好'],
		['utf-7', bytes('Hi Mom +Jjo-+ACE- 1 +- 1'), 'Hi Mom ☺! 1 + 1'],
		['utf-16le', hex('48 00 69 00 e9 00'), 'Hié'],
		['iso-8859-15', hex('a4'), '€']
	])('reads %s', async (charset, body, text) => {
		expect((await read(message(plain(charset, 'base64'), base64(body)))).text).toBe(text);
	});

	it.each(['us-ascii', 'iso-8859-1', 'windows-1252', 'x-unknown', 'unknown-8bit'])(
		'notices UTF-8 that is labelled %s',
		async (charset) => {
			expect((await read(message(plain(charset), utf8('Grüße — ок')))).text).toBe('Grüße — ок');
		}
	);

	it('reads 8-bit text without any label as UTF-8, or else as Western', async () => {
		expect((await read(message({}, utf8('Grüße')))).text).toBe('Grüße');
		expect(await read(message({}, 'Gr\xfc\xdfe aus K\xf6ln'))).toMatchObject({
			text: 'Grüße aus Köln'
		});
	});

	it('believes the page about itself when the label is missing', async () => {
		const raw = message(
			{ 'Content-Type': 'text/html' },
			'<meta charset="windows-1251"><p>',
			hex('cf f0 e8 e2 e5 f2')
		);
		expect((await read(raw)).text).toBe('Привет');
	});

	it('keeps UTF-8 that was cut in the middle of a character', async () => {
		const cutShort = utf8('Пожалуйста, позвоните мне').subarray(0, -1);
		expect((await read(message(plain('utf-8'), cutShort))).text).toMatch(
			/^Пожалуйста, позвоните мн/
		);
	});
});

describe('character sets of headers', () => {
	it('decodes encoded words, also a character split between two of them', async () => {
		const Subject =
			'=?UTF-8?B?0J/RgNC40LLQ?=\r\n =?UTF-8?B?tdGC?= and =?iso-8859-1*fr?Q?caf=E9_noir?=';
		expect((await read(message({ Subject }))).subject).toBe('Привет and café noir');
	});

	it('mends UTF-8 in an encoded word of another label', async () => {
		const raw = message({ Subject: '=?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?=' });
		expect((await read(raw)).subject).toBe('Grüße');
	});

	it('reads raw 8-bit headers as UTF-8, or in the character set of the body', async () => {
		const head = 'From: a@example.org\r\nContent-Type: text/plain; charset=koi8-r\r\nSubject: ';
		const koi = bytes(head, hex('f0 d2 c9 d7 c5 d4'), '\r\n\r\n', hex('f0 d2 c9'));
		expect(await read(koi)).toMatchObject({ subject: 'Привет', text: 'При' });
		expect((await read(bytes(head, utf8('Grüße'), '\r\n\r\nx'))).subject).toBe('Grüße');
	});

	it('takes invisible and direction-changing characters out of names and subjects', async () => {
		const raw = bytes(
			utf8(
				'From: "sup\u200bport\u202egro.live" <a@example.org>\r\nSubject: \u2066pay\u00adpal\u2069\r\n\r\n'
			)
		);
		const mail = await read(raw);
		expect([mail.from.name, mail.subject]).toEqual(['supportgro.live', 'paypal']);
	});
});

describe('senders and dates', () => {
	it('falls back from From to Sender, Reply-To and Return-Path', async () => {
		const none = { From: undefined };
		expect((await read(message({ ...none, Sender: 's@example.org' }))).from.address).toBe(
			's@example.org'
		);
		expect((await read(message({ ...none, 'Return-Path': '<r@example.org>' }))).from).toEqual({
			name: '',
			address: 'r@example.org'
		});
		expect((await read(message({ From: 'Someone' }))).from).toEqual({ name: 'Someone' });
	});

	it('reads groups of addresses', async () => {
		const mail = await read(
			message({ From: 'Team: Bo <bo@example.org>;', To: 'A: a@b.example, C <c@d.example>;' })
		);
		expect(mail.from).toEqual({ name: 'Bo', address: 'bo@example.org' });
		expect(mail.to).toContain('c@d.example');
	});

	it.each([
		['Tue, 3 Mar 26 10:15 EST', Date.UTC(2026, 2, 3, 15, 15)],
		['3 Mar 2026 10:15:00 -0000 (a comment)', Date.UTC(2026, 2, 3, 10, 15)],
		['2026-03-03T10:15:00+01:00', Date.UTC(2026, 2, 3, 9, 15)],
		['Tue, 03-Mar-2026 10:15:00 GMT', Date.UTC(2026, 2, 3, 10, 15)]
	])('reads the date %s', async (date, ms) => {
		expect((await read(message({ Date: date }))).sentMs).toBe(ms);
	});

	it.each(['yesterday 5', 'Tue, 31 Feb 2026 10:00:00 +0000', '1 Jan 2099 00:00:00 +0000', ''])(
		'takes the date of receipt instead of %j',
		async (date) => {
			const Received = 'from x by y with SMTP; Wed, 4 Mar 2026 08:00:00 +0000';
			expect((await read(message({ Date: date, Received }))).sentMs).toBe(Date.UTC(2026, 2, 4, 8));
		}
	);
});

describe('parts', () => {
	it('prefers plain text and keeps the page beside it, however deep they lie', async () => {
		const inner = multipart(
			'in',
			'Content-Type: text/plain\r\n\r\nplain words',
			'Content-Type: text/html\r\n\r\n<p>html <b>words</b></p>'
		);
		const outer = multipart(
			'out',
			bytes('Content-Type: multipart/alternative; boundary=in\r\n\r\n', inner),
			bytes(
				'Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n',
				" filename*0*=UTF-8''%D0%9E%D1%82; filename*1=chet.pdf\r\n",
				'Content-Transfer-Encoding: base64\r\n\r\nJVBERi0='
			)
		);
		const mail = await read(message({ 'Content-Type': 'multipart/mixed; boundary="out"' }, outer));
		expect(mail.text).toBe('plain words');
		expect(mail.html?.html).toContain('<b>words</b>');
		expect(mail.files).toEqual([
			{ name: 'Отchet.pdf', type: 'application/pdf', bytes: new Uint8Array(Buffer.from('%PDF-')) }
		]);
	});

	it('makes readable text of a message that is only a page', async () => {
		const page =
			'<style>p{color:red}</style><h1>Hello</h1><p>One<br>two &amp; <a href="https://x.example/a">three</a></p><ul><li>four</ul>';
		const mail = await read(message({ 'Content-Type': 'text/html; charset=utf-8' }, page));
		expect(mail.text).toBe('Hello\n\nOne\ntwo & three (https://x.example/a)\n\n- four');
	});

	it('keeps forwarded messages, invitations and winmail.dat as files', async () => {
		const body = multipart(
			'b',
			'Content-Type: text/plain\r\n\r\nsee below',
			bytes('Content-Type: message/rfc822\r\n\r\n', message({ Subject: 'inner' }, 'in it')),
			'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR',
			'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nTNEF'
		);
		const mail = await read(message({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
		expect(mail.files.map((file) => file.name)).toEqual([
			'file-1.eml',
			'file-2.ics',
			'winmail.dat'
		]);
		expect(Buffer.from(mail.files[0]?.bytes ?? []).toString()).toContain('Subject: inner');
		expect(mail.text).toBe('see below');
	});

	it('gives files names that are only names', async () => {
		const names = [
			'../../etc/passwd',
			'C:\\\\a\\\\b.txt',
			'.htaccess',
			'a\u202efdp.exe',
			'',
			'x'.repeat(400) + '.pdf'
		];
		const parts = names.map((name) =>
			bytes(
				utf8(
					`Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx`
				)
			)
		);
		const mail = await read(
			message({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b', ...parts))
		);
		const given = mail.files.map((file) => file.name);
		expect(given.slice(0, 3)).toEqual(['passwd', 'b.txt', 'htaccess']);
		expect(given.slice(3, 5)).toEqual(['afdp.exe', 'file-5.pdf']);
		expect(given[5]).toMatch(/^x{100,}….pdf$/);
	});

	it('reads what there is of a message that was cut off', async () => {
		const body =
			'--b\r\nContent-Type: text/plain\r\n\r\nbeginning\r\n--b\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQAB';
		const mail = await read(message({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
		expect([mail.text, mail.files.length]).toEqual(['beginning', 1]);
	});

	it.each([
		['no boundary', 'multipart/mixed', '--x\r\n\r\nwords'],
		['an empty boundary', 'multipart/mixed; boundary=""', 'words'],
		['a boundary that never comes', 'multipart/mixed; boundary=zz', 'words'],
		[
			'a boundary within another',
			'multipart/mixed; boundary=a',
			'--a\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n\r\nwords\r\n--ab--\r\n--a--'
		]
	])('survives %s', async (_, type, body) => {
		expect(await refusal(message({ 'Content-Type': type }, body))).toBe('read');
	});
});

describe('pages', () => {
	const page = async (html: string, ...more: Uint8Array[]) => {
		const body = multipart(
			'r',
			bytes('Content-Type: text/html; charset=utf-8\r\n\r\n', utf8(html)),
			...more
		);
		const mail = await read(message({ 'Content-Type': 'multipart/related; boundary=r' }, body));
		return mail.html ?? { html: '', blockedImages: -1 };
	};

	it.each([
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'<svg onload=alert(1)><script>alert(1)</script></svg>',
		'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
		'<a href="java\nscript:alert(1)">x</a>',
		'<a href="data:text/html,<script>alert(1)</script>">x</a>',
		'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
		'<form action=https://evil.example><input name=a><button>go</button></form>',
		'<meta http-equiv=refresh content="0;url=https://evil.example"><base href=https://evil.example>',
		'<link rel=stylesheet href=https://evil.example/a.css>',
		'<style>@import "https://evil.example";</style>',
		'<p style="background:url(https://evil.example/x);position:fixed;top:0">x</p>',
		'<p style="background:u\\72l(https://evil.example)">x</p>',
		'<p style="background:url(spy)">x</p>',
		'<p style="color:red;b:expression(alert(1))">x</p>',
		'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
		'<img src="https://evil.example/pixel.gif" srcset="https://evil.example/2x 2x">',
		'<table background="https://evil.example/a.png"><tr><td>x</table>',
		'<video poster=https://evil.example/p src=https://evil.example/v></video>',
		'<img src="data:image/svg+xml;base64,PHN2Zy8+">',
		'<object data=https://evil.example></object><embed src=https://evil.example>'
	])('leaves nothing in %s that runs or loads', async (html) => {
		const safe = await page(html);
		expect(safe.html).not.toMatch(
			/evil|script|onerror|onload|alert|expression|position|url\(|<(?:svg|math|iframe|form|input|meta|base|link|style|object|embed|video)/i
		);
	});

	it('counts the pictures it does not load', async () => {
		const safe = await page('<img src=https://a.example/1 alt="A logo"><img src="//b.example/2">');
		expect(safe).toEqual({ html: '<span>A logo</span><span></span>', blockedImages: 2 });
	});

	it('puts the pictures of the message itself into the page', async () => {
		const picture = bytes(
			'Content-Type: image/gif\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.gif\r\nContent-Transfer-Encoding: base64\r\n\r\n',
			base64(PIXEL_GIF)
		);
		const safe = await page('<img src="cid:logo%40x" alt=logo>', picture);
		expect(safe.html).toContain('src="data:image/gif;base64,R0lGOD');
		expect(safe.blockedImages).toBe(0);
	});

	it('lets links open without telling where they came from', async () => {
		expect((await page('<a href="https://x.example" target=_top>x</a>')).html).toBe(
			'<a href="https://x.example" target="_blank" rel="noopener noreferrer nofollow">x</a>'
		);
	});

	it('keeps how text looks', async () => {
		const html =
			'<p dir="rtl" style="color:rgb(1, 2, 3);margin:4px auto;font-family:Arial, sans-serif">x</p>';
		expect((await page(html)).html).toContain(
			'color:rgb(1, 2, 3);margin:4px auto;font-family:Arial'
		);
	});
});

describe('what is not read', () => {
	it('names the reason', async () => {
		const lines = 'X-A: b\r\n'.repeat(10_000);
		const deep = Array.from(
			{ length: 300 },
			(_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`
		).join('');
		const many = 'x\r\n--b\r\n\r\n'.repeat(10_000);
		const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' };
		expect(await refusal(new Uint8Array())).toBe('empty');
		expect(await refusal(bytes('\r\n\r\n'))).toBe('empty');
		expect(await refusal(bytes('GIF89a', new Uint8Array(500)))).toBe('not-mail');
		expect(await refusal(bytes(lines, 'From: a@b.example\r\n\r\n'))).toBe('headers-too-large');
		expect(await refusal(message({ Subject: 'x'.repeat(300_000) }))).toBe('headers-too-large');
		expect(await refusal(bytes('From: a@b.example\r\n', deep))).toBe('too-deep');
		expect(await refusal(message(mixed, many))).toBe('too-many-parts');
		expect(await refusal(new Uint8Array(41 * 1024 * 1024))).toBe('too-large');
	});

	it('is not text that is merely full of dashes', async () => {
		expect(await refusal(message({}, '-- a line\r\n'.repeat(5000)))).toBe('read');
	});
});
