/** Reads when changes settled, by their ids, as this device wrote it down. */
export function readTimes(text: string): readonly (readonly [id: string, ms: number])[] {
	return JSON.parse(text) as [string, number][];
}
