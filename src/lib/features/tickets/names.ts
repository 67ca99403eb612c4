import { ruleBehind } from '#lib/domain/automation/rule-author.ts';
import { isAutomation } from '#lib/domain/changes/change.ts';
import { plannerBehind } from '#lib/domain/follow-ups/follow-up-author.ts';
import { isPersonId, temporaryMark, type PersonId } from '#lib/domain/ids.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { formatList } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** The author of tickets and messages that came in as mail. */
const MAIL_IMPORT = '~import';
/** Of what a mail service delivered; `~mail:auto` of what a machine wrote. */
const MAIL = /^~mail\b/;

/** The name of a person, of the import, or words for somebody this device does not know. */
export function personName(desk: Desk, by: string): string {
	if (by === MAIL_IMPORT) return t('tickets.author.import');
	if (MAIL.test(by)) return t('tickets.author.mail');
	const rule = ruleBehind(by);
	if (rule !== undefined) return t('rules.by', { name: codeName(desk.catalogue, 'rule', rule) });
	const planner = plannerBehind(by);
	if (planner !== undefined) return personName(desk, planner);
	if (isAutomation(by)) return t('tickets.author.automation');
	const person = isPersonId(by) ? desk.people.get(by) : undefined;
	return person?.name ?? (by === desk.me.person ? desk.me.name : t('tickets.author.unknown'));
}

/** What a tag is called; one that nobody has defined is its own name. */
export const tagName = (desk: Desk, tag: string): string => codeName(desk.catalogue, 'tag', tag);

/** `You`, or the person's name. */
export function whoName(desk: Desk, by: string): string {
	return by === desk.me.person ? t('tickets.author.you') : personName(desk, by);
}

/** Who has a ticket, and who helps with it. */
export function holderName(
	{ assignee, collaborators }: Pick<Ticket, 'assignee' | 'collaborators'>,
	nameOf: (person: string) => string
): string {
	const name = assignee === null ? t('tickets.nobody') : nameOf(assignee);
	const helpers = helpersOf({ assignee, collaborators });
	if (helpers.length === 0) return name;
	return t('tickets.assisted', { name, names: formatList(helpers.map(nameOf)) });
}

/** Those who help with a ticket, besides whoever has it. */
export const helpersOf = ({
	assignee,
	collaborators
}: Pick<Ticket, 'assignee' | 'collaborators'>): readonly PersonId[] =>
	collaborators.filter((person) => person !== assignee);

/** What people call a ticket: its number, or its mark until it has one. */
export function ticketName(id: string, ticket: Pick<Ticket, 'number'> | undefined): string {
	const number = ticket?.number ?? null;
	return number === null ? temporaryMark(id) : `#${number}`;
}
