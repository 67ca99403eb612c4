import { solvedStatus } from '#lib/domain/catalogue/usual-status.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { Checklist } from './checklists.ts';
import { entityRef, type EntityRef } from '#lib/domain/ids.ts';
import type { VisitState } from '#lib/domain/visits/visit-fields.ts';
import { timeOnSite } from '#lib/domain/visits/time-on-site.ts';
import { readVisit, type Visit } from '#lib/domain/visits/visits.ts';
import type { Desk } from '#lib/session/desk.ts';
import { openThread } from '#lib/session/desk/thread-view.ts';
import type { ChangeResult, ThreadView } from '#lib/session/desk/views.ts';
import { attachmentOf } from '#lib/session/files/named-file.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

type Ending = { readonly state: 'done' } | { readonly state: 'could-not'; readonly reason: string };

/** One visit on screen: what its ticket says of it, and what is done on site. */
export class OpenVisit {
	readonly desk: Desk;
	readonly ticketId: string;
	readonly id: string;
	readonly ref: EntityRef;
	readonly thread: ThreadView;
	#visit = $derived.by(() => readVisit(this.thread.cells, this.id));
	#time = $derived(timeOnSite(this.#visit?.clock ?? []));

	constructor(desk: Desk, ticketId: string, id: string) {
		this.desk = desk;
		this.ticketId = ticketId;
		this.id = id;
		this.ref = entityRef('ticket', ticketId);
		this.thread = openThread(desk.threads, `ticket.${ticketId}`);
	}

	get visit(): Visit | undefined {
		return this.#visit;
	}

	get time() {
		return this.#time;
	}

	/** Says that it stands otherwise now; a press on the clock goes with it where it must. */
	enter(state: Exclude<VisitState, 'could-not'>): void {
		if (state === 'on-site' && this.#time.runningSinceMs === null) this.press('start');
		this.#tell(this.#state({ state }), t('visits.said', { state: t(`visits.state.${state}`) }));
	}

	/** Ends the visit, and its ticket as well when what solved it is said. */
	end(ending: Ending, resolution: string | null): boolean {
		if (this.#time.runningSinceMs !== null) this.press('stop');
		const ended = this.#state(ending);
		const said = t('visits.said', { state: t(`visits.state.${ending.state}`) });
		if (!this.#tell(ended, said)) return false;
		const { ticket } = this.thread;
		if (resolution === null || ticket === undefined || ticket.final) return true;
		const status = solvedStatus(this.desk.catalogue);
		if (status === undefined) return true;
		const words: Pick<BodyOf<'ticket.state'>, 'resolution' | 'reason'> = {
			[status.requires ?? 'resolution']: resolution
		};
		const body = { round: ticket.round, class: status.class, status: status.code, ...words };
		return this.#tell(this.desk.change('ticket.state', this.ref, body));
	}

	press(kind: 'start' | 'stop'): void {
		this.#item({ list: 'clock', item: this.desk.newId(), value: { kind } });
	}

	check(list: Pick<Checklist, 'code'>, item: { readonly code: string }, value: boolean): void {
		this.#item({ list: 'checks', item: `${list.code}.${item.code}`, value });
	}

	addPart(part: { readonly code: string | null; readonly name: string }): void {
		this.#item({ list: 'parts', item: this.desk.newId(), value: { ...part, quantity: 1 } });
	}

	/** How much of a part was used; nothing of it takes it off the list. */
	use({ id, code, name }: Visit['parts'][number], quantity: number): void {
		const value = quantity > 0 ? { code, name, quantity } : null;
		this.#item({ list: 'parts', item: id, value });
	}

	fill(body: BodyOf<'ticket.custom'>): void {
		this.#tell(this.desk.change('ticket.custom', this.ref, body));
	}

	async addPhotos(files: Iterable<File>): Promise<void> {
		for (const file of files) {
			const message = await this.#note(file, file.name, '');
			if (message !== undefined) this.#item({ list: 'photos', item: message, value: true });
		}
	}

	/** The customer signs: drawn with a finger, or by name alone. */
	async sign(name: string, drawing: Blob | null): Promise<boolean> {
		const words = t('visits.signed', { name });
		const message = drawing && (await this.#note(drawing, 'signature.png', words));
		if (message === undefined) return false;
		const body = { visit: this.id, field: 'signed', value: { name, message } } as const;
		return this.#tell(this.desk.change('ticket.visit', this.ref, body), words);
	}

	/** Keeps a note with one file; answers its message, or nothing when the file could not be taken. */
	async #note(file: Blob, name: string, text: string): Promise<string | undefined> {
		const { files } = this.desk;
		const thread = this.thread.ref;
		const before = files.drafts(thread).map(({ id }) => id);
		const problem = await files.add(thread, file, name);
		if (problem !== null) {
			toast({ text: t(`files.problem.${problem}`, { name }), tone: 'danger' });
			return undefined;
		}
		const added = files.drafts(thread).filter(({ id }) => !before.includes(id));
		const attachments = added.map(attachmentOf);
		const result = this.desk.change('message.add', this.ref, { kind: 'note', text, attachments });
		if (!this.#tell(result)) return undefined;
		await files.send(added.map(({ id }) => id));
		return result.id;
	}

	#state(value: BodyOf<'ticket.visit'>['value'] & object): ChangeResult {
		const body = { visit: this.id, field: 'state', value };
		return this.desk.change('ticket.visit', this.ref, asVisit(body));
	}

	#item(piece: Omit<BodyOf<'ticket.visit-item'>, 'visit'>): void {
		this.#tell(
			this.desk.change('ticket.visit-item', this.ref, asItem({ ...piece, visit: this.id }))
		);
	}

	#tell({ verdict, id }: ChangeResult, said?: string): boolean {
		if (!verdict.ok) {
			toast({ text: t(`errors.refusal.${verdict.reason}`), tone: 'danger' });
			return false;
		}
		const action = { label: t('shell.undo'), run: () => void this.desk.undo(id) };
		if (said !== undefined) toast({ text: said, action });
		return true;
	}
}

// A union of pairs does not survive being put together from its parts; the door checks it anyway.
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions
const asVisit = (body: object): BodyOf<'ticket.visit'> => body as BodyOf<'ticket.visit'>;
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions
const asItem = (body: object): BodyOf<'ticket.visit-item'> => body as BodyOf<'ticket.visit-item'>;
