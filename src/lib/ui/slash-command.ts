/** The `/…` being typed at the start of a line, with where it begins; undefined when there is none. */
export function slashAt(text: string, caret: number): { from: number; query: string } | undefined {
	const from = text.lastIndexOf('\n', caret - 1) + 1;
	if (caret <= from || text[from] !== '/') return undefined;
	const query = text.slice(from + 1, caret);
	// A second slash makes it a path, a leading space a slash that is meant as one.
	return query.length > 40 || query.includes('/') || query.startsWith(' ')
		? undefined
		: { from, query };
}
