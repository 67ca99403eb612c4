import { eventOf, hasWon, isAwaited, saidIn, type Event } from '#lib/domain/automation/events.ts';
import { answering } from '#lib/domain/automation/rule-author.ts';
import { isTimed, rulesOf, type Rule } from '#lib/domain/automation/rule.ts';
import { entryKey, type Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { isStamp, stampMs } from '#lib/domain/stamp.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import { readLogRow } from '../pipeline/record.ts';
import { IMPORTER } from '../channels/mail/submit-through.ts';
import type { WatchParts } from '../service/watch-parts.ts';
import { hasActed, runRule, ticketRef, type Outcome } from './rule-run.ts';
import { TimedRules, type Sweep } from './timed-rules.ts';

/** A rule that was kept from acting, since this server was started. */
export interface Held {
	readonly rule: string;
	readonly target: string;
	readonly atMs: number;
}

/** Rows of the log that are read at a time. */
const ROWS_PER_TURN = 200;
/** Up to where in the log the rules have looked. */
const CURSOR = 'rules_seq';
const HELD_LIMIT = 50;

/**
 * Runs an organisation's rules. It follows the log and remembers how far it has come, so that a
 * crash leaves nothing out; what it does bears ids that follow from what it answers to, so that
 * looking twice does nothing twice. A rule answers to nothing from before it was last defined.
 */
export class RuleEngine {
	readonly #parts: WatchParts;
	readonly #timed: TimedRules;
	readonly held: Held[] = [];
	#catalogue: Catalogue | undefined;
	#rules: readonly Rule[] = [];
	#cursor: number;
	#isWorking = false;
	#isStopped = false;

	constructor(parts: WatchParts) {
		this.#parts = parts;
		const { unit } = parts;
		this.#cursor = Number(unit.store.meta(CURSOR) ?? unit.store.lastSeq());
		this.#timed = new TimedRules({ ...parts, ended: () => this.#isStopped, note: this.#note });
	}

	/** Looks at what is new in the log. */
	look(): void {
		this.#readRules();
		if (this.#isWorking || this.#isStopped) return;
		if (this.#rules.every(isTimed)) {
			this.#cursor = this.#parts.unit.store.lastSeq();
			return;
		}
		this.#isWorking = true;
		this.#parts.defer(() => void this.#work());
	}

	/** Runs the rules whose time has come; answers when to ask again. */
	run(): number | undefined {
		this.#readRules();
		return this.#isStopped ? undefined : this.#timed.run(this.#rules);
	}

	/**
	 * Runs one rule on every ticket that fits now, of those that whoever asks answers for; undefined
	 * while that is being done already.
	 */
	runNow(rule: Rule, answersFor: (ticket: Ticket) => boolean): Promise<Sweep> | undefined {
		return this.#timed.runNow(rule, answersFor);
	}

	stop(): void {
		this.#isStopped = true;
	}

	#readRules(): void {
		const { catalogue } = this.#parts.unit.world.directory;
		if (catalogue === this.#catalogue) return;
		this.#catalogue = catalogue;
		this.#rules = rulesOf(catalogue);
		if (this.#rules.some(isTimed)) this.#parts.defer(this.#parts.onPlanned);
	}

	async #work(): Promise<void> {
		const { unit, report, defer } = this.#parts;
		try {
			const rows = unit.store.changesAfter(this.#cursor, ROWS_PER_TURN);
			for (const row of rows) {
				if (this.#isStopped) return;
				await this.#answer(row);
				this.#cursor = row.seq;
			}
			if (rows.length > 0 && !this.#isStopped) unit.store.setMeta(CURSOR, String(this.#cursor));
			this.#isWorking = false;
			if (rows.length > 0) defer(() => this.look());
		} catch (error) {
			// As with a full disk: what is left is looked at with the next commit.
			this.#isWorking = false;
			if (!this.#isStopped) report(error, 'rules');
		}
	}

	/** Everything that rules do because of one change, in their order. */
	async #answer(row: LogRow): Promise<void> {
		const news = this.#newsIn(row);
		if (news === undefined) return;
		const { unit, now } = this.#parts;
		const { event, target } = news;
		const said = saidIn(event);
		for (const rule of this.#rules.filter(({ when }) => isAwaited(when, event))) {
			const author = answering(rule.code, row.author);
			if (author === undefined || this.#definedMs(rule) > row.arrived_ms) continue;
			const cause = { target, occasion: row.id, author, said };
			const outcome = await runRule(unit, rule, cause, now());
			this.#note(rule, target, outcome);
			if (rule.stop && hasActed(outcome)) break;
		}
	}

	/** What a row of the log tells that a rule may wait for, and of which ticket. */
	#newsIn(row: LogRow): { event: Event; target: EntityRef } | undefined {
		const target = ticketRef(row.target);
		// What an import brings is history, not news.
		if (row.refusal !== null || target === undefined || row.author === IMPORTER) return undefined;
		const { typed } = readLogRow(row);
		const event = typed && eventOf(typed);
		if (typed === undefined || event === undefined) return undefined;
		const { head } = this.#parts.unit.world.entities.get(target);
		return hasWon(typed, head) ? { event, target } : undefined;
	}

	/** When a rule was last defined. */
	#definedMs(rule: Rule): number {
		const { unit } = this.#parts;
		const cell = unit.world.entities.get(`org.${unit.org}`).head[entryKey('rule', rule.code)];
		return isStamp(cell?.[1]) ? stampMs(cell[1]) : 0;
	}

	readonly #note = (rule: Rule, target: string, outcome: Outcome): void => {
		if (outcome !== 'held') return;
		this.held.push({ rule: rule.code, target, atMs: this.#parts.now() });
		if (this.held.length > HELD_LIMIT) this.held.shift();
	};
}
