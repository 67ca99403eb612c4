import type { BodyOf } from '../changes/bodies.ts';
import { isPersonId } from '../ids.ts';
import { knownPerson, type Facts } from './checks.ts';
import { knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

interface Planned extends Pick<BodyOf<'ticket.add-follow-up'>, 'kind' | 'words'> {
	readonly who?: string;
	readonly template?: string;
}

/** The verdict on what a macro or a rule plans: a reminder is for somebody, a message says something. */
export function judgePlanned({ kind, who, template, words }: Planned, facts: Facts): Verdict {
	if (kind === 'send') {
		if (template !== undefined) return knownEntry(facts, 'template', template);
		return words.trim() === '' ? refused('needs-text') : ACCEPTED;
	}
	if (who === undefined) return refused('malformed', { path: 'who', problem: 'is missing' });
	return isPersonId(who) ? knownPerson(facts, who) : ACCEPTED;
}
