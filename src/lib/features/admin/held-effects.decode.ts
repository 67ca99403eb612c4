import type { HeldEffectAnswer, HeldEffectsAnswer } from '#lib/protocol/rest.ts';

/** What the section about held effects asks of the server; a test gives its own. */
export interface HeldEffectsApi {
	/** Null when the server could not be reached or did not answer. */
	list(): Promise<readonly HeldEffectAnswer[] | null>;
	decide(id: number, decision: 'release' | 'drop'): Promise<boolean>;
}

export const heldEffectsApi: HeldEffectsApi = {
	async list() {
		try {
			const response = await fetch('/api/held-effects', { cache: 'no-store' });
			if (!response.ok) return null;
			return ((await response.json()) as HeldEffectsAnswer).effects;
		} catch {
			return null;
		}
	},
	async decide(id, decision) {
		try {
			return (await fetch(`/api/held-effects/${id}/${decision}`, { method: 'POST' })).ok;
		} catch {
			return false;
		}
	}
};
