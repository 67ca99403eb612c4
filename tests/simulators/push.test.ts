import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSealed, senderProblem } from './push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('the simulated push service', () => {
	it('opens the message of RFC 8291, appendix A', () => {
		const receiver = {
			privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
			publicKey: bytes(
				'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'
			),
			auth: bytes('BTBZMqHH6r4Tts7J_aSIgg')
		};
		const sealed = bytes(
			'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
		);
		expect(openSealed(sealed, receiver)).toBe('When I grow up, I want to be a watermelon');
		sealed[sealed.length - 1] = 0;
		expect(() => openSealed(sealed, receiver)).toThrow();
	});

	it('lets in who signs with the subscription’s key, and nobody else', () => {
		const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
		const point = Buffer.concat([Buffer.from([4]), bytes(x), bytes(y)]).toString('base64url');
		const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const claims = { aud: 'https://push', exp: Date.now() / 1000 + 60, sub: 'mailto:a@b.example' };
		const header = (more: object = {}) => {
			const text = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode({ ...claims, ...more })}`;
			const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
			const signature = sign('sha256', Buffer.from(text), key).toString('base64url');
			return `vapid t=${text}.${signature}, k=${point}`;
		};
		const problem = (text: string) => senderProblem(text, 'https://push', point);
		expect(problem(header())).toBeUndefined();
		expect(problem('')).toBeDefined();
		expect(problem(header({ aud: 'https://other' }))).toBeDefined();
		expect(problem(header({ exp: Date.now() / 1000 - 1 }))).toBeDefined();
		expect(problem(header({ exp: Date.now() / 1000 + 90_000 }))).toBeDefined();
		expect(problem(header({ sub: '' }))).toBeDefined();
		expect(senderProblem(header(), 'https://push', `${point}A`)).toBeDefined();
		expect(problem(header().replace(/\.[\w-]+,/, `.${'A'.repeat(86)},`))).toBeDefined();
	});
});
