import { en as shell } from './shell/en.ts';
import { en as session } from './session/en.ts';
import { en as entries } from './entries/en.ts';
import { en as errors } from './errors/en.ts';
import { en as files } from './files/en.ts';
import { en as portal } from './portal/en.ts';
import { en as knowledge } from './knowledge/en.ts';

/** What those outside read: the portal, and the help page. */
export const en = {
	...shell,
	...session,
	...entries,
	...errors,
	...files,
	...portal,
	...knowledge
};
