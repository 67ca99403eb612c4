import { describe, expect, it } from 'vitest';
import type { RandomBytes } from '#lib/domain/ids.ts';
import { createFlows, FLOW_MS, type Flow } from './flows.ts';

const flow: Flow = {
	orgId: 'o',
	slug: undefined,
	issuer: 'https://provider.example',
	clientId: 'desk',
	state: 's',
	nonce: 'n',
	verifier: 'v',
	backUrl: 'https://desk.example/api/sign-in/outside/back',
	to: '/',
	replaces: null
};

function someFlows(most?: number) {
	let [nowMs, made] = [0, 0];
	const random: RandomBytes = (bytes) => bytes.fill((made += 1));
	const flows = createFlows({ now: () => nowMs, random }, most);
	return { ...flows, pass: (ms: number) => (nowMs += ms) };
}

describe('a sign-in under way', () => {
	it('is found once, by its own token', () => {
		const { begin, take } = someFlows();
		const [token, other] = [begin(flow), begin({ ...flow, state: 'other' })];
		expect(take('')).toBeUndefined();
		expect(take(token)).toMatchObject({ state: 's' });
		expect(take(token)).toBeUndefined();
		expect(take(other)).toMatchObject({ state: 'other' });
	});

	it('ends when its time is up', () => {
		const { begin, take, pass } = someFlows();
		const [early, late] = [begin(flow), begin(flow)];
		pass(FLOW_MS - 1);
		expect(take(early)).toBeDefined();
		pass(1);
		expect(take(late)).toBeUndefined();
	});

	it('gives way to newer ones where there are too many', () => {
		const { begin, take } = someFlows(2);
		const [first, second, third] = [begin(flow), begin(flow), begin(flow)];
		expect([first, second, third].map((token) => take(token) !== undefined)).toEqual([
			false,
			true,
			true
		]);
	});
});
