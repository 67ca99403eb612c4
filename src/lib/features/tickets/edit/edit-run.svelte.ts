import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult } from '#lib/session/desk/views.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import { fewAtATime, runInLaterSlices, runInSlices, type Slicing } from '#lib/ui/slices.ts';
import type { Target } from '../deeds.ts';
import { ticketName } from '../names.ts';
import { refusalWords } from '../refusals.ts';
import { fillFor } from '../templates.ts';
import { planEdits, type Edit, type EditPlan } from './edits.ts';

/** A ticket that was not changed, and why. */
export interface Problem {
	readonly name: string;
	readonly subject: string;
	readonly why: string;
}

/** What edits would do to one ticket: all of them, or, where one would be refused, none. */
export interface Preview {
	readonly target: Target;
	readonly changes: EditPlan['changes'];
	/** Why nothing will be done. */
	readonly why: string | undefined;
}

export interface Outcome {
	readonly done: readonly ChangeResult[];
	/** How many tickets were changed. */
	readonly tickets: number;
	readonly problems: readonly Problem[];
}

interface Wanted {
	/** What people call it: a macro's name, or what the dialog says. */
	readonly name: string;
	readonly targets: readonly Target[];
	readonly edits: readonly Edit[];
	readonly slicing: Slicing;
}

/** Edits of one or many tickets: looked at first, then made a few at a time, and ended when asked. */
export class EditRun {
	readonly #desk: Desk;
	readonly #wanted: Wanted;
	readonly #finish: (outcome: Outcome) => void;
	#previews = $state.raw<readonly Preview[]>([]);
	#isReady = $state(false);
	#doneCount = $state<number | null>(null);
	#made: { preview: Preview; results: readonly ChangeResult[] }[] = [];
	#stop: () => void;

	constructor(desk: Desk, wanted: Wanted, finish: (outcome: Outcome) => void) {
		this.#desk = desk;
		this.#wanted = wanted;
		this.#finish = finish;
		const look = (some: readonly Target[]) => some.map((target) => this.#look(target));
		this.#stop = runInLaterSlices(fewAtATime(wanted.targets, look), wanted.slicing, (previews) => {
			this.#previews = previews;
			this.#isReady = true;
		});
	}

	get name(): string {
		return this.#wanted.name;
	}
	get total(): number {
		return this.#wanted.targets.length;
	}
	/** Whether every ticket has been looked at. */
	get isReady(): boolean {
		return this.#isReady;
	}
	get changing(): readonly Preview[] {
		return this.#previews.filter(({ changes, why }) => why === undefined && changes.length > 0);
	}
	get refused(): readonly Preview[] {
		return this.#previews.filter(({ why }) => why !== undefined);
	}
	/** How many tickets were gone through; null before it begins. */
	get doneCount(): number | null {
		return this.#doneCount;
	}

	apply(): void {
		if (!this.#isReady || this.#doneCount !== null) return;
		this.#doneCount = 0;
		const work = fewAtATime(this.changing, (some) => this.#make(some));
		this.#stop = runInSlices(work, this.#wanted.slicing, () => this.#end());
	}

	/** Ends at once; what was made so far stays and can be undone. */
	cancel(): void {
		this.#stop();
		if (this.#doneCount !== null) this.#end();
	}

	#look(target: Target): Preview {
		const desk = this.#desk;
		const { changes, unknown } = planEdits(target, this.#wanted.edits, {
			me: desk.me.person,
			catalogue: desk.catalogue,
			nowMs: desk.now,
			language: locale.code,
			fill: (words, one) => fillFor(desk, words, one)
		});
		if (unknown.length > 0)
			return { target, changes, why: t('work.unknownHere', { names: unknown.join(', ') }) };
		const verdict = desk.forecast(changes).find(({ ok }) => !ok);
		const why =
			verdict?.ok === false ? refusalWords(desk, verdict.reason, verdict.detail) : undefined;
		return { target, changes, why };
	}

	#make(some: readonly Preview[]): readonly Preview[] {
		const results = this.#desk.changeMany(some.flatMap(({ changes }) => changes));
		let from = 0;
		for (const preview of some) {
			const to = from + preview.changes.length;
			this.#made.push({ preview, results: results.slice(from, to) });
			from = to;
		}
		this.#doneCount = this.#made.length;
		return some;
	}

	#end(): void {
		this.#doneCount = null;
		const made = this.#made.splice(0);
		const done = made.flatMap(({ results }) => results.filter(({ verdict }) => verdict.ok));
		const failed = made.flatMap(({ preview, results }) => {
			const verdict = results.find((result) => !result.verdict.ok)?.verdict;
			if (verdict?.ok !== false) return [];
			const why = refusalWords(this.#desk, verdict.reason, verdict.detail);
			return [{ ...preview, why }];
		});
		this.#finish({
			done,
			tickets: made.length - failed.length,
			problems: [...this.refused, ...failed].map(problemOf)
		});
	}
}

function problemOf({ target, why = '' }: Preview): Problem {
	return { name: ticketName(target.id, target), subject: target.subject, why };
}
