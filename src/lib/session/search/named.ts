import type { RowText } from './messages.ts';

/** Whether what was typed is the number or mark of a ticket; `wanted` is folded. */
export function isNamed(row: Pick<RowText, 'number' | 'mark'>, wanted: string): boolean {
	const name = wanted.replace(/^#/, '');
	if (row.number !== null && String(row.number) === name) return true;
	// The temporary mark finds its ticket for ever, with or without its sign.
	return name.length >= 4 && row.mark.toLowerCase().startsWith(`~${name.replace(/^~/, '')}`);
}
