/** The pair of keys by which a push service knows this server, as base64url. */
export interface VapidKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

/** Reads the keys as this server wrote them. */
export function readVapidKeys(bytes: Uint8Array): VapidKeys {
	return JSON.parse(Buffer.from(bytes).toString()) as VapidKeys;
}
