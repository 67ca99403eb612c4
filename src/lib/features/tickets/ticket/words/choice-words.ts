import { ASSIGNED } from '#lib/domain/changes/lift.ts';
import { isPersonId, type PersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatDuration, formatList } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../../names.ts';
import { member } from './values.ts';

const MINUTE_MS = 60_000;

/** Whom an automation chose, as the register of the choice says. */
export function chosenPerson(choice: Json | undefined): PersonId | undefined {
	const person = member(choice, 'person');
	return isPersonId(person) ? person : undefined;
}

/** Why somebody was chosen: *knows German, 3 open, free for 12 min*. */
export function whyWords(choice: Json | undefined): string {
	const [skills, open, free] = ['skills', 'open', 'freeMinutes'].map((key) => member(choice, key));
	const known = Array.isArray(skills) ? skills.map(String) : [];
	return formatList([
		...(known.length > 0 ? [t('assignment.knows', { skills: formatList(known) })] : []),
		t('assignment.open', { count: typeof open === 'number' ? open : 0 }),
		...(typeof free === 'number'
			? [t('assignment.free', { time: formatDuration(free * MINUTE_MS) })]
			: [])
	]);
}

/** Who was chosen, and why. */
export function choiceWords(desk: Desk, key: string, choice: Json): string {
	const params = { name: personName(desk, chosenPerson(choice) ?? ''), why: whyWords(choice) };
	return t(key === ASSIGNED ? 'assignment.given' : 'assignment.suggested', params);
}
