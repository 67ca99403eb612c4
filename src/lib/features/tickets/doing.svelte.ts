import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult, PlannedChange } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { fewAtATime, runInSlices } from '#lib/ui/slices.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { CHANGE_SLICES, type Target } from './deeds.ts';
import type { Outcome, Problem } from './edit/edit-run.svelte.ts';
import { ticketName } from './names.ts';
import { refusalWords } from './refusals.ts';
import { undoAll } from './undo.ts';

/** Takes back what was done last, for as long as it says so. */
export const UNDO_KEY = 'z';

/** What was done to some tickets while others could not be changed. */
interface Partly {
	readonly problems: readonly Problem[];
	/** What was done, in words; undefined where nothing was. */
	readonly said: string | undefined;
	readonly undo: () => void;
}

/** Makes changes to tickets, says what was done, offers *Undo*, and lists what could not be done. */
export class Doing {
	readonly #desk: Desk;
	#partly = $state.raw<Partly | null>(null);

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Tickets that could not be changed, for as long as somebody reads why. */
	get partly(): Partly | null {
		return this.#partly;
	}

	settle(): void {
		this.#partly = null;
	}

	perform(targets: readonly Target[], planned: readonly PlannedChange[], said: string): void {
		if (planned.length === 0) return;
		const make = (some: readonly PlannedChange[]) => this.#desk.changeMany(some);
		runInSlices(fewAtATime(planned, make), CHANGE_SLICES, (results) => {
			const problems = results.flatMap((result, index) =>
				this.#problemOf(result, planned[index], targets)
			);
			const done = results.filter((result) => result.verdict.ok);
			this.tell({ done, tickets: done.length, problems }, said, results.length === 1);
		});
	}

	/** Of one ticket the reason is enough; of many they are listed, and what was done stays undoable. */
	tell({ done, tickets, problems }: Outcome, what: string, isAlone = false): void {
		const said = tickets > 1 ? t('tickets.said.many', { count: tickets, what }) : what;
		const run = () => undoAll(this.#desk, done);
		if (done.length > 0)
			toast({ text: said, action: { label: t('shell.undo'), shortcut: UNDO_KEY, run } });
		const [problem] = problems;
		if (problem && isAlone) toast({ text: problem.why, tone: 'danger' });
		else if (problem)
			this.#partly = { problems, said: done.length > 0 ? said : undefined, undo: run };
	}

	#problemOf(
		{ verdict }: ChangeResult,
		planned: PlannedChange | undefined,
		targets: readonly Target[]
	): Problem[] {
		if (verdict.ok) return [];
		const target = targets.find((one) => planned?.target === `ticket.${one.id}`);
		return [
			{
				name: ticketName(target?.id ?? '', target),
				subject: target?.subject ?? '',
				why: refusalWords(this.#desk, verdict.reason, verdict.detail)
			}
		];
	}
}
