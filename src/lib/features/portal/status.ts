import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { RequestStatus } from '#lib/protocol/portal.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { Shape, Tone } from '#lib/ui/tone.ts';

/** What a status is called; one that is not told by name, by the plain word of its class. */
export function statusName({ class: statusClass, code, names }: RequestStatus): string {
	if (code === null) return t(`portal.status.${statusClass}`);
	return entryName('status', { code, names });
}

const SHAPES: Readonly<Record<StatusClass, { readonly tone: Tone; readonly shape: Shape }>> = {
	open: { tone: 'info', shape: 'hollow' },
	paused: { tone: 'warn', shape: 'half' },
	done: { tone: 'ok', shape: 'square' }
};

export const statusShape = (statusClass: StatusClass) => SHAPES[statusClass];
