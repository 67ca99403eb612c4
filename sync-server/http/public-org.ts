import type { Org } from '../persistence/platform/orgs.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { HttpError } from './http-error.ts';

/**
 * The organisation that somebody without a session means: the one of this short name, or the only
 * one that the server has.
 */
export function publicOrg({ orgs }: Platform, slug: string | undefined): Org {
	const ready = orgs.listReady();
	const found = slug === undefined ? ready : ready.filter((org) => org.slug === slug);
	const [org] = found;
	if (org === undefined || found.length > 1) throw new HttpError('not-found');
	return org;
}
