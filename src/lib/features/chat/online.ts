import type { PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

interface Mark {
	readonly tone: Tone;
	readonly shape: Shape;
	readonly label: string;
}

/** The dot beside a person who is here now; nobody's absence is claimed without knowing. */
export function onlineMark(desk: Desk, person: PersonId): Mark | undefined {
	const isHere = desk.online.has(person);
	return isHere ? { tone: 'ok', shape: 'full', label: t('chat.online') } : undefined;
}
