import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ON_CALL_KINDS, type LaterEffect } from '../../effects/effect.ts';
import type { BatchedEffect, WaitingEffect } from '../../persistence/org/effect-store.ts';
import { submitAutomation, type Draft } from '../../pipeline/automation.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import { isTicket } from '../../service/stale-tickets.ts';
import { ON_CALL_AUTHOR, onCallId } from './on-call-author.ts';
import type { OnCallRules } from './on-call-rules.ts';
import { waitingTicket } from './waiting.ts';
import { WhatsAppError, type TemplateMessage } from './whatsapp.ts';

const payload = z.object({ to: z.string(), team: z.string(), tickets: z.array(z.string()) });
type Message = z.infer<typeof payload>;

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
		if (typed.body.reached !== undefined) continue;
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
	readonly unit: OrgUnit;
	readonly now: () => number;
	readonly rules: () => OnCallRules | undefined;
	readonly send: (message: TemplateMessage) => Promise<void>;
	/** One more has been sent, or not; there may be more to do. */
	readonly onSettled: () => void;
}

/** Sends what waits to be sent; says when there will be more to do. */
export function createOnCallEffects(parts: RunnerParts) {
	const { unit, now } = parts;
	const { effects } = unit;
	let running = 0;
	async function settle(effect: WaitingEffect): Promise<void> {
		const { id, attempts } = effect;
		const message = payload.parse(JSON.parse(effect.payload));
		const told = await tell(parts, message).catch(asError);
		if (told instanceof Error) {
			const isPassing = !(told instanceof WhatsAppError) || told.isPassing;
			const isLast = attempts + 1 >= ATTEMPTS || !isPassing;
			if (isLast) await noteOutcome(unit, effect, { ...message, isTaken: false });
			if (isLast) effects.gaveUp(id, now(), told.message);
			else effects.failed(id, now() + FIRST_RETRY_MS * 2 ** attempts, told.message);
			return;
		}
		effects.fold(id, { ...message, tickets: told }, []);
		await noteOutcome(unit, effect, { tickets: told, isTaken: true });
		effects.done(id);
	}
	return {
		run(): number | undefined {
			for (const effect of effects.due(ON_CALL_KINDS, now())) {
				if (running >= AT_ONCE) break;
				effects.lease(effect.id, now() + LEASE_MS);
				running += 1;
				// Where not even that can be written, the lease runs out and it is tried again.
				void settle(effect)
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

/** Of which tickets a message told, or was to tell, and whether WhatsApp took it. */
interface Outcome {
	readonly tickets: readonly string[];
	readonly isTaken: boolean;
}

/**
 * With the last message of a batch, notes in its tickets for how many people WhatsApp took one. The
 * effect is not done before that is durable; a note that is made again bears the same id.
 */
async function noteOutcome(unit: OrgUnit, effect: WaitingEffect, own: Outcome): Promise<void> {
	const [batch = ''] = effect.change_id.split('.');
	const others = unit.effects.batch(effect.kind, batch).filter(({ id }) => id !== effect.id);
	if (others.some(({ state }) => state === 'waiting' || state === 'leased')) return;
	const outcomes = [own, ...others.flatMap(outcomeOf)];
	const targets = [...new Set(outcomes.flatMap(({ tickets }) => tickets))].filter(isTicket);
	const drafts = targets.map((target): Draft => {
		const about = outcomes.filter(({ tickets }) => tickets.includes(target));
		const reached = about.filter(({ isTaken }) => isTaken).length;
		const round = unit.world.ticket(target)?.round ?? 0;
		const body = { people: about.length, batch, round, reached };
		return { id: onCallId(batch, target, 'outcome'), type: 'ticket.on-call', target, body };
	});
	if (drafts.length > 0) await submitAutomation(unit, ON_CALL_AUTHOR, drafts);
}

/** What was put aside, as by a restore, was neither taken nor refused. */
function outcomeOf({ state, error, payload: text }: BatchedEffect): Outcome[] {
	if (state === 'done' ? error !== null : state !== 'dead') return [];
	const { tickets } = payload.parse(JSON.parse(text));
	return [{ tickets, isTaken: state === 'done' }];
}

/**
 * Sends one message; gives the tickets it was about. Nobody is told of what somebody has taken
 * meanwhile, or once work has begun.
 */
async function tell(
	{ unit: { world }, rules: rulesOf, send, now }: RunnerParts,
	{ to, team, tickets }: Message
): Promise<readonly string[]> {
	const rules = rulesOf();
	const name = world.directory.team(team)?.name;
	if (rules === undefined || name === undefined || !rules.numbersOf(name).includes(to)) return [];
	const left = tickets.filter((target) => {
		const waiting = waitingTicket(world, target, rules);
		const isClosed = waiting !== undefined && (waiting.opensMs === null || now() < waiting.opensMs);
		return isClosed && waiting.team === team;
	});
	if (left.length > 0) await send({ to, variables: [name, namesOf(world, left)] });
	return left;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('failed'));

function namesOf(world: World, targets: readonly string[]): string {
	const named = targets
		.flatMap((target) => world.ticket(target) ?? [])
		.sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
		.slice(0, NAMED)
		.map(({ number, subject }) => `#${number ?? '–'} ${subject.slice(0, 60)}`);
	const more = targets.length - named.length;
	return [...named, ...(more > 0 ? [`+${more}`] : [])].join(' · ');
}
