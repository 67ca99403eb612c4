/** The cell keys of a message: its existence, its words and whether they were taken back. */
export const messageKeys = (id: string) => ({
	existence: `m/${id}`,
	text: `m/${id}/text`,
	retracted: `m/${id}/retracted`,
	split: `m/${id}/split`,
	delivery: `m/${id}/delivery`,
	seq: `m/${id}/seq`
});

/** The id of the message that a cell key belongs to; undefined for the other keys. */
export function messageIdIn(key: string): string | undefined {
	return key.startsWith('m/') ? key.split('/')[1] : undefined;
}
