import { describe, expect, it } from 'vitest';
import { deviceName } from './device-name.ts';

describe('the name of a device', () => {
	it.each([
		[
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0',
			{ browser: 'Edge', system: 'Windows' }
		],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
			{ browser: 'Safari', system: 'iPhone' }
		],
		[
			'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
			{ browser: 'Firefox', system: 'Linux' }
		],
		['curl/8.5', null]
	])('%s', (userAgent, name) => {
		expect(deviceName(userAgent)).toEqual(name);
	});
});
