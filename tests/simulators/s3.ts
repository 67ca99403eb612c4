import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BucketAccount {
	readonly accessKey: string;
	readonly secretKey: string;
	readonly region: string;
	readonly bucket: string;
}

/** One request as it is signed: names of headers in lower case, the path with its encoding. */
export interface SignedRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Uint8Array | string, text: string) =>
	createHmac('sha256', key).update(text).digest();

/**
 * Why a request is refused, by the code of the API; undefined when its signature fits.
 * Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header (AWS
 * Signature Version 4)", single chunk.
 */
export function signatureProblem(
	{ method, url, headers }: SignedRequest,
	account: Pick<BucketAccount, 'accessKey' | 'secretKey' | 'region'>
): string | undefined {
	const given =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
			String(headers['authorization'] ?? '')
		);
	if (given === null) return 'AccessDenied';
	const [, key, day = '', region = '', names = '', signature = ''] = given;
	if (key !== account.accessKey) return 'InvalidAccessKeyId';
	if (region !== account.region) return 'AuthorizationHeaderMalformed';
	const signed = names.split(';');
	const mustBeSigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-'));
	if (['host', ...mustBeSigned].some((name) => !signed.includes(name))) return 'AccessDenied';
	const { pathname, searchParams } = new URL(url, 'http://host');
	searchParams.sort();
	const canonical = [
		method,
		pathname,
		searchParams.toString(),
		...signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
		'',
		names,
		headers['x-amz-content-sha256']
	].join('\n');
	const scope = `${day}/${region}/s3/aws4_request`;
	const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
	const secret = [day, region, 's3', 'aws4_request'].reduce<Uint8Array | string>(
		hmac,
		`AWS4${account.secretKey}`
	);
	return timingSafeEqual(hmac(secret, text), Buffer.from(signature, 'hex'))
		? undefined
		: 'SignatureDoesNotMatch';
}

/** One bucket of an S3 service, in memory: what GET, HEAD and PUT of an object promise. */
export class S3Simulator {
	readonly objects = new Map<string, Buffer>();
	readonly #account: BucketAccount;
	#busyTimes = 0;
	#server = createServer((request, response) => {
		void this.#answer(request, response);
	});

	constructor(account: BucketAccount) {
		this.#account = account;
	}

	/** Starts on a free port of this machine; gives its address. */
	async start(): Promise<string> {
		const listening = Promise.withResolvers<void>();
		this.#server.listen(0, '127.0.0.1', listening.resolve);
		await listening.promise;
		// An address of TCP, as it listens on a port.
		const { port } = this.#server.address() as AddressInfo;
		return `http://127.0.0.1:${port}`;
	}

	/** Asks whoever comes next to come again later, so many times. */
	beBusy(times: number): void {
		this.#busyTimes = times;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => void this.#server.close(resolve));
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = Buffer.concat(await request.toArray());
		const { method = '', url = '' } = request;
		const refuse = (status: number, code: string) => {
			response.writeHead(status, { 'content-type': 'application/xml' });
			response.end(method === 'HEAD' ? undefined : `<Error><Code>${code}</Code></Error>`);
		};
		if (this.#busyTimes > 0) {
			this.#busyTimes -= 1;
			return refuse(503, 'SlowDown');
		}
		const problem = signatureProblem({ method, url, headers: request.headers }, this.#account);
		if (problem !== undefined) return refuse(403, problem);
		const [, bucket, ...key] = new URL(url, 'http://host').pathname.split('/');
		if (bucket !== this.#account.bucket) return refuse(404, 'NoSuchBucket');
		if (method === 'PUT') return this.#put(key.join('/'), { request, body, response, refuse });
		const found = this.objects.get(key.join('/'));
		if (found === undefined) return refuse(404, 'NoSuchKey');
		response.writeHead(200, { 'content-length': found.length });
		response.end(method === 'HEAD' ? undefined : found);
	}

	#put(key: string, { request, body, response, refuse }: Put): void {
		if (request.headers['content-length'] === undefined) return refuse(411, 'MissingContentLength');
		if (request.headers['x-amz-content-sha256'] !== sha256(body))
			return refuse(400, 'XAmzContentSHA256Mismatch');
		this.objects.set(key, body);
		response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
	}
}

interface Put {
	readonly request: IncomingMessage;
	readonly body: Buffer;
	readonly response: ServerResponse;
	readonly refuse: (status: number, code: string) => void;
}
