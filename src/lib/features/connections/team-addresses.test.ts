import { describe, expect, it } from 'vitest';
import { readRows, readTeamAddresses } from './team-addresses.ts';

describe('the addresses of teams', () => {
	it('are read back as they were typed, without lines that are not filled in', () => {
		const rows = [
			{ address: 'desk@example.org', team: 'a' },
			{ address: '', team: 'b' }
		];
		expect(readRows(JSON.stringify(rows))).toEqual(rows);
		expect(readTeamAddresses(JSON.stringify(rows))).toEqual(rows.slice(0, 1));
	});

	it('are none where nothing stands, and empty where something else does', () => {
		expect(readRows('')).toEqual([]);
		expect(readRows('{}')).toEqual([]);
		expect(readRows('[null, {"address": 7}]')).toEqual([
			{ address: '', team: '' },
			{ address: '', team: '' }
		]);
	});
});
