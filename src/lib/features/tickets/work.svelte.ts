import { createContext } from 'svelte';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { APPROVAL_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import { reopenedStatus, solvedStatus } from '#lib/domain/catalogue/usual-status.ts';
import type { FollowUp } from '#lib/domain/follow-ups/follow-ups.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange, RowView } from '#lib/session/desk/views.ts';
import { codeName, entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import {
	mustAsk,
	planAssign,
	planElement,
	planField,
	planStatus,
	planTake,
	planTransfer,
	type FieldBody,
	type FinalWords,
	type Target
} from './deeds.ts';
import { Doing } from './doing.svelte.ts';
import type { EditRun, Outcome } from './edit/edit-run.svelte.ts';
import { wordsIn } from './list/held.ts';
import { personName } from './names.ts';
import { refusalWords } from './refusals.ts';
import { TicketSearch } from './search.ts';

export type Choice = 'assignee' | 'status' | 'priority' | 'tags' | 'team' | 'macro';

interface Planning {
	readonly targets: readonly Target[];
	/** The one that is changed; undefined for one that is to be added. */
	readonly changing: FollowUp | undefined;
}

const none = (): readonly Target[] => [];
const NO_TARGETS = { list: none, ticket: none };

/** What people do with tickets, from lists and from the ticket alike: plan, do, say, offer *Undo*. */
export class TicketWork {
	readonly desk: Desk;
	/** Finds tickets on this device. */
	readonly search: TicketSearch;
	/** Makes what was planned, and says what became of it. */
	readonly doing: Doing;
	#choosing = $state.raw<{ readonly what: Choice; readonly targets: readonly Target[] } | null>(
		null
	);
	#finishing = $state.raw<{
		readonly status: Entry<'status'>;
		readonly targets: readonly Target[];
	} | null>(null);
	#creating = $state.raw<{ readonly team: TeamId | null } | null>(null);
	#editing = $state.raw<readonly Target[] | null>(null);
	#planning = $state.raw<Planning | null>(null);
	#run = $state.raw<EditRun | null>(null);
	/** The tickets for which it was chosen what the run does, where that was asked in a form. */
	#chosenFor: readonly Target[] | null = null;

	#targetsOf: Readonly<Record<'list' | 'ticket', () => readonly Target[]>> = NO_TARGETS;
	#rows: () => Iterable<RowView> = () => [];
	#hasSelection: () => boolean = () => false;

	constructor(desk: Desk) {
		this.desk = desk;
		this.search = new TicketSearch(desk);
		this.doing = new Doing(desk);
	}

	/** What is being chosen by keyboard, and for which tickets. */
	get choosing() {
		return this.#choosing;
	}
	/** Which tickets wait for their resolution or reason. */
	get finishing() {
		return this.#finishing;
	}
	/** The tickets for which somebody chooses what to change. */
	get editing() {
		return this.#editing;
	}
	/** The tickets for which somebody plans a follow-up. */
	get planning() {
		return this.#planning;
	}
	/** What is about to be done to tickets, or being done. */
	get run() {
		return this.#run;
	}
	get creating() {
		return this.#creating;
	}

	/** What a key acts on: the selected rows, else the open ticket, else the row with the cursor. */
	get targets(): readonly Target[] {
		const open = this.#targetsOf.ticket();
		const rows = this.#targetsOf.list();
		return this.#hasSelection() || open.length === 0 ? rows : open;
	}

	provideTargets(from: 'list' | 'ticket', targets: () => readonly Target[]): () => void {
		this.#targetsOf = { ...this.#targetsOf, [from]: targets };
		return () => {
			// Another ticket may have taken the place meanwhile.
			if (this.#targetsOf[from] === targets) this.#targetsOf = { ...this.#targetsOf, [from]: none };
		};
	}

	/** Tags that stand in the rows on screen, to choose from while typing. */
	knownTags(): readonly string[] {
		return wordsIn(this.#rows()).tags;
	}
	knownCategories(): readonly string[] {
		return wordsIn(this.#rows()).categories;
	}

	provideRows(rows: () => Iterable<RowView>): () => void {
		this.#rows = rows;
		return () => {
			this.#rows = () => [];
		};
	}

	provideSelection(hasSelection: () => boolean): () => void {
		this.#hasSelection = hasSelection;
		return () => {
			this.#hasSelection = () => false;
		};
	}

	choose(what: Choice, targets: readonly Target[]): void {
		if (targets.length > 0) this.#choosing = { what, targets };
	}
	/** Closes whatever asks for something. */
	settle(): void {
		this.#choosing = null;
		this.#finishing = null;
		this.doing.settle();
		this.#editing = null;
		this.#planning = null;
		this.#run?.cancel();
		this.#run = null;
	}
	edit(targets: readonly Target[]): void {
		if (targets.length > 0) this.#editing = targets;
	}
	/** What is done is not followed up; `changing` is one that is planned otherwise. */
	planFollowUp(targets: readonly Target[], changing?: FollowUp): void {
		const open = targets.filter(({ final }) => !final);
		if (open.length > 0) this.#planning = { targets: open, changing };
	}
	/** Shows a run of edits, which is made with the dialogs: nobody waits for either at first. */
	preview(name: string, begin: (finish: (outcome: Outcome) => void) => EditRun): void {
		const chosenFor = this.#editing;
		this.settle();
		this.#chosenFor = chosenFor;
		this.#run = begin((outcome) => {
			this.#run = null;
			this.doing.tell(outcome, name);
		});
	}
	/** Whether what was looked at came from a form, which still says what was chosen. */
	get canGoBack(): boolean {
		return this.#run?.doneCount === null && this.#chosenFor !== null;
	}
	/** From what was only looked at to the form it came from; what has begun ends. */
	leavePreview(): void {
		const again = this.canGoBack ? this.#chosenFor : null;
		this.settle();
		this.#editing = again;
	}
	create(team: TeamId | null): void {
		this.#creating = { team };
	}
	endCreate(): void {
		this.#creating = null;
	}

	take(targets: readonly Target[]): void {
		const { desk } = this;
		const plan = planTake(targets, desk);
		const isMine = targets.every(({ assignee }) => assignee === desk.me.person);
		this.doing.perform(targets, plan, t(isMine ? 'assignment.begun' : 'tickets.said.taken'));
	}

	assign(targets: readonly Target[], person: PersonId | null): void {
		const said =
			person === null
				? t('tickets.said.unassigned')
				: t('tickets.said.assigned', { name: personName(this.desk, person) });
		this.doing.perform(targets, planAssign(targets, person, this.desk), said);
	}

	setPriority(targets: readonly Target[], priority: string): void {
		const body = { field: 'priority', value: priority } as const;
		const plan = planField(targets, body, (target) => target.priority);
		const value = codeName(this.desk.catalogue, 'priority', priority);
		this.doing.perform(targets, plan, t('tickets.said.priority', { value }));
	}

	/** A status that owes words asks for them first. */
	setStatus(targets: readonly Target[], code: string, words?: FinalWords): void {
		const status = this.desk.catalogue.find('status', code);
		if (status === undefined) return;
		if (status.requires !== null && words === undefined) {
			this.#finishing = { status, targets };
			return;
		}
		const said = t('tickets.said.status', { value: entryName('status', status) });
		this.doing.perform(targets, planStatus(targets, status, words), said);
	}

	/** Solves tickets, or asks for that where somebody else has the last word. */
	solve(targets: readonly Target[]): void {
		const { catalogue } = this.desk;
		const isAsked = targets.length === 1 && targets.some((target) => mustAsk(this.desk, target));
		const status = isAsked ? APPROVAL_STATUS : solvedStatus(catalogue)?.code;
		if (status !== undefined) this.setStatus(targets, status);
	}

	reopen(targets: readonly Target[]): void {
		const status = reopenedStatus(this.desk.catalogue, true)?.code;
		if (status !== undefined) this.setStatus(targets, status);
	}

	/** Why one ticket cannot have a status; undefined when it can, or where there are several. */
	refusalOf(
		targets: readonly Target[],
		status: Entry<'status'>,
		words: FinalWords
	): string | undefined {
		if (targets.length !== 1) return undefined;
		const [verdict] = this.desk.forecast(planStatus(targets, status, words));
		return verdict?.ok === false
			? refusalWords(this.desk, verdict.reason, verdict.detail)
			: undefined;
	}

	setElement(targets: readonly Target[], body: BodyOf<'ticket.element'>, name: string): void {
		const key = body.present ? 'tickets.said.added' : 'tickets.said.removed';
		this.doing.perform(targets, planElement(targets, body), t(key, { name }));
	}

	transfer(targets: readonly Target[], team: TeamId): void {
		const name = this.desk.teams.get(team)?.name ?? '';
		this.doing.perform(
			targets,
			planTransfer(targets, team),
			t('tickets.said.transferred', { name })
		);
	}

	/** One field of one ticket, whose editor knows that the value is new. */
	setField(target: Target, body: FieldBody): void {
		const name = t(`tickets.field.${body.field}`);
		const plan = planField([target], body, () => undefined);
		this.doing.perform([target], plan, t('tickets.said.field', { name }));
	}

	/** Changes to follow-ups, as a form or a list has planned them. */
	followUp(targets: readonly Target[], planned: readonly PlannedChange[], said: string): void {
		this.doing.perform(targets, planned, said);
	}
}

export const [useTicketWork, provideTicketWork, hasTicketWork] = createContext<TicketWork>();
