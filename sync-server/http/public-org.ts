import type { Org } from '../persistence/platform/orgs.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { HttpError } from './http-error.ts';

/**
 * The organisation that somebody without a session means: the one of this short name, or the only
 * one that the server has.
 */
export function publicOrg(platform: Platform, slug: string | undefined): Org {
	const org = findPublicOrg(platform, slug);
	if (org === undefined) throw new HttpError('not-found');
	return org;
}

/** The same; undefined when it cannot be told. */
export function findPublicOrg({ orgs }: Platform, slug: string | undefined): Org | undefined {
	const ready = orgs.listReady();
	const found = slug === undefined ? ready : ready.filter((org) => org.slug === slug);
	return found.length > 1 ? undefined : found[0];
}
