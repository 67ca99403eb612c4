import { meantTag } from '#lib/domain/catalogue/tags.ts';
import { TEXT_LIMITS, type BodyOf } from '#lib/domain/changes/bodies.ts';
import {
	entityRef,
	isPersonId,
	type EntityRef,
	type PersonId,
	type TeamId
} from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { formatNumber } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { isBeginningUsed } from '../deeds.ts';
import { fromFieldTime } from '../due.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';
import { refusalWords } from '../refusals.ts';
import { MOST_TAGS, splitTags } from './split-tags.ts';
import { mayWantApproval } from './wants-approval.ts';

interface Filled {
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

/** The form for a new ticket. What was typed stays on this device until the ticket exists. */
export class NewTicket {
	#desk: Desk;
	fields = $state<Filled>({ ...EMPTY });
	#errors = $state.raw<Partial<Record<'subject' | 'team' | 'tags', string>>>({});

	constructor(desk: Desk, team: TeamId | null) {
		this.#desk = desk;
		const kept = parseKept(keptText(desk, PLACE));
		this.fields = { ...EMPTY, ...kept };
		const wanted = team ?? this.#known(this.fields.team) ?? desk.allTeams[0];
		this.fields.team = wanted ?? '';
	}

	get errors() {
		return this.#errors;
	}
	get isTouched(): boolean {
		const { subject, text, requester } = this.fields;
		return `${subject}${text}${requester}`.trim() !== '';
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

	keep(): void {
		keepText(this.#desk, PLACE, this.isTouched ? JSON.stringify(this.fields) : '');
		this.#errors = {};
	}

	clear(): void {
		this.fields = { ...EMPTY, team: this.fields.team };
		this.keep();
	}

	/** Makes the ticket; its id, or undefined when something is missing or it was refused. */
	create(): string | undefined {
		const body = this.#body();
		if (body === undefined) return undefined;
		const id = this.#desk.newId();
		const [created] = this.#desk.changeMany(this.#plan(entityRef('ticket', id), body));
		const verdict = created?.verdict;
		if (verdict?.ok === false) {
			const text = refusalWords(this.#desk, verdict.reason, verdict.detail);
			toast({ text, tone: 'danger' });
			return undefined;
		}
		this.clear();
		return id;
	}

	/** Who writes a ticket for themselves begins with it, as who takes one. */
	#plan(target: EntityRef, body: BodyOf<'ticket.create'>): PlannedChange[] {
		const me = this.#desk.me.person;
		const created: PlannedChange = { type: 'ticket.create', target, body };
		const isBegun = body.assignee === me && isBeginningUsed(this.#desk);
		const taken: BodyOf<'ticket.take'> = { expected: me, begins: 0 };
		return isBegun ? [created, { type: 'ticket.take', target, body: taken }] : [created];
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
		const text = fields.text.trim();
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
			...(text !== '' && { message: { kind: 'public', text } })
		};
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

function parseKept(text: string): Partial<Filled> {
	try {
		const kept: unknown = JSON.parse(text || '{}');
		if (typeof kept !== 'object' || kept === null) return {};
		const texts = Object.entries(kept).filter(
			(entry): entry is [string, string] =>
				Object.hasOwn(EMPTY, entry[0]) && typeof entry[1] === 'string'
		);
		return Object.fromEntries(texts);
	} catch {
		// A damaged draft must not keep anybody from writing a new one.
		return {};
	}
}
