import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { LOG_LEVELS } from './observe/log.ts';
import type { S3Settings } from './persistence/blobs/s3-blobs.ts';

/** Which forwarding proxies are believed: none, the nearest n, or those at these addresses. */
export type TrustedProxies = false | number | readonly string[];

export interface Config {
	readonly port: number;
	readonly host: string;
	readonly dataDir: string;
	readonly buildDir: string;
	readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
	readonly trustProxy: TrustedProxies;
	readonly limits: Limits;
	/** Whoever knows it may read the metrics; without one nobody may. */
	readonly metricsToken: string | null;
	readonly backup: BackupSettings;
	/** Machines inside one's own network that connections may be made to. */
	readonly insideHosts: readonly string[];
	/** For tests: what goes outside may go to this machine. */
	readonly isAnywhere?: boolean;
	/** Files lie here instead of in the data folder. */
	readonly bucket: S3Settings | null;
}

export interface BackupSettings {
	readonly dir: string;
	/** Hours from one backup to the next; 0 for none by itself. */
	readonly everyHours: number;
	readonly keep: number;
}

/** Requests one address may make; an office shares one address, so these are generous. */
export interface Limits {
	readonly requestsPerMinute: number;
	readonly signInsPerMinute: number;
	/** Wrong passwords in 15 minutes, over all accounts tried. */
	readonly failuresPerAddress: number;
	/** Multiplies what one person may send by socket and make the server do. */
	readonly personAllowance: number;
	/** The largest file a message may carry. */
	readonly fileMegabytes: number;
}

export const defaultLimits: Limits = {
	requestsPerMinute: 3000,
	signInsPerMinute: 60,
	failuresPerAddress: 100,
	personAllowance: 1,
	fileMegabytes: 25
};

/** A setting that cannot be used. The message says which, what it was and what would do. */
export class ConfigError extends Error {
	readonly setting: string;

	constructor(setting: string, message: string, cause?: unknown) {
		super(`${setting}: ${message}`, { cause });
		this.name = 'ConfigError';
		this.setting = setting;
	}
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment once. Throws a ConfigError naming the first setting that cannot be used. */
export function readConfig(env: Environment): Config {
	const dataDir = resolve(readText(env, 'DATA_DIR', './data'));
	return {
		port: readInteger(env, 'PORT', 8080, 0, 65_535),
		// All interfaces: phones and colleagues must reach it, and a new server asks for a one-time
		// code that only its terminal shows. HOST=127.0.0.1 keeps it to this machine.
		host: readText(env, 'HOST', '0.0.0.0'),
		dataDir,
		buildDir: resolve(readText(env, 'OFFHOOK_BUILD_DIR', './build')),
		tls: readTls(env),
		trustProxy: readTrustProxy(env),
		metricsToken: readToken(env, 'METRICS_TOKEN'),
		limits: {
			requestsPerMinute: readLimit(env, 'OFFHOOK_REQUESTS_PER_MINUTE', 'requestsPerMinute'),
			signInsPerMinute: readLimit(env, 'OFFHOOK_SIGN_INS_PER_MINUTE', 'signInsPerMinute'),
			failuresPerAddress: readLimit(env, 'OFFHOOK_FAILURES_PER_ADDRESS', 'failuresPerAddress'),
			personAllowance: readLimit(env, 'OFFHOOK_PERSON_ALLOWANCE', 'personAllowance'),
			fileMegabytes: readLimit(env, 'OFFHOOK_FILE_MEGABYTES', 'fileMegabytes')
		},
		backup: readBackup(env, dataDir),
		insideHosts: readText(env, 'OFFHOOK_INSIDE_HOSTS', '')
			.split(',')
			.map((host) => host.trim())
			.filter(Boolean),
		bucket: readBucket(env)
	};
}

function readText(env: Environment, setting: string, fallback: string): string {
	return env[setting]?.trim() || fallback;
}

function readInteger(
	env: Environment,
	setting: string,
	fallback: number,
	...[min, max]: readonly [number, number]
): number {
	const text = readText(env, setting, String(fallback));
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= min && value <= max) return value;
	throw new ConfigError(setting, `"${text}" is not a whole number from ${min} to ${max}.`);
}

