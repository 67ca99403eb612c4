/**
 * Every change carries the time at which it was made in the subject that it sets, `~#microseconds~`,
 * so that whoever gets bytes sees how long they took without taking documents apart.
 */
const MARK = Buffer.from('~#');
const END = '~'.charCodeAt(0);

export const markedSubject = (number: number): string => `Printer in room 17 is out ~#${number}~`;

/** The marks of the changes that some bytes bring. */
export function marksIn(bytes: Uint8Array): number[] {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const found: number[] = [];
	for (let at = buffer.indexOf(MARK); at >= 0; at = buffer.indexOf(MARK, at + 2)) {
		const end = buffer.indexOf(END, at + 2);
		if (end < 0) break;
		found.push(Number(buffer.toString('latin1', at + 2, end)));
	}
	return found;
}
