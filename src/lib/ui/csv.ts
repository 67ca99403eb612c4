/** A cell of a table: words, a number, or nothing. */
export type CsvCell = string | number | null;

/** What a spreadsheet would take for the beginning of a formula, also in full width. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/u;

/**
 * A table as CSV (RFC 4180), with the mark by which spreadsheets know its encoding. Words that look
 * like a formula get an apostrophe in front, so that no name runs as one.
 */
export function formatCsv(rows: readonly (readonly CsvCell[])[]): string {
	const lines = rows.map((row) => row.map(formatCell).join(','));
	return `\ufeff${lines.join('\r\n')}\r\n`;
}

function formatCell(cell: CsvCell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const text = FORMULA.test(cell) ? `'${cell}` : cell;
	return `"${text.replaceAll('"', '""')}"`;
}
