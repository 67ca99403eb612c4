import type { RandomBytes } from '#lib/domain/ids.ts';
import { newToken } from '../token.ts';

/** A sign-in that somebody has begun at a provider and not come back from. */
export interface Flow {
	readonly orgId: string;
	/** The organisation's short name, where the browser had to say which one is meant. */
	readonly slug: string | undefined;
	readonly issuer: string;
	readonly clientId: string;
	readonly state: string;
	readonly nonce: string;
	readonly verifier: string;
	/** Where the provider was told to lead back to. */
	readonly backUrl: string;
	/** Where in the app to go on. */
	readonly to: string;
	/** The session that the browser had: it ends with this sign-in. */
	readonly replaces: { readonly loginId: string; readonly publicId: string } | null;
}

export const FLOW_MS = 10 * 60_000;
const MOST_FLOWS = 10_000;

export type Flows = ReturnType<typeof createFlows>;

/**
 * Sign-ins under way, in memory: whoever is on their way when the server restarts begins again. Each is
 * known to one browser by a cookie, and works once.
 */
export function createFlows(
	{ now, random }: { readonly now: () => number; readonly random: RandomBytes },
	most = MOST_FLOWS
) {
	const flows = new Map<string, Flow & { readonly endsAt: number }>();

	function forgetOld(): void {
		for (const [token, { endsAt }] of flows) {
			if (endsAt > now() && flows.size < most) return;
			flows.delete(token);
		}
	}

	return {
		/** Gives the token that the browser keeps. */
		begin(flow: Flow): string {
			forgetOld();
			const token = newToken(random);
			flows.set(token, { ...flow, endsAt: now() + FLOW_MS });
			return token;
		},
		take(token: string): Flow | undefined {
			const flow = flows.get(token);
			flows.delete(token);
			return flow !== undefined && flow.endsAt > now() ? flow : undefined;
		}
	};
}
