import { de as shell } from './shell/de.ts';
import { de as session } from './session/de.ts';
import { de as tickets } from './tickets/de.ts';
import { de as entries } from './entries/de.ts';
import { de as work } from './work/de.ts';
import { de as clocks } from './clocks/de.ts';
import { de as errors } from './errors/de.ts';

/** What the first screens say: whoever opens the app waits for these. */
export const de = {
	...shell,
	...session,
	...tickets,
	...entries,
	...work,
	...clocks,
	...errors
};
