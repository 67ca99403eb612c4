import { submitAutomation } from '../../pipeline/automation.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import type { SubmitDrafts } from './job.ts';

/** The author of everything that mail import does. */
export const IMPORTER = '~import';
/** Of what comes in by mail by itself, and of that what no person wrote. */
export const MAIL = '~mail';
export const AUTOMATIC_MAIL = '~mail:auto';
type MailAuthor = typeof IMPORTER | typeof MAIL | typeof AUTOMATIC_MAIL;

/** Hands drafts to an organisation's pipeline, each with the server's next stamp. */
export function submitThrough(unit: OrgUnit, author: MailAuthor = IMPORTER): SubmitDrafts {
	return async (drafts) => {
		const settled = await submitAutomation(unit, author, drafts);
		return settled.map(({ verdict }) => verdict);
	};
}
