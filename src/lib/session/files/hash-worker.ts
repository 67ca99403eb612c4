import { digest } from 'lib0/hash/sha256';

self.onmessage = async ({ data }: MessageEvent<Blob>) => {
	self.postMessage(digest(new Uint8Array(await data.arrayBuffer())));
};
