import { cellValue, ownCell, presentElements, type Cells } from './crdt/cells.ts';
import { isPersonId, isTeamId } from './ids.ts';
import type { ChannelSubject } from './policy/actor.ts';

/** A staff channel or a direct conversation, read from its cells. */
export interface Channel extends ChannelSubject {
	readonly name: string;
	readonly topic: string;
	readonly archived: boolean;
	readonly createdBy: string;
}

/** Reads a channel from its cells; undefined when it has not been created there. */
export function readChannel(cells: Cells): Channel | undefined {
	const created = ownCell(cells, 'created');
	if (created === undefined) return undefined;
	const team = cellValue(cells, 'team');
	return {
		kind: cellValue(cells, 'kind') === 'direct' ? 'direct' : 'channel',
		name: String(cellValue(cells, 'name') ?? ''),
		topic: String(cellValue(cells, 'topic') ?? ''),
		archived: cellValue(cells, 'archived') === true,
		team: isTeamId(team) ? team : null,
		members: new Set(presentElements(cells, 'members').filter(isPersonId)),
		createdBy: String(created[0] ?? '')
	};
}
