import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, defaultLimits, readConfig } from './config.ts';

let folder: string;
let pem: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'offhook-config-'));
	pem = join(folder, 'cert.pem');
	writeFileSync(pem, '-----BEGIN CERTIFICATE-----\n');
	writeFileSync(join(folder, 'other.txt'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true }));

function refusalOf(env: Record<string, string>): string {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return 'no refusal';
}

describe('the configuration', () => {
	it('needs nothing', () => {
		expect(readConfig({ PORT: '', HOST: ' ' })).toEqual({
			port: 8080,
			host: '0.0.0.0',
			dataDir: resolve('data'),
			buildDir: resolve('build'),
			tls: null,
			trustProxy: false,
			limits: defaultLimits,
			metricsToken: null,
			backup: { dir: resolve('data/backups'), everyHours: 24, keep: 7 },
			bucket: null,
			insideHosts: []
		});
	});

	it('takes every setting', () => {
		const env = {
			PORT: '0',
			HOST: '::1',
			DATA_DIR: folder,
			TLS_CERT: pem,
			TLS_KEY: pem,
			TRUST_PROXY: '10.0.0.0/8, loopback',
			OFFHOOK_REQUESTS_PER_MINUTE: '9',
			BACKUP_DIR: folder,
			BACKUP_EVERY: '0',
			BACKUP_KEEP: '2',
			OFFHOOK_INSIDE_HOSTS: 'erp.local, 10.0.0.7',
			S3_ENDPOINT: 'https://s3.example.org',
			S3_BUCKET: 'desk-files',
			S3_ACCESS_KEY: 'a',
			S3_SECRET_KEY: 'b'
		};
		expect(readConfig(env)).toMatchObject({
			port: 0,
			host: '::1',
			dataDir: folder,
			tls: { cert: Buffer.from('-----BEGIN CERTIFICATE-----\n') },
			trustProxy: ['10.0.0.0/8', 'loopback'],
			limits: { requestsPerMinute: 9, signInsPerMinute: 60 },
			backup: { dir: folder, everyHours: 0, keep: 2 },
			bucket: { bucket: 'desk-files', region: 'us-east-1', accessKey: 'a', secretKey: 'b' }
		});
	});

	it('reads the many ways to say whether to trust a proxy', () => {
		const trust = (text: string) => readConfig({ TRUST_PROXY: text }).trustProxy;
		expect(['0', 'false', 'true', '1', '2', '::1'].map(trust)).toEqual([
			false,
			false,
			1,
			1,
			2,
			['::1']
		]);
	});

	it('says which setting cannot be used, and why', () => {
		const missing = join(folder, 'missing.pem');
		expect(refusalOf({ PORT: '80a' })).toBe('PORT: "80a" is not a whole number from 0 to 65535.');
		expect(refusalOf({ PORT: '65536' })).toContain('65536');
		expect(refusalOf({ TLS_CERT: pem })).toMatch(/^TLS_KEY: is missing/);
		expect(refusalOf({ TLS_KEY: pem })).toMatch(/^TLS_CERT: is missing/);
		expect(refusalOf({ TLS_CERT: missing, TLS_KEY: pem })).toContain('cannot be read');
		expect(refusalOf({ TLS_CERT: pem, TLS_KEY: join(folder, 'other.txt') })).toMatch(
			/^TLS_KEY: .*PEM/
		);
		expect(refusalOf({ TRUST_PROXY: '10.0.0.0/33' })).toMatch(/^TRUST_PROXY: "10\.0\.0\.0\/33"/);
		const bucket = { S3_ENDPOINT: 's3.example.org', S3_BUCKET: 'Desk', S3_ACCESS_KEY: 'a' };
		expect(refusalOf(bucket)).toMatch(/^S3_SECRET_KEY: is missing/);
		expect(refusalOf({ ...bucket, S3_SECRET_KEY: 'b' })).toMatch(/^S3_ENDPOINT: "s3/);
		expect(
			refusalOf({ ...bucket, S3_SECRET_KEY: 'b', S3_ENDPOINT: 'http://localhost:9000' })
		).toMatch(/^S3_BUCKET: "Desk"/);
		expect(refusalOf({ OFFHOOK_SIGN_INS_PER_MINUTE: '0' })).toContain('from 1 to');
	});
});
