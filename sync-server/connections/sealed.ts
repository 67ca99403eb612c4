import {
	createCipheriv,
	createDecipheriv,
	createHash,
	hkdfSync,
	randomBytes,
	type CipherGCMTypes
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER: CipherGCMTypes = 'aes-256-gcm';

/** Keys lie outside the database, so that neither it nor a backup of it tells a secret. */
export const KEY_FILE = 'secrets.key';

interface Key {
	readonly id: Buffer;
	readonly bytes: Buffer;
}

export type Seal = ReturnType<typeof openSeal>;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D) by a key of each place, derived (HKDF, RFC 5869) from
 * the first line of the key file, which is made when it is first needed. What further lines sealed is
 * still read: to change the key, a new line is put before the old one.
 */
export function openSeal(dataDir: string) {
	const path = join(dataDir, KEY_FILE);
	let keys: readonly Key[] | undefined;

	function known(): readonly Key[] {
		if (!existsSync(path)) writeFileSync(path, newKeyLine(), { mode: 0o600, flag: 'wx' });
		return (keys ??= readKeys(readFileSync(path, 'utf8')));
	}

	return {
		/** `place` is whose secret it is and what for: sealed for one, it opens for no other. */
		seal(place: string, secret: string): Buffer {
			const [key] = known();
			if (key === undefined) throw new Error(`${path} holds no key.`);
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv(CIPHER, derive(key, place), nonce);
			const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
			return Buffer.concat([key.id, nonce, cipher.getAuthTag(), sealed]);
		},
		/** Undefined when the key is not there any more, or the bytes are not what was sealed here. */
		open(place: string, bytes: Uint8Array): string | undefined {
			const sealed = Buffer.from(bytes);
			const key = known().find(({ id }) => id.equals(sealed.subarray(0, ID_BYTES)));
			if (key === undefined || sealed.length < ID_BYTES + NONCE_BYTES + TAG_BYTES) return undefined;
			return decipher(derive(key, place), sealed.subarray(ID_BYTES));
		}
	};
}

function decipher(key: Buffer, sealed: Buffer): string | undefined {
	const tagAt = NONCE_BYTES;
	const textAt = NONCE_BYTES + TAG_BYTES;
	const opened = createDecipheriv(CIPHER, key, sealed.subarray(0, tagAt));
	opened.setAuthTag(sealed.subarray(tagAt, textAt));
	try {
		return Buffer.concat([opened.update(sealed.subarray(textAt)), opened.final()]).toString();
	} catch {
		return undefined;
	}
}

const newKeyLine = (): string => `${randomBytes(KEY_BYTES).toString('base64')}\n`;

function readKeys(text: string): Key[] {
	return text
		.split('\n')
		.map((line) => Buffer.from(line.trim(), 'base64'))
		.filter(({ length }) => length === KEY_BYTES)
		.map((bytes) => ({
			id: createHash('sha256').update(bytes).digest().subarray(0, ID_BYTES),
			bytes
		}));
}

const derive = ({ bytes }: Key, place: string): Buffer =>
	Buffer.from(hkdfSync('sha256', bytes, '', `offhook secret ${place}`, KEY_BYTES));
