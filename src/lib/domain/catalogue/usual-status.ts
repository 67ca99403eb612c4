import {
	APPROVAL_STATUS,
	MERGED_STATUS,
	NEW_STATUS,
	SOLVED_STATUS,
	WAITING_STATUS
} from './built-in.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { StatusClass } from './definitions.ts';

type Status = Entry<'status'>;
type Statuses = Pick<Catalogue, 'all' | 'find'>;

/** What is entered in a way of its own. */
const SPECIAL: readonly string[] = [NEW_STATUS, APPROVAL_STATUS, MERGED_STATUS];

/**
 * The status of a solved ticket where nobody says which: the built-in one, or where administrators
 * have archived that, the first of those in use that ask for a resolution.
 */
export function solvedStatus(catalogue: Statuses): Status | undefined {
	return usual(catalogue, SOLVED_STATUS, 'done', ({ requires }) => requires === 'resolution');
}

/**
 * The status of a ticket that is opened again, likewise. Whoever has no words to say gets one that asks
 * for none.
 */
export function reopenedStatus(catalogue: Statuses, hasWords: boolean): Status | undefined {
	return usual(catalogue, 'open', 'open', ({ requires }) => hasWords || requires === null);
}

/** Whether a ticket that stands still in a status is open again when its requester writes. */
export function isOverOnReply({
	code,
	class: of,
	endsOnReply
}: Pick<Status, 'code' | 'class' | 'endsOnReply'>): boolean {
	return of === 'paused' && (endsOnReply ?? code === WAITING_STATUS);
}

function usual(
	catalogue: Statuses,
	code: string,
	of: StatusClass,
	fits: (status: Status) => boolean
): Status | undefined {
	const usable = catalogue
		.all('status')
		.filter((one) => one.class === of && !one.archived && !SPECIAL.includes(one.code));
	const fitting = usable.filter(fits);
	const [first = usable[0] ?? catalogue.find('status', code)] = fitting;
	return fitting.find((one) => one.code === code) ?? first;
}
