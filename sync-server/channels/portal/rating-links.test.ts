import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { handClock, seededRandom, temporaryFolder } from '../../../tests/support/org.ts';
import { openPlatform } from '../../persistence/platform/platform.ts';
import { createRatingLinks } from './rating-links.ts';

const DAY = 86_400_000;
const folder = temporaryFolder();
const platform = openPlatform(join(folder.path, 'platform.sqlite'));
afterAll(() => {
	platform.close();
	folder.remove();
});

it('[PT12] a link is good for thirty days, and then for nothing', () => {
	const { bytes } = seededRandom(12);
	const [org, ticket] = [newId(bytes), newId(bytes)];
	const clock = handClock();
	const links = createRatingLinks(platform, clock.now);
	const { path, expiresAt } = links.make(org, ticket, 2);
	const token = path.slice('/rate/'.length);
	expect(expiresAt).toBe(clock.now() + 30 * DAY);
	clock.advance(30 * DAY - 1);
	expect(links.read(token)).toEqual({ org, ticket, round: 2, expiresAt });
	clock.advance(1);
	expect(links.read(token)).toBeUndefined();
});
