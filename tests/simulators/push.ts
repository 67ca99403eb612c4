import {
	createDecipheriv,
	createECDH,
	createHmac,
	createPublicKey,
	randomBytes,
	verify
} from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser keeps of a subscription: its pair of keys and what only it and the sender know. */
export interface Receiver {
	readonly privateKey: Buffer;
	readonly publicKey: Buffer;
	readonly auth: Buffer;
}

const hmac = (key: Uint8Array, ...parts: readonly (Uint8Array | string)[]) =>
	createHmac('sha256', key)
		.update(Buffer.concat(parts.map((part) => Buffer.from(part))))
		.digest();

/** Opens a message as a browser does (RFC 8291, section 3.4; RFC 8188 with one record). */
export function openSealed(bytes: Buffer, { privateKey, publicKey, auth }: Receiver): string {
	const salt = bytes.subarray(0, 16);
	const sender = bytes.subarray(21, 21 + (bytes[20] ?? 0));
	const sealed = bytes.subarray(21 + sender.length);
	const ecdh = createECDH('prime256v1');
	ecdh.setPrivateKey(privateKey);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
	const ikm = hmac(hmac(auth, ecdh.computeSecret(sender)), info, '\x01');
	const prk = hmac(salt, ikm);
	const key = hmac(prk, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
	const nonce = hmac(prk, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
	const open = createDecipheriv('aes-128-gcm', key, nonce);
	open.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
	return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** Why a sender is not let in (RFC 8292, sections 2 and 3); undefined when they are. */
export function senderProblem(header: string, audience: string, key: string): string | undefined {
	const given = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header);
	if (given === null) return 'no vapid';
	const [, head = '', claims = '', signature = '', sender = ''] = given;
	if (sender !== key) return 'another key than the subscription has';
	const point = Buffer.from(sender, 'base64url');
	const jwk = { kty: 'EC', crv: 'P-256', x: part(point, 1), y: part(point, 33) };
	const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
	const signed = Buffer.from(`${head}.${claims}`);
	const bytes = Buffer.from(signature, 'base64url');
	if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes))
		return 'not signed by that key';
	const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
	if (aud !== audience) return 'for somebody else';
	const leftS = exp - Date.now() / 1000;
	if (leftS <= 0 || leftS > 24 * 3_600) return 'for too long, or no more';
	return /^(mailto:|https:)/.test(sub) ? undefined : 'from nobody';
}

interface Claims {
	readonly aud: string;
	readonly exp: number;
	readonly sub: string;
}

const part = (point: Buffer, from: number) => point.subarray(from, from + 32).toString('base64url');

/** A push service on this machine, and the browsers behind it. */
export async function startPushService() {
	const receivers = new Map<string, Receiver & { readonly key: string }>();
	const told: { readonly to: string; readonly message: unknown; readonly topic: string }[] = [];
	const problems: string[] = [];
	/** What the next requests are answered with, instead of being taken. */
	const answers: number[] = [];
	const server = createServer((request, response) => {
		void take(request).then((status) => {
			response.writeHead(status, status === 307 ? { location: `${address}/elsewhere` } : {}).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	async function take(request: IncomingMessage): Promise<number> {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		const answer = answers.shift();
		if (answer !== undefined) return answer;
		const to = request.url ?? '';
		const receiver = receivers.get(to);
		if (receiver === undefined) return 404;
		const { headers } = request;
		const problem =
			senderProblem(headers.authorization ?? '', address, receiver.key) ??
			(headers['ttl'] === undefined ? 'no time to live' : undefined) ??
			(headers['content-encoding'] === 'aes128gcm' ? undefined : 'not sealed');
		if (problem !== undefined) {
			problems.push(problem);
			return 403;
		}
		const message: unknown = JSON.parse(openSealed(Buffer.concat(pieces), receiver));
		told.push({ to, message, topic: String(headers['topic']) });
		return 201;
	}

	return {
		address,
		told,
		problems,
		answers,
		/** Makes a subscription as a browser would, for the sender with this key. */
		subscribe(key: string) {
			const ecdh = createECDH('prime256v1');
			const publicKey = ecdh.generateKeys();
			const [auth, path] = [randomBytes(16), `/push/${randomBytes(8).toString('hex')}`];
			receivers.set(path, { privateKey: ecdh.getPrivateKey(), publicKey, auth, key });
			const keys = { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') };
			return { path, endpoint: address + path, keys };
		},
		stop: () => new Promise((resolve) => server.close(resolve))
	};
}
