import { z } from 'zod';
import { GUEST_MARK, type Accounts } from '../access/accounts.ts';
import { ACCOUNT_KINDS, type AccountKind } from '../effects/effect.ts';
import type { EffectStore, WaitingEffect } from '../persistence/org/effect-store.ts';

const payloads = {
	'account.create': z.object({
		person: z.string(),
		name: z.string(),
		userName: z.string(),
		email: z.string().nullable()
	}),
	'account.update': z.object({ person: z.string() }),
	'account.block': z.object({ person: z.string() })
} as const;

/** How a person signs in now, and whether they may, as their organisation's documents say. */
export interface SignInFacts {
	readonly userName: string;
	readonly email: string | null;
	readonly blocked: boolean;
}

const LEASE_MS = 30_000;
const ATTEMPTS = 8;
const FIRST_RETRY_MS = 1_000;

/** Runs the effects of changes to people on their logins. Each may run twice; twice is as once. */
export function createAccountEffects(parts: {
	readonly org: string;
	readonly accounts: Accounts;
	readonly effects: EffectStore;
	readonly factsOf: (person: string) => SignInFacts | undefined;
	readonly now: () => number;
}) {
	const { effects, now } = parts;
	return {
		run(): void {
			for (const effect of effects.due(ACCOUNT_KINDS, now())) {
				effects.lease(effect.id, now() + LEASE_MS);
				try {
					apply(parts, effect);
					effects.done(effect.id);
				} catch (error) {
					const isLast = effect.attempts + 1 >= ATTEMPTS;
					const retryMs = now() + FIRST_RETRY_MS * 2 ** effect.attempts;
					const reason = error instanceof Error ? error.message : 'failed';
					if (isLast) effects.gaveUp(effect.id, now(), reason);
					else effects.failed(effect.id, retryMs, reason);
				}
			}
		}
	};
}

function apply(
	parts: Parameters<typeof createAccountEffects>[0],
	effect: WaitingEffect<AccountKind>
): void {
	const { accounts, org: orgId } = parts;
	const payload: unknown = JSON.parse(effect.payload);
	const { person } = payloads[effect.kind].parse(payload);
	// Effects may run late or out of order: what counts is what is true of the person now.
	const facts = parts.factsOf(person);
	if (facts === undefined) return;
	const { userName, email, blocked } = facts;
	if (effect.kind === 'account.block') {
		if (blocked) accounts.blockLogin(orgId, person);
		else accounts.unblockLogin(orgId, person);
		return;
	}
	// They sign in where they come from.
	if (userName.includes(GUEST_MARK)) return;
	const made = accounts.createLogin({ orgId, personId: person, userName, email });
	if (!made.ok) throw new Error(made.code);
}
