import { randomFillSync } from 'node:crypto';
import type { Change } from '#lib/domain/changes/change.ts';
import { CURRENT_VERSION } from '#lib/domain/changes/typed.ts';
import { isChangeId, newId, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import type { OrgUnit } from './org-unit.ts';

/** A change that the server makes by itself; what is to be made only once has an id that follows. */
export interface Draft {
	readonly id?: string;
	readonly type: Change['type'];
	readonly target: EntityRef;
	readonly body: Json;
}

/**
 * Hands in changes of an automation. Each gets the server's next stamp, beyond what was done to its
 * target: a device that is a little ahead must not win over what answers to it.
 */
export function submitAutomation(unit: OrgUnit, author: string, drafts: readonly Draft[]) {
	const seenOf = ({ target }: Draft) => unit.world.entities.get(target).thread.frontier;
	const entries = drafts.map((draft) => toChange(unit.nextStamp(seenOf(draft)), draft));
	return unit.submit({ sender: { author, device: '', revoked: false }, entries });
}

function toChange(at: Stamp, { id = newId(randomFillSync), ...draft }: Draft): Change {
	if (!isChangeId(id)) throw new TypeError(`not an id: ${id}`);
	return { ...draft, id, v: CURRENT_VERSION, saw: [], at };
}
