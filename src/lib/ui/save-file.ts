/** Hands a file to the person, as a download. */
export function saveFile(bytes: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(bytes);
	link.download = name;
	link.click();
	// The download has its own copy by the next turn.
	setTimeout(() => URL.revokeObjectURL(link.href));
}

/** Hands over a table that `formatCsv` wrote. */
export function saveCsv(text: string, name: string): void {
	saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
}
