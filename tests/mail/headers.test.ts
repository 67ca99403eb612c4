import { describe, expect, it } from 'vitest';
import { parseMail } from '../../sync-server/channels/mail/parse.ts';
import { message } from './fixtures/bytes.ts';

async function read(headers: Readonly<Record<string, string>>) {
	const outcome = await parseMail(message(headers, 'x'), Date.UTC(2026, 10, 21));
	if (!outcome.ok) throw new Error(outcome.detail);
	return outcome.mail;
}

describe('a machine [IM4]', () => {
	it.each([
		{ 'Auto-Submitted': 'auto-replied; owner=a@b' },
		{ 'auto-submitted': 'AUTO-GENERATED' },
		{ Precedence: 'Bulk' },
		{ Precedence: 'list' },
		{ 'List-Unsubscribe': '<mailto:a@b>' },
		{ 'X-Auto-Response-Suppress': 'DR, AutoReply' },
		{ 'Return-Path': '<>' },
		{ From: 'MAILER-DAEMON@example.org' },
		{ 'Content-Type': 'multipart/report; boundary=b' }
	])('is known by %j', async (headers) => {
		expect((await read(headers)).automatic).toBe(true);
	});

	it.each([
		{ 'Auto-Submitted': 'no' },
		{ Precedence: 'first-class' },
		{ 'X-Auto-Response-Suppress': 'OOF' },
		{ 'Return-Path': '<ann@example.org>' },
		{ Subject: 'Out of office' }
	])('is not known by %j', async (headers) => {
		expect((await read(headers)).automatic).toBe(false);
	});
});

it('[IM1] addresses are those that servers noted, then those that were written', async () => {
	const headers = {
		To: 'Team: b@example.org, <C@example.org>;, A@example.org',
		Cc: 'd@example.org, nobody',
		'Delivered-To': '<a@example.org>'
	};
	const names = ['a', 'b', 'c', 'd'].map((name) => `${name}@example.org`);
	expect((await read(headers)).addressees).toEqual(names);
});
