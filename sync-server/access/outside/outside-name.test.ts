import { describe, expect, it } from 'vitest';
import { readOutsideName } from './outside-name.ts';

const domains = ['CORP', 'corp.example'];
const anna = { userName: 'anna' };

describe('a name that a proxy hands on', () => {
	it.each([
		['anna', anna],
		[' anna ', anna],
		['CORP\\anna', anna],
		['corp\\anna', anna],
		['anna@CORP', anna],
		['anna@CORP.EXAMPLE', { userName: 'anna', email: 'anna@corp.example' }],
		["o'hara@corp.example", { email: "o'hara@corp.example" }],
		['محمد@corp.example', { userName: 'محمد', email: 'محمد@corp.example' }]
	])('[SN7] %j is somebody here', (text, expected) => {
		expect(readOutsideName(text, domains)).toEqual(expected);
	});

	it.each([
		'OTHER\\anna',
		'anna@other.example',
		'anna@corp.example.evil',
		'CORP\\anna@other.example',
		'CORP\\OTHER\\anna',
		'anna@CORP@other.example',
		'HTTP/desk@CORP.EXAMPLE',
		'DESK01$@CORP.EXAMPLE',
		'DESK01$',
		'anna, boss',
		'anna boss',
		'ａnna',
		'an\u200bna',
		'anna\u0000',
		'',
		'a'.repeat(300)
	])('[SN7] %j is nobody', (text) => {
		expect(readOutsideName(text, domains)).toBeUndefined();
	});

	it('[SN7] needs no domain where none is said, and takes none where none is listed', () => {
		expect(readOutsideName('anna', [])).toEqual(anna);
		expect(readOutsideName('CORP\\anna', [])).toBeUndefined();
	});
});
