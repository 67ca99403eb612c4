import { ownProgram } from '../own-program.decode.ts';
import program from './hash-worker.ts?worker&url';

/** The SHA-256 of a file in hexadecimal digits, counted beside the screen's own thread. */
export async function hashOf(bytes: Blob): Promise<string> {
	// Browsers keep their own hashing from pages that came over plain http.
	const own: SubtleCrypto | undefined = crypto.subtle;
	const hash =
		own === undefined
			? await countedByWorker(bytes)
			: new Uint8Array(await own.digest('SHA-256', await bytes.arrayBuffer()));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function countedByWorker(bytes: Blob): Promise<Uint8Array> {
	const worker = new Worker(ownProgram(program), { type: 'module' });
	return new Promise<Uint8Array>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => resolve(data);
		worker.onerror = ({ message }) => reject(new Error(message));
		worker.postMessage(bytes);
	}).finally(() => worker.terminate());
}
