import { en as shell } from './shell/en.ts';
import { en as session } from './session/en.ts';
import { en as tickets } from './tickets/en.ts';
import { en as entries } from './entries/en.ts';
import { en as work } from './work/en.ts';
import { en as clocks } from './clocks/en.ts';
import { en as errors } from './errors/en.ts';

/** What the first screens say: whoever opens the app waits for these. */
export const en = {
	...shell,
	...session,
	...tickets,
	...entries,
	...work,
	...clocks,
	...errors
};
