import { jsonEqual } from '#lib/domain/json.ts';
import type { IssueCustomer, IssueRecord, SentIssue } from '#lib/domain/ticket/issue.ts';
import type { ErpIssue } from './answers.ts';
import { fieldsOf, referenceOf } from './sent-issue.ts';
import type { ErpSite, NewIssue } from './site.ts';
import { asTrouble } from './trouble.ts';

/** Somebody may write there at the same moment, but not for ever. */
const TRIES = 3;

/** A ticket as it is to stand there. */
export interface Wanted {
	readonly target: string;
	readonly sent: SentIssue;
	readonly address: string | undefined;
	/** What the issue begins with. */
	readonly description: string;
	/** What is known of its issue. */
	readonly name: string | null;
}

/** Makes the issue of a ticket, unless it is there, and brings it up to the ticket. */
export async function bringIssue(site: ErpSite, wanted: Wanted): Promise<ErpIssue> {
	const { name, sent, target } = wanted;
	// An answer may have been lost, and a backup may lack it: what is there is never made twice.
	const known = name === null ? await site.findIssue(referenceOf(target)) : undefined;
	if (name === null && known === undefined) return site.createIssue(await newIssue(site, wanted));
	let issue = known ?? (await site.readIssue(name ?? ''));
	for (let tries = 1; !isAsSent(issue, sent); tries += 1) {
		try {
			issue = await site.updateIssue(issue.name, fieldsOf(sent), issue.modified);
			break;
		} catch (error) {
			if (asTrouble(error)?.code !== 'changed' || tries === TRIES) throw error;
			issue = await site.readIssue(issue.name);
		}
	}
	return issue;
}

function isAsSent(issue: ErpIssue, { subject, status, priority }: SentIssue): boolean {
	const isSame = issue.subject === subject && issue.status === status;
	return isSame && (priority === null || issue.priority === priority);
}

async function newIssue(
	site: ErpSite,
	{ sent, address, description, target }: Wanted
): Promise<NewIssue> {
	const { subject, status, priority } = sent;
	const contact = address === undefined ? undefined : await orNothing(site.contactOf(address));
	const customer = contact?.links.find((link) => link.link_doctype === 'Customer')?.link_name;
	return {
		...{ subject, status },
		description: `<p>${escaped(description)}</p><p>${referenceOf(target)}</p>`,
		...(priority !== null && { priority }),
		...(address !== undefined && { raised_by: address }),
		...(contact !== undefined && { contact: contact.name }),
		...(customer && { customer })
	};
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (words: string): string =>
	words.replace(/[&<>]/g, (letter) => ESCAPES[letter] ?? letter).replaceAll('\n', '<br>');

/** A key may do without customers and contacts: then the issue does, too. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		const code = asTrouble(error)?.code;
		if (code === 'forbidden' || code === 'not-found') return undefined;
		throw error;
	}
}

/** What the site says of a customer; their name alone where it says no more. */
export async function customerOf(site: ErpSite, name: string): Promise<IssueCustomer> {
	const known = await orNothing(site.customer(name));
	if (known === undefined) return { name, group: null, territory: null, phone: null, email: null };
	const {
		customer_name,
		customer_group: group,
		territory,
		mobile_no: phone,
		email_id: email
	} = known;
	return { name: customer_name ?? name, group, territory, phone, email };
}

/** Whether two records say the same, whenever it was. */
export function saysSame(a: IssueRecord | null, b: IssueRecord): boolean {
	return a !== null && jsonEqual(recordJson({ ...a, asOfMs: 0 }), recordJson({ ...b, asOfMs: 0 }));
}

/** A record as a change carries it. */
export function recordJson({ customer, sent, problem, ...facts }: IssueRecord) {
	return {
		...facts,
		customer: customer && { ...customer },
		sent: sent && { ...sent },
		problem: problem && { ...problem }
	};
}
