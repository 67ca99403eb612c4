import type { Entry } from '#lib/domain/catalogue/catalogue.ts';
import { readCustom } from '#lib/domain/catalogue/custom-text.ts';
import { meantTag } from '#lib/domain/catalogue/tags.ts';
import { TEXT_LIMITS, type BodyOf } from '#lib/domain/changes/bodies.ts';
import {
	entityRef,
	isPersonId,
	type EntityRef,
	type PersonId,
	type TeamId
} from '#lib/domain/ids.ts';
import { isAsked } from '#lib/domain/judge/ticket-values.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { formatNumber } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { isBeginningUsed } from '../deeds.ts';
import { customEdits } from '../edit/custom-choice.ts';
import { fromFieldTime } from '../due.ts';
import { FileDrafts } from '../file-drafts.svelte.ts';
import { attachmentOf } from '#lib/session/files/named-file.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { refusalWords } from '../refusals.ts';
import { MOST_TAGS, splitTags } from './split-tags.ts';
import { mayWantApproval } from './wants-approval.ts';

interface Filled {
	/** What it will be known by; files are added for that. Empty before the first. */
	id: string;
	team: string;
	subject: string;
	text: string;
	requester: string;
	address: string;
	priority: string;
	assignee: string;
	type: string;
	category: string;
	tags: string;
	due: string;
	/** Empty where nobody has wanted it. */
	approval: string;
}

const EMPTY: Filled = {
	id: '',
	team: '',
	subject: '',
	text: '',
	requester: '',
	address: '',
	priority: 'normal',
	assignee: '',
	type: '',
	category: '',
	tags: '',
	due: '',
	approval: ''
};
const PLACE = 'create';
/** Where the fields that the organisation defined are kept among the others. */
const CUSTOM = 'custom';

/** The form for a new ticket. What was typed stays on this device until the ticket exists. */
export class NewTicket {
	#desk: Desk;
	fields = $state<Filled>({ ...EMPTY });
	/** What stands in the fields that the organisation defined, by code. */
	custom = $state<Record<string, string>>({});
	readonly drafts: FileDrafts;
	#errors = $state.raw<Partial<Record<'subject' | 'team' | 'tags', string>>>({});

	constructor(desk: Desk, team: TeamId | null) {
		this.#desk = desk;
		this.drafts = new FileDrafts(desk, () => `ticket.${this.fields.id}`);
		const kept = parseKept(keptText(desk, PLACE));
		this.fields = { ...EMPTY, ...kept.fields };
		this.custom = kept.custom;
		const wanted = team ?? this.#known(this.fields.team) ?? desk.allTeams[0];
		this.fields.team = wanted ?? '';
	}

	get errors() {
		return this.#errors;
	}
	get isTouched(): boolean {
		const { subject, text, requester } = this.fields;
		const hasFiles = this.drafts.isAdding || this.drafts.all.length > 0;
		return hasFiles || `${subject}${text}${requester}`.trim() !== '';
	}

