/**
 * How this device stands with the server. `signed-out`: the session has expired, work goes on and
 * flows after signing in again; `revoked`: what waits is being delivered; `wiped`: nothing is left
 * on this device; `update-needed`: this app is too old for the server's documents; `foreign`: the
 * device id belongs to somebody else.
 */
export type Standing = 'normal' | 'signed-out' | 'revoked' | 'wiped' | 'update-needed' | 'foreign';

/** What the server's greeting says of it. */
export const STANDING_BY_MODE = {
	normal: 'normal',
	'deliver-only': 'revoked',
	'update-needed': 'update-needed'
} as const satisfies Record<string, Standing>;
