import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ON_CALL_KINDS, type EffectStore, type LaterEffect } from '../../effects/effect-store.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import type { OnCallRules } from './on-call-rules.ts';
import { waitingTicket } from './waiting.ts';
import { WhatsAppError, type TemplateMessage } from './whatsapp.ts';

const payload = z.object({ to: z.string(), team: z.string(), tickets: z.array(z.string()) });

const LEASE_MS = 60_000;
/** All tries together end before those on call may be told again. */
const ATTEMPTS = 4;
const FIRST_RETRY_MS = 15_000;
const AT_ONCE = 5;
/** More tickets than these are only counted. */
const NAMED = 12;

/** What is sent because of what was committed: a message for each person, of a whole batch. */
export function onCallEffectsOf(
	world: World,
	{ logged }: Pick<Touched, 'logged'>,
	{ nowMs, rules }: { readonly nowMs: number; readonly rules: () => OnCallRules | undefined }
): LaterEffect[] {
	const batches = new Map<string, { team: string; tickets: string[] }>();
	for (const { typed } of logged) {
		const team = typed?.type === 'ticket.on-call' ? world.ticket(typed.target)?.team : undefined;
		if (typed?.type !== 'ticket.on-call' || team === undefined) continue;
		const { tickets } = batches.get(typed.body.batch) ?? { tickets: [] };
		batches.set(typed.body.batch, { team, tickets: [...tickets, typed.target] });
	}
	return [...batches].flatMap(([batch, { team, tickets }]) => {
		const numbers = rules()?.numbersOf(world.directory.team(team)?.name ?? '') ?? [];
		return numbers.map((to) => ({
			effect: {
				changeId: `${batch}.${createHash('sha256').update(to).digest('hex').slice(0, 16)}`,
				kind: ON_CALL_KINDS[0],
				payload: { to, team, tickets }
			},
			fromMs: nowMs
		}));
	});
}

interface RunnerParts {
	readonly world: World;
	readonly effects: EffectStore;
	readonly now: () => number;
	readonly rules: () => OnCallRules | undefined;
	readonly send: (message: TemplateMessage) => Promise<void>;
	/** One more has been sent, or not; there may be more to do. */
	readonly onSettled: () => void;
}

/** Sends what waits to be sent; says when there will be more to do. */
export function createOnCallEffects(parts: RunnerParts) {
	const { effects, now } = parts;
	let running = 0;
	async function settle(id: number, attempts: number, text: string): Promise<void> {
		try {
			await tell(parts, text);
			effects.done(id);
		} catch (error) {
			const isLast = attempts + 1 >= ATTEMPTS;
			const isPassing = !(error instanceof WhatsAppError) || error.isPassing;
			const retryMs = isLast || !isPassing ? null : now() + FIRST_RETRY_MS * 2 ** attempts;
			effects.failed(id, retryMs, error instanceof Error ? error.message : 'failed');
		}
	}
	return {
		run(): number | undefined {
			for (const { id, attempts, payload: text } of effects.due(ON_CALL_KINDS, now())) {
				if (running >= AT_ONCE) break;
				effects.lease(id, now() + LEASE_MS);
				running += 1;
				// Where not even that can be written, the lease runs out and it is tried again.
				void settle(id, attempts, text)
					.catch(() => undefined)
					.finally(() => {
						running -= 1;
						parts.onSettled();
					});
			}
			return running >= AT_ONCE ? undefined : effects.nextMs(ON_CALL_KINDS);
		}
	};
}

/** Nobody is told of what somebody has taken meanwhile, or once work has begun. */
async function tell({ world, rules: rulesOf, send, now }: RunnerParts, text: string) {
	const { to, team, tickets } = payload.parse(JSON.parse(text));
	const rules = rulesOf();
	const name = world.directory.team(team)?.name;
	if (rules === undefined || name === undefined || !rules.numbersOf(name).includes(to)) return;
	const left = tickets.filter((target) => {
		const waiting = waitingTicket(world, target, rules);
		const isClosed = waiting !== undefined && (waiting.opensMs === null || now() < waiting.opensMs);
		return isClosed && waiting.team === team;
	});
	if (left.length > 0) await send({ to, variables: [name, namesOf(world, left)] });
}

function namesOf(world: World, targets: readonly string[]): string {
	const named = targets
		.flatMap((target) => world.ticket(target) ?? [])
		.sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
		.slice(0, NAMED)
		.map(({ number, subject }) => `#${number ?? '–'} ${subject.slice(0, 60)}`);
	const more = targets.length - named.length;
	return [...named, ...(more > 0 ? [`+${more}`] : [])].join(' · ');
}
