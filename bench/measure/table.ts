import { rounded } from './numbers.ts';
import type { Aim, Row } from './benchmark.ts';

/** The rows as aligned columns, one for each figure that any row has. */
export function table(rows: readonly Row[]): string {
	const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
	const cells = [
		['case', 'server', ...names],
		...rows.map((row) => [
			row.case,
			row.server,
			...names.map((name) => {
				const value = row.figures[name];
				return value === undefined || Number.isNaN(value) ? '–' : String(rounded(value));
			})
		])
	];
	const widths = (cells[0] ?? []).map((_, column) =>
		Math.max(...cells.map((line) => line[column]?.length ?? 0))
	);
	return cells
		.map((line) =>
			line
				.map((cell, column) =>
					column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
				)
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** One line for each aim: met or not, and what was found. */
export function aimLines(aims: readonly Aim[]): string {
	return aims.map(({ aim, found, isMet }) => `${isMet ? '✓' : '✗'} ${aim}: ${found}`).join('\n');
}
