import { de as shell } from './shell/de.ts';
import { de as session } from './session/de.ts';
import { de as entries } from './entries/de.ts';
import { de as errors } from './errors/de.ts';
import { de as files } from './files/de.ts';
import { de as portal } from './portal/de.ts';
import { de as knowledge } from './knowledge/de.ts';

export const de = {
	...shell,
	...session,
	...entries,
	...errors,
	...files,
	...portal,
	...knowledge
};
