import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult, PlannedChange } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { CHANGE_SLICES, type Target } from './deeds.ts';
import type { Outcome, Problem } from './edit/edit-run.svelte.ts';
import { LongWork } from './long-work.svelte.ts';
import { ticketName } from './names.ts';
import { outcomeOf, type Refused } from './outcome.ts';
import { refusalWords } from './refusals.ts';
import { tellUndone, undo } from './undo.ts';

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
	readonly #work = new LongWork(CHANGE_SLICES);
	#partly = $state.raw<Partly | null>(null);

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Tickets that could not be changed, for as long as somebody reads why. */
	get partly(): Partly | null {
		return this.#partly;
	}

	/** How far it is, when that takes long. */
	get progress() {
		return this.#work.progress;
	}

	settle(): void {
		this.#partly = null;
	}

	/** Ends what goes on: what was done so far is told, and can be undone. */
	end(): void {
		this.#work.end();
	}

	perform(targets: readonly Target[], planned: readonly PlannedChange[], said: string): void {
		if (planned.length === 0) return;
		const make = (some: readonly PlannedChange[]) => this.#desk.changeMany(some);
		this.#work.run(t('work.edit'), planned, make, (results) => {
			const outcome = outcomeOf(planned, results, (ticket, refused) =>
				this.#problemOf(ticket, refused, targets)
			);
			const isAlone = outcome.tickets + outcome.problems.length === 1;
			this.tell(outcome, said, isAlone);
		});
	}

	/** Of one ticket the reason is enough; of many they are listed, and what was done stays undoable. */
	tell({ done, tickets, problems }: Outcome, what: string, isAlone = false): void {
		const said = tickets > 1 ? t('tickets.said.many', { count: tickets, what }) : what;
		const run = () => this.#undo(done.toReversed());
		if (done.length > 0)
			toast({ text: said, action: { label: t('shell.undo'), shortcut: UNDO_KEY, run } });
		const [problem] = problems;
		if (problem && isAlone) toast({ text: problem.why, tone: 'danger' });
		else if (problem)
			this.#partly = { problems, said: done.length > 0 ? said : undefined, undo: run };
	}

	/** The last first; ended early, it offers to go on. */
	#undo(done: readonly ChangeResult[]): void {
		const some = (few: readonly ChangeResult[]) => undo(this.#desk, few);
		this.#work.run(t('shell.undo'), done, some, (undone) => {
			tellUndone(this.#desk, undone);
			const rest = done.slice(undone.length);
			if (rest.length === 0) return;
			const text = t('work.undoStopped', { done: undone.length, total: done.length });
			const run = () => this.#undo(rest);
			toast({ text, action: { label: t('work.undoRest'), shortcut: UNDO_KEY, run }, seconds: 60 });
		});
	}

	#problemOf(ticket: string, { reason, detail }: Refused, targets: readonly Target[]): Problem {
		const target = targets.find(({ id }) => ticket === `ticket.${id}`);
		return {
			name: ticketName(target?.id ?? '', target),
			subject: target?.subject ?? '',
			why: refusalWords(this.#desk, reason, detail)
		};
	}
}