	/** Whether whoever writes it may say that its solution is to be approved. */
	get mayWantApproval(): boolean {
		const team = this.#known(this.fields.team);
		return team !== undefined && mayWantApproval(this.#desk, team);
	}
	/** Whether its type wants it anyway. */
	get isApprovedByType(): boolean {
		return this.#type?.approval === true;
	}

	/** What its team and its type want to know besides. */
	get asked(): readonly Entry<'field'>[] {
		const team = this.#known(this.fields.team);
		if (team === undefined) return [];
		const ticket = { team, type: this.#type?.code ?? null };
		return this.#desk.catalogue.current('field').filter((field) => isAsked(field, ticket));
	}

	keep(): void {
		const kept = { ...this.fields, [CUSTOM]: JSON.stringify(this.custom) };
		keepText(this.#desk, PLACE, this.isTouched ? JSON.stringify(kept) : '');
		this.#errors = {};
	}

	/** Takes files up for its description. */
	async attach(files: readonly Blob[]): Promise<void> {
		this.fields.id ||= this.#desk.newId();
		const added = this.drafts.attach(files);
		// Whoever closes the form while a file is read finds it when it opens again.
		this.keep();
		await added;
	}

	clear(): void {
		this.drafts.clear();
		this.#empty();
	}

	#empty(): void {
		this.fields = { ...EMPTY, team: this.fields.team };
		this.custom = {};
		this.keep();
	}

	/** Makes the ticket; its id, or undefined when something is missing or it was refused. */
	create(): string | undefined {
		const body = this.drafts.isAdding ? undefined : this.#body();
		if (body === undefined || this.asked.some((field) => this.#isWrong(field))) return undefined;
		const id = this.fields.id || this.#desk.newId();
		const [created] = this.#desk.changeMany(this.#plan(entityRef('ticket', id), body));
		const verdict = created?.verdict;
		if (verdict?.ok === false) {
			const text = refusalWords(this.#desk, verdict.reason, verdict.detail);
			toast({ text, tone: 'danger' });
			return undefined;
		}
		this.drafts.send();
		this.#empty();
		return id;
	}

	/** Who writes a ticket for themselves begins with it, as who takes one. */
	#plan(target: EntityRef, body: BodyOf<'ticket.create'>): PlannedChange[] {
		const me = this.#desk.me.person;
		const created: PlannedChange = { type: 'ticket.create', target, body };
		const isBegun = body.assignee === me && isBeginningUsed(this.#desk);
		const taken: BodyOf<'ticket.take'> = { expected: me, begins: 0 };
		const filled = customEdits(this.asked, this.custom).flatMap((edit): PlannedChange[] =>
			edit.set === 'custom' ? [{ type: 'ticket.custom', target, body: edit.value }] : []
		);
		return [
			created,
			...filled,
			...(isBegun ? [{ type: 'ticket.take', target, body: taken } as const] : [])
		];
	}

	/** What cannot be read says so where it stands. */
	#isWrong({ code, kind }: Entry<'field'>): boolean {
		return readCustom(kind, this.custom[code] ?? '') === undefined;
	}

	#body(): BodyOf<'ticket.create'> | undefined {
		const { fields } = this;
		const team = this.#known(fields.team);
		const subject = fields.subject.trim();
		const tags = this.#tags();
		if (team === undefined || subject === '' || tags === null) {
			this.#errors = {
				...(tags === null && { tags: tooManyTags() }),
				...(team === undefined && { team: t('tickets.create.needsTeam') }),
				...(subject === '' && { subject: t('tickets.create.needsSubject') })
			};
			return undefined;
		}
		const category = fields.category.trim();
		return {
			team,
			subject,
			priority: fields.priority,
			assignee: this.#assignee(),
			...(this.#type !== undefined && { type: this.#type.code }),
			...this.#approval(),
			...(category !== '' && { category }),
			...this.#requester(),
			due: fromFieldTime(fields.due),
			tags,
			...this.#message()
		};
	}

	#message(): Pick<BodyOf<'ticket.create'>, 'message'> {
		const text = this.fields.text.trim();
		const attachments = this.drafts.all.map(attachmentOf);
		if (text === '' && attachments.length === 0) return {};
		return { message: { kind: 'public', text, ...(attachments.length > 0 && { attachments }) } };
	}

	#tags(): string[] | null {
		const tags = splitTags(this.fields.tags)?.map((tag) => meantTag(this.#desk.catalogue, tag));
		return tags?.filter((tag, index) => tags.indexOf(tag) === index) ?? null;
	}

	get #type() {
		return this.#desk.catalogue.find('type', this.fields.type);
	}

	#approval() {
		const isWanted = this.fields.approval !== '' && this.mayWantApproval;
		return this.isApprovedByType || isWanted ? { approval: true } : {};
	}

	#requester() {
		const [name, address] = [this.fields.requester.trim(), this.fields.address.trim()];
		if (name === '' && address === '') return {};
		return { requester: { name, ...(address !== '' && { address }) } };
	}

	#assignee(): PersonId | null {
		return isPersonId(this.fields.assignee) ? this.fields.assignee : null;
	}

	#known(team: string): TeamId | undefined {
		return this.#desk.allTeams.find((one) => one === team);
	}
}

function tooManyTags(): string {
	const { tag } = TEXT_LIMITS;
	return t('tickets.tags.tooMuch', { all: formatNumber(MOST_TAGS), most: formatNumber(tag) });
}

interface Kept {
	readonly fields: Partial<Filled>;
	readonly custom: Record<string, string>;
}

function parseKept(text: string): Kept {
	const { [CUSTOM]: custom = '', ...texts } = textsIn(text);
	const fields = Object.entries(texts).filter(([key]) => Object.hasOwn(EMPTY, key));
	return { fields: Object.fromEntries(fields), custom: textsIn(custom) };
}

function textsIn(text: string): Record<string, string> {
	try {
		const kept: unknown = JSON.parse(text || '{}');
		if (typeof kept !== 'object' || kept === null) return {};
		const texts = Object.entries(kept).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string'
		);
		return Object.fromEntries(texts);
	} catch {
		// A damaged draft must not keep anybody from writing a new one.
		return {};
	}
}
