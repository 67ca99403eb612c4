import { expect, it, onTestFinished } from 'vitest';
import { findPublicOrg } from './public-org.ts';
import { TestServer } from './test-server.ts';

it('whoever names no organisation means the only one there is, and none of several', () => {
	const server = new TestServer();
	onTestFinished(() => server.close());
	const found = (slug?: string) => findPublicOrg(server.platform, slug)?.name;
	expect(found()).toBeUndefined();
	server.addOrg('Harbour');
	expect(found()).toBe('Harbour');
	server.addOrg('Quay');
	expect(found()).toBeUndefined();
	expect([found('quay'), found('pier')]).toEqual(['Quay', undefined]);
});