function readLimit(env: Environment, setting: string, limit: keyof Limits): number {
	return readInteger(env, setting, defaultLimits[limit], 1, 10_000_000);
}

function readBackup(env: Environment, dataDir: string): BackupSettings {
	return {
		dir: resolve(readText(env, 'BACKUP_DIR', join(dataDir, 'backups'))),
		everyHours: readInteger(env, 'BACKUP_EVERY', 24, 0, 8_760),
		keep: readInteger(env, 'BACKUP_KEEP', 7, 1, 1_000)
	};
}

function readBucket(env: Environment): S3Settings | null {
	const settings = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;
	if (settings.every((setting) => readText(env, setting, '') === '')) return null;
	const missing = settings.find((setting) => readText(env, setting, '') === '');
	if (missing !== undefined)
		throw new ConfigError(missing, 'is missing; a bucket needs an address, a name and two keys.');
	const endpoint = readText(env, 'S3_ENDPOINT', '');
	if (!/^https?:\/\/./.test(endpoint) || !URL.canParse(endpoint))
		throw new ConfigError('S3_ENDPOINT', `"${endpoint}" is not like https://s3.example.org.`);
	const bucket = readText(env, 'S3_BUCKET', '');
	if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
		throw new ConfigError('S3_BUCKET', `"${bucket}" is not the name of a bucket.`);
	return {
		endpoint,
		bucket,
		region: readText(env, 'S3_REGION', 'us-east-1'),
		accessKey: readText(env, 'S3_ACCESS_KEY', ''),
		secretKey: readText(env, 'S3_SECRET_KEY', '')
	};
}

/** A secret that stands in a header: long enough, and without spaces. */
function readToken(env: Environment, setting: string): string | null {
	const text = readText(env, setting, '');
	if (text === '') return null;
	if (/^[\x21-\x7e]{16,200}$/.test(text)) return text;
	throw new ConfigError(setting, 'must have 16 to 200 letters, digits and signs, and no space.');
}

/** How much the log says; by default less where a person is looking. */
export function readLogLevel(env: Environment, isTerminal: boolean): (typeof LOG_LEVELS)[number] {
	const text = readText(env, 'LOG_LEVEL', isTerminal ? 'warn' : 'info').toLowerCase();
	const level = LOG_LEVELS.find((known) => known === text);
	if (level !== undefined) return level;
	throw new ConfigError('LOG_LEVEL', `"${text}" is none of ${LOG_LEVELS.join(', ')}.`);
}

function readTls(env: Environment): Config['tls'] {
	const cert = readText(env, 'TLS_CERT', '');
	const key = readText(env, 'TLS_KEY', '');
	if (cert === '' && key === '') return null;
	if (cert === '') throw new ConfigError('TLS_CERT', 'is missing; TLS_KEY alone is not enough.');
	if (key === '') throw new ConfigError('TLS_KEY', 'is missing; TLS_CERT alone is not enough.');
	return { cert: readPem('TLS_CERT', cert), key: readPem('TLS_KEY', key) };
}

function readPem(setting: string, path: string): Buffer {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path);
	} catch (cause) {
		throw new ConfigError(setting, `the file ${path} cannot be read.`, cause);
	}
	if (bytes.includes('-----BEGIN ')) return bytes;
	throw new ConfigError(setting, `the file ${path} is not in PEM form.`);
}

function readTrustProxy(env: Environment): TrustedProxies {
	const text = readText(env, 'TRUST_PROXY', '0').toLowerCase();
	if (text === '0' || text === 'false' || text === 'no') return false;
	if (text === 'true' || text === 'yes') return 1;
	if (/^\d$/.test(text)) return Number(text);
	const networks = text.split(',').map((part) => part.trim());
	const wrong = networks.find((network) => network !== 'loopback' && !isNetwork(network));
	if (wrong === undefined) return networks;
	throw new ConfigError(
		'TRUST_PROXY',
		`"${wrong}" is neither a number of proxies, nor an address like 10.0.0.2 or 10.0.0.0/8, nor "loopback".`
	);
}

/** Whether a text is an address or a network like 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
	const [address = '', bits, ...rest] = text.split('/');
	const family = isIP(address);
	if (family === 0 || rest.length > 0) return false;
	return (
		bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
	);
}
