import { describe, expect, it } from 'vitest';
import { signatureProblem } from './s3.ts';

// The example "GET Object" of the Amazon S3 API Reference, "Authenticating Requests: Using the
// Authorization Header".
const account = {
	accessKey: 'AKIAIOSFODNN7EXAMPLE',
	secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	region: 'us-east-1'
};
const headers = {
	host: 'examplebucket.s3.amazonaws.com',
	range: 'bytes=0-9',
	'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	'x-amz-date': '20130524T000000Z',
	authorization:
		'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
		'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
		'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
};
const example = { method: 'GET', url: '/test.txt', headers };

describe('the simulated bucket', () => {
	it('takes the signature of the published example, and no other', () => {
		expect(signatureProblem(example, account)).toBeUndefined();
		expect(signatureProblem({ ...example, url: '/other.txt' }, account)).toBe(
			'SignatureDoesNotMatch'
		);
		expect(signatureProblem(example, { ...account, secretKey: 'wrong' })).toBe(
			'SignatureDoesNotMatch'
		);
		expect(signatureProblem(example, { ...account, accessKey: 'other' })).toBe(
			'InvalidAccessKeyId'
		);
		const bare = { ...example, headers: { ...headers, authorization: undefined } };
		expect(signatureProblem(bare, account)).toBe('AccessDenied');
	});
});
