import { describe, expect, it } from 'vitest';
import { readEndpoint } from './endpoint.ts';

describe('where a browser says it can be told [WP2]', () => {
	it.each([
		'https://fcm.googleapis.com/fcm/send/abc',
		'https://updates.push.services.mozilla.com/wpush/v2/abc',
		'https://web.push.apple.com/abc?x=1',
		'https://203.0.114.7/push'
	])('may be a push service: %s', (text) => expect(readEndpoint(text)?.href).toBe(text));

	it.each([
		'',
		'no address',
		'http://push.example.org/a',
		'ftp://push.example.org/a',
		'https://push.example.org:8443/a',
		'https://user:secret@push.example.org/a',
		'https://push.example.org/a#b',
		'https://localhost/a',
		'https://printer/a',
		'https://printer.local/a',
		'https://db.internal/a',
		'https://127.0.0.1/a',
		'https://2130706433/a',
		'https://0x7f.1/a',
		'https://10.1.2.3/a',
		'https://172.31.0.1/a',
		'https://192.168.0.1/a',
		'https://169.254.169.254/latest/meta-data',
		'https://100.64.0.1/a',
		'https://[::1]/a',
		'https://[::ffff:127.0.0.1]/a',
		'https://[::ffff:7f00:1]/a',
		'https://[fe80::1]/a',
		'https://[fd00::1]/a',
		'https://[64:ff9b::7f00:1]/a',
		`https://push.example.org/${'a'.repeat(1_000)}`
	])('may not be: %s', (text) => expect(readEndpoint(text)).toBeUndefined());
});
