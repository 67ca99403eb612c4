/** `vip, door` as two tags; the same one twice counts once. */
export function splitTags(text: string): string[] {
	const tags = text.split(/[,،]/).map((tag) => tag.trim().slice(0, 60));
	return [...new Set(tags.filter(Boolean))].slice(0, 50);
}
