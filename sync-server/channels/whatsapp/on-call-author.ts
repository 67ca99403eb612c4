import { followingId } from '../../pipeline/following-id.ts';

/** The automation that tells those on call. */
export const ON_CALL_AUTHOR = '~on-call';

/** An id that follows from what is done: what is done twice bears it twice. */
export const onCallId = (...parts: readonly string[]): string =>
	followingId([ON_CALL_AUTHOR, ...parts].join('\n'));
