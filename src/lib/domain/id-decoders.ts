import { isId, isPersonId, isTeamId } from './ids.ts';
import { matching } from './schema.ts';

/** Decoders of ids; beside `ids.ts`, which knows no decoders. */
export const id = matching(isId, 'must be an id');
/** Reads the id of a person. */
export const personId = matching(isPersonId, 'must be a person');
/** Reads the id of a team. */
export const teamId = matching(isTeamId, 'must be a team');
