import { encodeQR } from 'qr';
import { expect, it } from 'vitest';
import { readCode } from './read-code.ts';

/** A code as a camera would see it, straight and well lit. */
function pictureOf(text: string): ImageData {
	const bits = encodeQR(text, 'raw', { scale: 6, border: 4 });
	const [width, height] = [bits[0]?.length ?? 0, bits.length];
	const data = new Uint8ClampedArray(
		bits.flatMap((row) => row.flatMap((isDark) => [...Array(3).fill(isDark ? 0 : 255), 255]))
	);
	return { width, height, data } as unknown as ImageData;
}

it('reads the address of a ticket from its code, where the browser cannot', async () => {
	const address = 'https://desk.example/t/1204';
	expect(await readCode(pictureOf(address))).toBe(address);
	const white = { width: 40, height: 40, data: new Uint8ClampedArray(6_400).fill(255) };
	expect(await readCode(white as unknown as ImageData)).toBeUndefined();
});
