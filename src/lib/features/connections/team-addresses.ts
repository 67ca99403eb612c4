import type { TeamAddress } from '#lib/protocol/incoming-mail.ts';

/** The addresses of teams as a draft keeps them: one text. Lines without an address are none. */
export function readTeamAddresses(text: string): TeamAddress[] {
	return readRows(text).filter(({ address }) => address !== '');
}

/** The same with the lines that somebody has just begun. */
export function readRows(text: string): TeamAddress[] {
	const rows: unknown = JSON.parse(text || '[]');
	if (!Array.isArray(rows)) return [];
	return rows.map((row: unknown) => ({
		address: textIn(row, 'address'),
		team: textIn(row, 'team')
	}));
}

function textIn(row: unknown, key: string): string {
	if (typeof row !== 'object' || row === null) return '';
	const value: unknown = Object.entries(row).find(([name]) => name === key)?.[1];
	return typeof value === 'string' ? value.trim() : '';
}
