import { ownCell, type Cells } from '../crdt/cells.ts';
import { ISSUE, ISSUE_ASKED } from '../changes/lift-issue.ts';
import { jsonMember, type Json } from '../json.ts';
import { stampMs } from '../stamp.ts';

/** What became of sending a ticket to ERPNext that did not work, by its cause. */
export const ISSUE_PROBLEMS = [
	'unauthorized',
	'forbidden',
	'not-found',
	'invalid',
	'too-often',
	'unreachable',
	'timeout',
	'certificate',
	'address-inside',
	'answer',
	'changed'
] as const;
export type IssueProblem = (typeof ISSUE_PROBLEMS)[number];

/** What a ticket is sent as. */
export interface SentIssue {
	readonly subject: string;
	readonly status: string;
	/** Null where the other system has none like it. */
	readonly priority: string | null;
}

/** A customer as the other system knows them. */
export interface IssueCustomer {
	readonly name: string;
	readonly group: string | null;
	readonly territory: string | null;
	readonly phone: string | null;
	readonly email: string | null;
}

/** What is known of the issue of a ticket, as it was at a time. */
export interface IssueRecord {
	/** Its name there; null while there is none. */
	readonly name: string | null;
	/** Where it can be opened. */
	readonly href: string | null;
	readonly status: string | null;
	readonly priority: string | null;
	readonly customer: IssueCustomer | null;
	/** What was sent last, or was not taken. */
	readonly sent: SentIssue | null;
	readonly asOfMs: number;
	readonly problem: { readonly code: IssueProblem; readonly detail: string } | null;
}

/** The issue of a ticket in another system: who wanted it, and what is known of it. */
export interface TicketIssue {
	readonly askedBy: string;
	readonly askedMs: number;
	readonly record: IssueRecord | null;
	/** Whether it was asked for again since that was known. */
	readonly isAskedAgain: boolean;
}

/** Reads the issue of a ticket from its cells; null where nobody wanted one. */
export function readIssue(cells: Cells): TicketIssue | null {
	const asked = ownCell(cells, ISSUE_ASKED);
	if (asked === undefined) return null;
	const record = ownCell(cells, ISSUE);
	return {
		askedBy: asText(asked[0]) ?? '',
		askedMs: stampMs(asked[1]),
		record: record === undefined ? null : readRecord(record[0]),
		isAskedAgain: record !== undefined && asked[1] > record[1]
	};
}

const asText = (value: Json | undefined): string | null =>
	typeof value === 'string' ? value : null;

function readRecord(value: Json): IssueRecord {
	const asOf = jsonMember(value, 'asOfMs');
	return {
		name: asText(jsonMember(value, 'name')),
		href: readHref(jsonMember(value, 'href')),
		status: asText(jsonMember(value, 'status')),
		priority: asText(jsonMember(value, 'priority')),
		customer: readCustomer(jsonMember(value, 'customer')),
		sent: readSent(jsonMember(value, 'sent')),
		asOfMs: typeof asOf === 'number' ? asOf : 0,
		problem: readProblem(jsonMember(value, 'problem'))
	};
}

/** A link leads to the web and to nowhere else. */
function readHref(value: Json | undefined): string | null {
	const href = asText(value);
	return href !== null && /^https?:\/\//.test(href) ? href : null;
}

function readCustomer(value: Json | undefined): IssueCustomer | null {
	const said = (key: string) => asText(jsonMember(value, key));
	const name = said('name');
	if (name === null) return null;
	const [group, territory, phone, email] = [
		said('group'),
		said('territory'),
		said('phone'),
		said('email')
	];
	return { name, group, territory, phone, email };
}

function readSent(value: Json | undefined): SentIssue | null {
	const said = (key: string) => asText(jsonMember(value, key));
	const [subject, status] = [said('subject'), said('status')];
	if (subject === null || status === null) return null;
	return { subject, status, priority: said('priority') };
}

function readProblem(value: Json | undefined): IssueRecord['problem'] {
	const code = ISSUE_PROBLEMS.find((known) => known === jsonMember(value, 'code'));
	return code === undefined ? null : { code, detail: asText(jsonMember(value, 'detail')) ?? '' };
}
