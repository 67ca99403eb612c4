import { ar as shell } from './shell/ar.ts';
import { ar as session } from './session/ar.ts';
import { ar as entries } from './entries/ar.ts';
import { ar as errors } from './errors/ar.ts';
import { ar as files } from './files/ar.ts';
import { ar as portal } from './portal/ar.ts';
import { ar as knowledge } from './knowledge/ar.ts';

export const ar = {
	...shell,
	...session,
	...entries,
	...errors,
	...files,
	...portal,
	...knowledge
};
